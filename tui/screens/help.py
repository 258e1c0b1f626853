"""The help: the keys of the place it was asked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.listing import ListScreen
from tui.screens.palette import command_entry, offered
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.commands.table import Command


class HelpScreen(ListScreen):
    """Every command that has a key in a mode."""

    MODE = "help"

    def __init__(self, asked_in: str) -> None:
        super().__init__(Rows())
        self._asked_in = asked_in
        self.items: list[Command] = []

    def on_mount(self) -> None:
        """List the commands."""
        keymap = self.postil.keymap
        self.items = offered(self.postil.commands, keymap, self._asked_in)
        self._rows.show(
            len(self.items),
            lambda at, width: command_entry(
                self.items[at], keymap.keys_for(self._asked_in, self.items[at].name), width
            ),
        )
        self.status.locate(f"The keys of the {self._asked_in}: {self.key_hint('app.back', 'leaves')}", "")
