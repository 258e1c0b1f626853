"""What `postil undo` and `postil redo` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.history import change_json
from cli.output import print_json

if TYPE_CHECKING:
    from store.records import Change


def report(change: Change | None, done: str, *, as_json: bool) -> None:
    """Say which change was undone or redone, or end with "nothing found" where there is none."""
    if as_json:
        print_json(change_json(change) if change else None)
    elif change:
        click.echo(f"{done}: {change.summary}")
    if change is None:
        raise NothingFound(f"Nothing can be {done.lower()}.")
