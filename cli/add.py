"""`postil add`: articles in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cli.endings import Refused, complain
from cli.opening import created
from cli.options import json_option, library_option
from cli.output import SHORT_ID, print_json, print_row, to_terminal
from exchange.errors import RefusedError
from exchange.source import LIMIT_BYTES, files, read_bytes, read_file
from store.records import Added

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.json import Json
    from store.library import Library
    from store.records import ArticleDraft


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--name", default="", help="What to call standard input; the ending .md makes it Markdown.")
@json_option
@library_option
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], name: str, *, as_json: bool) -> None:
    """Add articles: text and Markdown files, folders of them, or - for standard input.

    What the library holds already is not added twice. What is refused is named on standard error; the
    rest is added, and the exit code is 3.
    """
    with created() as library:
        outcomes = [outcome for source in sources for outcome in _take(library, source, name)]
    added = [outcome for outcome in outcomes if isinstance(outcome, Added)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, RefusedError)]
    if as_json:
        print_json([_json(one) for one in added])
    else:
        for one in added:
            _print(one)
    for error in refused:
        complain(str(error))
    ctx.exit(Refused.exit_code if refused else 0)


def _take(library: Library, source: str, name: str) -> Iterator[Added | RefusedError]:
    """What became of each article of a source; each one added is a commit of its own."""
    try:
        paths: list[Path | None] = [None] if source == "-" else [*files(source)]
    except RefusedError as error:
        yield error
        return
    for path in paths:
        try:
            yield library.add(_read(path, name))
        except RefusedError as error:
            yield error


def _read(path: Path | None, name: str) -> ArticleDraft:
    """The article in a file, or in standard input called `name`."""
    if path is not None:
        return read_file(path)
    data = sys.stdin.buffer.read(LIMIT_BYTES + 1) if sys.stdin else b""
    return read_bytes(data, name)


def _json(added: Added) -> Json:
    article = added.article
    return {
        "id": article.id,
        "title": article.title,
        "byline": article.byline,
        "source": article.source,
        "new": added.new,
    }


def _print(added: Added) -> None:
    became = "new" if added.new else "revised" if added.revised else "known"
    article = added.article
    if to_terminal():
        said = {"new": "Added", "revised": "Revised", "known": "Already there:"}[became]
        click.echo(f"{said} “{article.title}” ({article.id[:SHORT_ID]})")
    else:
        print_row(article.id, became, article.title)
