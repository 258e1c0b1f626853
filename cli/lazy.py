"""A group of commands that imports only the one it runs."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

import click

from cli.endings import explained

COMMANDS = {
    "read": "Open an article in the reader.",
    "add": "Add articles from files, folders, addresses, feeds and lists.",
    "import": "Import marks that other programs made, from their files.",
    "list": "List the articles.",
    "show": "Show an article.",
    "quotes": "Show what is said in an article, and by whom.",
    "mark": "Mark a passage of an article.",
    "claims": "List the claims, and how they stand.",
    "claim": "Show or change a claim.",
    "search": "Search the marks.",
    "speakers": "Show who is quoted, and what each has said.",
    "repeats": "Show what articles tell in nearly the same words.",
    "stats": "Show the library in figures.",
    "export": "Write marks for other programs: Markdown, HTML, CSV and more.",
    "history": "Show what was changed, newest first.",
    "undo": "Undo the newest change.",
    "redo": "Do again what was undone last.",
}
"""Every command with its line of help; the command stands in the module of its name, as `command`."""

_MODULES = {"import": "importing"}
"""The modules of commands whose own names Python keeps for itself."""


def module_of(name: str) -> str:
    """The module that a command stands in."""
    return f"cli.{_MODULES.get(name, name)}"


class LazyGroup(click.Group):
    """The group. Its help names the commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found = import_module(module_of(cmd_name)).command
        gc.freeze()  # what was imported stays: no collection, at the exit either, needs to look at it
        gc.enable()
        assert isinstance(found, click.Command)  # noqa: S101 - a command module without a command is a bug
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in the help."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401 - passed on as they come
        """Read the group's own options."""
        with explained():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what click's own does
        """Run the command."""
        with explained():
            return super().invoke(ctx)
