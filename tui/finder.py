"""Looking for words in the open article: the line they are typed in, and what they find."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from text.document import Span
from text.search import Tally, pattern, seek, touching

if TYPE_CHECKING:
    from textual.widgets import Input

    from text.layout.view import View
    from text.search import Pattern
    from tui.screens.reader import ReaderScreen

_GROUP = "find"
_PAUSE_SECONDS = 0.002
"""A rest between two slices that nobody waits for: a key takes many turns of the loop to be answered."""


class Finder:
    """What is looked for on a reader's page; between two slices of a long text, keys have their turn."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._line: Input | None = None
        self._origin: View | None = None
        """What was in sight when the line was opened."""
        self._from = 0
        """Where the match of what is typed is looked for from."""
        self._words = ""
        self._wanted: Pattern | None = None
        self._tally: Tally | None = None

    @property
    def typing(self) -> bool:
        """Whether the keys go into the line."""
        return self._line is not None and self._screen.focused is self._line

    @property
    def on(self) -> bool:
        """Whether something is being typed, or what was found is shown."""
        return self.typing or self._wanted is not None

    @property
    def standing(self) -> str:
        """Which match one is at, and of how many, as far as that is known."""
        if self._tally is None:
            return ""
        number, total = self._tally.number(self._screen.page.cursor), self._tally.total
        return f"{'…' if number is None else number}/{'…' if total is None else total}"

    # The line

    async def start(self) -> None:
        """Open the line, at the foot of the page."""
        from textual.widgets import Input  # noqa: PLC0415 - only when something is looked for

        if self._line is None:
            self._line = Input(placeholder="Search this article", id="find")
            await self._screen.mount(self._line)
        self._origin, self._from = self._screen.page.view, self._screen.page.cursor
        self._line.display = True
        self._line.clear()
        self._screen.set_focus(self._line)

    def narrow(self) -> None:
        """Look for what is typed so far, from where the search began."""
        if self._line is not None and self.typing:
            self._screen.run_worker(self._follow(self._line.value), group=_GROUP, exclusive=True)

    async def accept(self) -> None:
        """Go to the first match of what is typed, or where nothing is, of what was looked for last."""
        typed = self._line.value if self._line is not None else ""
        self._return()
        if typed.strip():
            await self.look_up(typed, self._from)
        else:
            await self.step(1)

    def leave(self) -> None:
        """Take away what was found, and if it was still being typed, go back to where one was."""
        if self.typing:
            self._return()
        self.clear()

    def hide(self) -> None:
        """Close the line and keep what it found, unless the whole terminal was only left for a while."""
        if self._line is not None and self._line.display and self._screen.app.app_focus:
            self._line.display = False
            self._screen.set_focus(self._screen.page)

    def clear(self) -> None:
        """Show no matches any more."""
        self._screen.workers.cancel_group(self._screen, _GROUP)
        self._wanted = self._tally = None
        self._screen.page.show_found(None)

    # What is found

    async def look_up(self, words: str, offset: int | None = None) -> None:
        """Look for words, and go to the first match from `offset` on, or to the next one."""
        self._screen.postil.session.wanted = words
        self._screen.workers.cancel_group(self._screen, _GROUP)
        self._look_for(words)
        first = self._screen.page.cursor + 1 if offset is None else offset
        found = await self._seek(first, 1)
        self._go(found, wrapped=found is not None and found.start < first)

    async def step(self, count: int) -> None:
        """Go to the `count`-th match from here, back when negative."""
        if self._wanted is None:
            self._look_for(self._screen.postil.session.wanted)
        if self._wanted is None:
            self._screen.say(
                f"Nothing was searched for yet. {self._screen.key_hint('search.start', 'searches')}"
            )
            return
        found = await self._nth(count)
        at = self._screen.page.cursor
        self._go(found, wrapped=found is not None and (found.start <= at if count > 0 else found.start >= at))

    def _look_for(self, words: str) -> None:
        if self._wanted is not None and words == self._words:
            return  # and go on counting where that stopped
        page = self._screen.page
        self._words, self._wanted = words, pattern(words)
        self._tally = Tally(page.document.text, self._wanted) if self._wanted is not None else None
        if self._tally is not None:
            self._tally.go_on()  # which is all of most articles
        page.show_found(self._wanted)

    def _go(self, found: Span | None, *, wrapped: bool) -> None:
        if found is None:
            self.clear()
            self._screen.say(f"“{self._words}” is not in this article.")
            return
        if self.typing:
            self._from = found.start
            self._screen.page.move_to(found.start)
        else:
            self._screen.journey.go_to(found)
        if wrapped:
            self._screen.say("Wrapped: the search went on round the end of the article.")
        if self._tally is not None and not self._tally.complete:
            self._screen.run_worker(self._count(), group=_GROUP, exclusive=True)

    async def _follow(self, words: str) -> None:
        """Show the first match of what is typed so far, or where the search began if there is none."""
        page, origin = self._screen.page, self._origin
        self._look_for(words)
        found = await self._seek(self._from, 1)
        if found is not None:
            page.move_to(found.start)
        elif origin is not None:
            page.look(origin)
        await self._count()

    def _return(self) -> None:
        self.hide()
        if self._origin is not None:
            self._screen.page.look(self._origin)

    async def _nth(self, count: int) -> Span | None:
        at = self._start() if count < 0 else self._screen.page.cursor
        tally = self._tally
        while tally is not None and abs(count) > 1 and tally.go_on():
            await asyncio.sleep(0)
        if tally is not None and tally.complete:
            return tally.step(at, count)
        return await self._seek(at + (count > 0), count)

    def _start(self) -> int:
        """Where the match under the cursor begins; the cursor, where none is."""
        page, wanted = self._screen.page, self._wanted
        if wanted is None:
            return page.cursor
        here = touching(page.document.text, wanted, Span(page.cursor, page.cursor + 1))
        return next((found.start for found in here), page.cursor)

    async def _seek(self, offset: int, step: int) -> Span | None:
        if self._wanted is None:
            return None
        for found in seek(self._screen.page.document.text, self._wanted, offset, step):
            if found is not None:
                return found
            await asyncio.sleep(0)
        return None

    async def _count(self) -> None:
        tally = self._tally
        while tally is not None and tally.go_on():
            await asyncio.sleep(_PAUSE_SECONDS)
        self._screen.locate()
