"""`postil history`: what was changed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.opening import existing, none_yet
from cli.options import json_option, library_option, library_path, limit_option
from cli.output import print_json, print_row, to_terminal

if TYPE_CHECKING:
    from exchange.json import Json
    from store.library import Library
    from store.records import Change


@click.command("history")
@click.argument("subject", required=False, metavar="[ARTICLE|MARK]")
@limit_option(50)
@json_option
@library_option
def command(subject: str | None, limit: int, *, as_json: bool) -> None:
    """Show what was changed, newest first: in the library, in an ARTICLE and its marks, or in one mark.

    In a pipe, the fields of a line are: time, "undone" or nothing, what was done, id of the change.
    """
    with existing() as library:
        changes = _changes(library, subject, limit) if library else None
    if as_json:
        print_json([change_json(change) for change in changes or []])
    else:
        for change in changes or []:
            _print(change)
    if changes is None:
        raise NothingFound(none_yet(library_path()))
    if not changes:
        raise NothingFound("Nothing has been changed yet.")


def change_json(change: Change) -> dict[str, Json]:
    """A change with its operations, each a new value of a field."""
    return {
        "id": change.id,
        "verb": change.verb,
        "summary": change.summary,
        "time": change.time,
        "undone": change.undone,
        "operations": [
            {
                "entity": each.entity,
                "id": each.entity_id,
                "field": each.field,
                "value": json.loads(each.value),
            }
            for each in change.operations
        ],
    }


def _changes(library: Library, subject: str | None, limit: int) -> list[Change]:
    if subject is None:
        return library.history(limit=limit)
    of_mark = library.history(limit=limit, entity_id=subject)
    if any(each.entity == "annotation" for change in of_mark for each in change.operations):
        return of_mark  # also of a mark that is deleted
    return _of_article(library, library.find(subject).id, limit)


def _of_article(library: Library, article_id: str, limit: int) -> list[Change]:
    """Changes to an article and to the marks it has or had: a mark's first operation names its article."""
    everything = library.history(limit=sys.maxsize)
    operations = [operation for change in everything for operation in change.operations]
    its = {each.entity_id for each in operations if _article(each.value) == article_id} | {article_id}
    touching = (change for change in everything if any(each.entity_id in its for each in change.operations))
    return [change for _, change in zip(range(limit), touching, strict=False)]


def _article(value: str) -> object:
    fields = json.loads(value)
    return fields.get("article") if isinstance(fields, dict) else None


def _print(change: Change) -> None:
    if not to_terminal():
        print_row(change.time, "undone" if change.undone else "", change.summary, change.id)
        return
    line = f"{change.summary} (undone)" if change.undone else change.summary
    click.echo(f"{click.style(change.time, dim=True)}  {line}")
