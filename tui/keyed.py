"""Screens driven by the keymaps: one place where a key becomes a command, and where errors are said."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen
from textual.widgets import Static

from exchange.errors import RefusedError
from keymaps.keymap import TYPING_MODES
from keymaps.keys import key as key_of
from keymaps.typed import Cancelled, Matched, Pending, Typed, feed
from store.errors import StoreError
from tui.commands.table import commands
from tui.widgets.status import Status

if TYPE_CHECKING:
    from textual import events

    from tui.app import Postil

Answer = TypeVar("Answer")

_WIDTHS = [(0, "-narrow"), (40, "-usable"), (112, "-wide")]
_HEIGHTS = [(0, "-short"), (8, "-tall")]


class KeyedScreen(Screen[Answer]):
    """A screen whose keys are looked up in the mode it is in."""

    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self._typed = Typed()
        self.status = Status()
        self.small = Static("Postil needs 40 columns and 8 rows.", id="small", markup=False)

    @property
    def postil(self) -> Postil:
        """The app, as what it is."""
        return cast("Postil", self.app)

    @property
    def mode(self) -> str:
        """The keymap mode in force."""
        raise NotImplementedError

    async def leave(self) -> None:
        """Leave this screen without an answer; leaving the first one ends the program."""
        if isinstance(self.app.screen_stack[-2], KeyedScreen):
            await self.keep()
            self.dismiss(None)
        else:
            await self.postil.quit_cleanly()

    async def keep(self) -> None:
        """Put in the library what only this screen knows yet."""

    def reload(self) -> None:
        """Show what the library holds now."""

    def say(self, message: str) -> None:
        """Show a message in the status line until the next key."""
        self.status.say(message)

    def key_hint(self, command: str, does: str) -> str:
        """A reminder such as “u undoes”, with the key that is bound here, or nothing."""
        keys = self.postil.keymap.keys_for(self.mode, command)
        return f"{keys[0]} {does}" if keys else ""

    async def on_key(self, event: events.Key) -> None:
        """Feed a key to the keymap and run what it completes."""
        if self.mode in TYPING_MODES and event.is_printable:
            return
        outcome = feed(self.postil.keymap.trie(self.mode), self._typed, key_of(event.key, event.character))
        self._typed = outcome.typed if isinstance(outcome, Pending) else Typed()
        if isinstance(outcome, Matched):
            event.stop()
            event.prevent_default()
            self.status.say("")
            self.status.wait_for("")
            await self.run_named(outcome.command, outcome.count)
            return
        if isinstance(outcome, Pending | Cancelled) or self.mode not in TYPING_MODES:
            event.stop()
            event.prevent_default()
            self.status.wait_for(str(outcome.typed) if isinstance(outcome, Pending) else "")

    async def run_named(self, name: str | None, count: int | None = None) -> None:
        """Run a command by its name; say in one sentence what went wrong, if something did."""
        if name is None:
            return
        try:
            running = commands()[name].run(self, count)
            if isawaitable(running):
                await running
        except (StoreError, RefusedError) as error:
            self.say(str(error))
