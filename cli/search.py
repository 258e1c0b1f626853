"""`postil search`: marks found again."""

from __future__ import annotations

import click

from cli.endings import NothingFound
from cli.marks import print_marks
from cli.opening import existing, none_yet
from cli.options import json_option, kind_option, library_option, library_path, limit_option
from cli.output import print_json
from exchange.json import annotation_json
from store.records import Kind


@click.command("search")
@click.argument("query", nargs=-1)
@kind_option
@click.option("--tag", "tags", multiple=True, help="Only marks with this tag, or one under it.")
@limit_option(50)
@json_option
@library_option
def command(
    query: tuple[str, ...], kind: str | None, tags: tuple[str, ...], limit: int, *, as_json: bool
) -> None:
    """Search the marks, best first; without QUERY, the newest first. Typing errors are forgiven.

    In a pipe, the fields of a line are: id, kind, article, words, note, tags, speaker, status.
    """
    with existing() as library:
        wanted = Kind(kind) if kind else None
        hits = library.search(" ".join(query), kind=wanted, tags=tags, limit=limit) if library else None
    if as_json:
        print_json([{**annotation_json(hit.annotation), "score": round(hit.score, 2)} for hit in hits or []])
    else:
        print_marks(hit.annotation for hit in hits or [])
    if hits is None:
        raise NothingFound(none_yet(library_path()))
    if not hits:
        raise NothingFound("No mark matches.")
