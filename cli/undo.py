"""`postil undo`: one step back."""

from __future__ import annotations

import click

from cli.opening import required
from cli.options import json_option, library_option
from cli.steps import report


@click.command("undo")
@json_option
@library_option
def command(*, as_json: bool) -> None:
    """Undo the newest change that is not undone yet: to marks, tags and notes, or a removed article."""
    with required() as library:
        change = library.undo()
    report(change, "Undone", as_json=as_json)
