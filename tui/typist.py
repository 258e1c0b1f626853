"""Keys one at a time: each is done with before the next is looked at.

Textual hands a key to whatever screen stands when it arrives. A reader who types ahead of a screen
that is still opening or closing would have keys act on the wrong one, and marks filed unseen; so
they wait here until the command before them has ended, commit included.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from textual import events

from keymaps.keys import key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from keymaps.keymap import Keymap


def apart(event: events.Key, keymap: Keymap) -> tuple[events.Key, ...]:
    """A key as it was typed: as an escape and another one, where alt is bound to nothing with that.

    An escape that a key follows at once reaches a program as that key with alt held down.
    """
    typed = event.character
    if not typed or not event.key.startswith("alt+") or keymap.binds(key(event.key, typed)):
        return (event,)
    return events.Key("escape", "\x1b"), events.Key(typed, typed)


class Typist:
    """A queue of keys, and of commands that the mouse asked for, worked off in order."""

    def __init__(
        self, press: Callable[[events.Key], Awaitable[None]], run: Callable[[str], Awaitable[None]]
    ) -> None:
        self._press = press
        self._run = run
        self._ended = False
        self._typed_at = 0.0
        self._queue: asyncio.Queue[events.Key | str] = asyncio.Queue()

    def put(self, typed: events.Key | str) -> None:
        """Take a key, or the name of a command; after the end, drop it."""
        self._typed_at = monotonic()
        if not self._ended:
            self._queue.put_nowait(typed)

    def end(self) -> None:
        """Drop what is still to come: the program is ending."""
        self._ended = True

    async def work(self) -> None:
        """Work off the queue for ever."""
        while True:
            typed = await self._queue.get()
            try:
                if self._ended:
                    continue
                if isinstance(typed, events.Key):
                    await self._press(typed)
                else:
                    await self._run(typed)
            finally:
                self._queue.task_done()

    async def pause(self, seconds: float) -> None:
        """Wait until nothing has been typed for so long."""
        while (left := self._typed_at + seconds - monotonic()) > 0:
            await asyncio.sleep(left)

    async def rest(self) -> None:
        """Wait until everything typed so far is done with."""
        await self._queue.join()
