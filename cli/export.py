"""`postil export`: marks as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.endings import Misused, NothingFound
from cli.opening import required
from cli.options import library_option
from cli.output import print_bytes
from cli.query import query_argument, query_command, understood
from exchange.collection import export, together

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Annotation


@query_command("export")
@query_argument
@click.option("--to", "target", metavar="DIR|FILE", help="A folder (it exists, or ends in /), or a file.")
@click.option("--format", "form", type=click.Choice(["markdown"]), default="markdown", show_default=True)
@library_option
def command(query: str, target: str | None, form: str) -> None:
    """Write marks as Markdown: all of them, or those that answer QUERY, as for postil search.

    A folder gets one file for each article, with front matter. A file, or standard output, gets them all,
    one article after the other. What an earlier export wrote is replaced.
    """
    del form
    if understood(query).in_articles:
        raise Misused("Only marks are exported, and in:articles finds none: use postil search for passages.")
    with required() as library:
        marks = _answering(library, query)
        if not marks:
            raise NothingFound("No mark matches." if query else "There are no marks to export yet.")
        if target is None:
            print_bytes(together(library, marks).removesuffix("\n"))
            return
        written = export(library, marks, target)
    for path in written if len(written) > 1 or written != [Path(target)] else ():
        click.echo(str(path))


def _answering(library: Library, query: str) -> list[Annotation]:
    """The marks that answer a query, in the order of the articles and their texts."""
    marks = library.annotations()
    if query:
        wanted = {hit.annotation.id for hit in library.search(query, limit=max(1, len(marks)))}
        marks = [mark for mark in marks if mark.id in wanted]
    return marks
