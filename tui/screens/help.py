"""The help: the keys of the place it was asked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keyed import KeyedScreen
from tui.screens.palette import command_entry, offered
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.commands.table import Command


class HelpScreen(KeyedScreen):
    """Every command that has a key in a mode."""

    def __init__(self, asked_in: str) -> None:
        super().__init__()
        self._asked_in = asked_in
        self._rows = Rows()
        self.items: list[Command] = []

    def compose(self) -> ComposeResult:
        """The list and the status line."""
        yield self._rows
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """List the commands."""
        self.set_focus(self._rows)
        keymap = self.postil.keymap
        self.items = offered(self.postil.commands, keymap, self._asked_in)
        self._rows.show(
            len(self.items),
            lambda at, width: command_entry(
                self.items[at], keymap.keys_for(self._asked_in, self.items[at].name), width
            ),
        )
        self.status.locate(f"The keys of the {self._asked_in}: {self.key_hint('app.back', 'leaves')}", "")

    @property
    def mode(self) -> str:
        """A mode of its own, in which nothing is typed."""
        return "help"

    @property
    def rows(self) -> Rows:
        """The list that keys move in."""
        return self._rows
