"""`postil redo`: one step forward again."""

from __future__ import annotations

import click

from cli.opening import required
from cli.options import json_option, library_option
from cli.steps import report


@click.command("redo")
@json_option
@library_option
def command(*, as_json: bool) -> None:
    """Do again what was undone last, unless something else was changed since."""
    with required() as library:
        change = library.redo()
    report(change, "Redone", as_json=as_json)
