"""`postil history`: what was changed."""

from __future__ import annotations

import json
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
@click.option("--all", "positions", is_flag=True, help="Also how far was read, each time it was kept.")
@json_option
@library_option
def command(subject: str | None, limit: int, *, positions: bool, as_json: bool) -> None:
    """Show what was changed, newest first: in the library, in an ARTICLE and its marks, or in one mark.

    In a pipe, the fields of a line are: time, "undone" or nothing, what was done, id of the change.
    """
    with existing() as library:
        changes = _changes(library, subject, limit, positions=positions) if library else None
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


def _changes(library: Library, subject: str | None, limit: int, *, positions: bool) -> list[Change]:
    if subject is None:
        return library.history(limit=limit, positions=positions)
    return library.history_of(subject, limit=limit, positions=positions)


def _print(change: Change) -> None:
    if not to_terminal():
        print_row(change.time, "undone" if change.undone else "", change.summary, change.id)
        return
    line = f"{change.summary} (undone)" if change.undone else change.summary
    click.echo(f"{click.style(change.time, dim=True)}  {line}")
