"""Screens driven by the keymaps: one place where a key becomes a command, and where errors are said."""

from __future__ import annotations

import asyncio
from inspect import isawaitable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.widgets import Static

from exchange.errors import RefusedError
from keymaps.keymap import TYPING_MODES
from keymaps.keys import LETTERS, parse, spell
from keymaps.keys import key as key_of
from keymaps.typed import Matched, Pending, Typed, Unbound, feed
from store.errors import StoreError
from tui.covered import Covered
from tui.widgets.sheet import LEAST_COLUMNS, LEAST_LINES
from tui.widgets.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from textual import events
    from textual.app import App
    from textual.message_pump import MessagePump

    from store.library import Library
    from tui.app import Postil
    from tui.screens.editor import Edit

S = TypeVar("S", bound="KeyedScreen")
T = TypeVar("T")

_WIDTHS = [(0, "-narrow"), (LEAST_COLUMNS, "-usable"), (112, "-wide")]
_HEIGHTS = [(0, "-short"), (LEAST_LINES, "-tall")]


class KeyedScreen(Covered, inherit_bindings=False):
    """A screen whose keys are looked up in the mode it is in."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self._typed = Typed()
        self.status = Status()
        self.small = Static(
            f"Postil needs {LEAST_COLUMNS} columns and {LEAST_LINES} rows.", id="small", markup=False
        )

    @property
    def postil(self) -> Postil:
        """The app, as what it is."""
        return cast("Postil", self.app)

    @property
    def mode(self) -> str:
        """The keymap mode in force."""
        raise NotImplementedError

    async def cancel(self) -> bool:
        """Leave what is open in this screen, or the screen unless it is the first; whether that could be."""
        first = not isinstance(self.app.screen_stack[-2], KeyedScreen)
        if not first:
            await self.keep()
            await self.app.pop_screen()
        return not first

    async def leave(self) -> None:
        """Leave what is open in this screen, or the screen; leaving the first one ends the program."""
        if not await self.cancel():
            await self.postil.quit()

    async def uncover(self) -> None:
        """Leave all screens that lie over this one."""
        while self.app.screen is not self:
            if isinstance(self.app.screen, KeyedScreen):
                await self.app.screen.keep()
            await self.app.pop_screen()

    async def keep(self) -> None:
        """Put in the library what only this screen knows yet; say it if that cannot be."""

    def may_end(self) -> bool:
        """Whether nothing typed here would be lost; says so when something would, and then answers yes."""
        return True

    def reload(self) -> None:
        """Show what the library holds now."""

    async def write(self, verb: Callable[[Library], T]) -> T:
        """Let the library do something; show the outcome once it is committed."""
        done = await self.postil.writer.do(verb)
        self.reload()
        return done

    async def keep_edit(self, edit: Edit) -> None:
        """Put what the editor changed in the library."""
        await self.write(edit.apply)
        self.say("Kept.")

    def turn_to(self, ids: Collection[str]) -> None:
        """Go to what a change has touched, if it is here."""

    def locate(self) -> None:
        """Say in the status line where one is."""

    def say(self, message: str, *, is_question: bool = False) -> None:
        """Show a message in the status line until the next key."""
        self.status.say(message, is_question=is_question)

    def link_from(self, mark_id: str) -> None:
        """Remember a mark that is to be linked to another, or none, and say so until it is done."""
        self.postil.session.linking = mark_id
        self._tell_of_linking()

    def on_screen_resume(self) -> None:
        """Say here too that a link is begun."""
        self._tell_of_linking()

    def _tell_of_linking(self) -> None:
        self.status.carry("linking" if self.postil.session.linking else "")

    def key_hint(self, command: str, does: str) -> str:
        """A reminder such as “u undoes”, with the key that is bound here, or nothing."""
        keys = self.postil.keymap.keys_for(self.mode, command)
        return f"{keys[0]} {does}" if keys else ""

    def key_hints(self, ways: Iterable[tuple[str, str]]) -> str:
        """Reminders of several commands, of those that have a key here."""
        return ", ".join(filter(None, (self.key_hint(command, does) for command, does in ways)))

    async def press(self, event: events.Key) -> bool:
        """Feed a key to the keymap and run what it completes; False when it is for a widget to type."""
        typing = self.mode in TYPING_MODES
        if typing and event.is_printable:
            return False
        outcome = feed(self.postil.keymap.trie(self.mode), self._typed, key_of(event.key, event.character))
        self._typed = outcome.typed if isinstance(outcome, Pending) else Typed()
        self.status.wait_for(str(self._typed))
        self.status.say(self._ways_on(outcome) if isinstance(outcome, Pending) else "")
        if isinstance(outcome, Matched):
            if typing:
                await self._catch_up()
            await self.run_named(outcome.command, outcome.count, outcome.letter)
        if isinstance(outcome, Unbound) and not typing:
            self.refuse(spell(outcome.keys))
        return not typing or not isinstance(outcome, Unbound)

    async def _catch_up(self) -> None:
        """Wait until what was typed has reached its field, and the screen has heard of it."""
        typed_in = [self.focused] if self.focused else []
        await _passed((*typed_in, *typed_in, self, self))

    async def let_through(self) -> None:
        """Wait until a key has come from the widget in focus up to the app, which then does what it binds."""
        if self.focused is not None:
            await _passed(self.focused.ancestors_with_self)

    def refuse(self, keys: str) -> None:
        """Answer keys that are bound to nothing."""
        self.say(f"{keys} is no key here. {self.key_hint('app.help', 'shows the keys')}")

    async def run_named(self, name: str, count: int | None = None, letter: str | None = None) -> None:
        """Run a command by its name; say in one sentence what went wrong, if something did.

        A command that takes a letter and is given none waits for it, as after the keys before it.
        """
        command = self.postil.commands[name]
        if command.takes_letter and letter is None:
            self._wait_for_letter(name)
            return
        try:
            running = command.run(self, count, letter) if command.takes_letter else command.run(self, count)
            if isawaitable(running):
                await running
        except (StoreError, RefusedError) as error:
            self.say(str(error))
        # At once, not with the widgets' messages: so it goes out in the same frame.
        self.locate()

    def _wait_for_letter(self, name: str) -> None:
        sequences = [parse(keys) for keys in self.postil.keymap.keys_for(self.mode, name)]
        keys = next((keys[:-1] for keys in sequences if keys[-1] == LETTERS), ())
        self._typed = Typed(keys)
        self.status.wait_for(str(self._typed))
        command = self.postil.commands[name]
        which = command.letters(self) if command.letters else f"{command.title}: which, a to z?"
        self.say(which if keys else f"{name} needs keys that end in {LETTERS}.")

    def _ways_on(self, pending: Pending) -> str:
        """The keys that a sequence may go on with, and where they lead."""
        return "   ".join(self._way_on(str(key), node.command) for key, node in pending.choices.items())

    def _way_on(self, key: str, name: str | None) -> str:
        if not name:
            return f"{key} …"
        command = self.postil.commands[name]
        return command.letters(self) if command.letters else f"{key} {command.title}"


def lying(app: App[int], kind: type[S]) -> S | None:
    """The screen of a kind that lies under those in sight, or is the one."""
    return next((screen for screen in app.screen_stack if isinstance(screen, kind)), None)


async def go_to(app: App[int], kind: type[S]) -> S:
    """Go to the screen of a kind that lies under those in sight, or else to a new one."""
    known = lying(app, kind)
    if known is None:
        known = kind()
        await app.push_screen(known)
    await known.uncover()
    return known


async def _passed(pumps: Iterable[MessagePump]) -> None:
    """Wait until what is on its way to some pumps, from each to the next, has been dealt with."""
    for pump in pumps:
        if pump.is_running:
            passed = asyncio.Event()
            pump.call_later(passed.set)
            await passed.wait()
