"""`postil export`: marks as Markdown."""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.endings import Misused, NothingFound
from cli.opening import required
from cli.options import library_option
from cli.output import print_bytes
from cli.query import query_argument, query_command, understood
from exchange.files import file_name, make_folder, write
from exchange.intake import check_apart
from exchange.markdown import article_markdown, section

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Annotation, Article
    from text.document import Document

    Marked = tuple[Article, list[Annotation], Document]
    """An article with the marks to export."""


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
        marked = _marked(library, query)
        if not marked:
            raise NothingFound("No mark matches." if query else "There are no marks to export yet.")
        if target is None:
            print_bytes(_together(marked).removesuffix("\n"))
        elif Path(target).is_dir() or target.endswith(("/", os.sep)):
            _write_folder(library, Path(target), marked)
        else:
            _write(library, Path(target), _together(marked))


def _marked(library: Library, query: str) -> list[Marked]:
    """The marks that answer a query, by article, in the order the articles were added."""
    marks = library.annotations()
    if query:
        wanted = {hit.annotation.id for hit in library.search(query, limit=max(1, len(marks)))}
        marks = [mark for mark in marks if mark.id in wanted]
    return [
        (library.article(article_id), list(group), library.document(article_id))
        for article_id, group in groupby(marks, lambda mark: mark.article_id)
    ]


def _together(marked: list[Marked]) -> str:
    """All in one document; front matter is only for one article."""
    if len(marked) == 1:
        return article_markdown(*marked[0])
    return "\n".join(section(*each) for each in marked)


def _write_folder(library: Library, folder: Path, marked: list[Marked]) -> None:
    make_folder(folder)
    for article, marks, document in marked:
        target = folder / file_name(article)
        _write(library, target, article_markdown(article, marks, document))
        click.echo(str(target))


def _write(library: Library, target: Path, content: str) -> None:
    """Write a file; where the name is a link, the one it leads to."""
    check_apart(library, target)
    write(Path(os.path.realpath(target)), content)
