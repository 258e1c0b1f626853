"""One search after the other: the newest is answered, the older ones are broken off."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING

from store.errors import StoreError
from tui.answers import AT_ONCE_SECONDS, Order, answers, ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from textual.worker import Worker

    from store.library import Library
    from store.records import Hit
    from tui.screens.search import SearchScreen

_BEST = ((50, AT_ONCE_SECONDS), (200, None))
"""Marks that are listed best first, and in how many seconds: at once, and when typing rests."""
_SORTED = ((2_000, AT_ONCE_SECONDS), (2_000, None))
"""The same in the other orders."""
_REST_SECONDS = 0.25


class Quest:
    """What a search screen looks for."""

    def __init__(self, screen: SearchScreen) -> None:
        self._screen = screen
        self._settled = asyncio.Event()
        self.more = False
        """Whether more marks may fit than are listed."""

    def start(self, asked: str, order: Order, stay_on: Collection[str]) -> None:
        """Have the screen show the marks that answer a query, and stand on the first of some of them."""
        self._settled.clear()
        search = partial(self._search, asked, order, stay_on)
        _: Worker[None] = self._screen.run_worker(search, group="quest", exclusive=True)

    async def settle(self) -> None:
        """Wait until what is listed answers what was asked last."""
        await self._settled.wait()

    async def _search(self, asked: str, order: Order, stay_on: Collection[str]) -> None:
        steps = _BEST if order is Order.BEST else _SORTED
        most, _ = steps[-1]
        for limit, seconds in steps:
            hits, whole = await self._found(asked, limit, seconds)
            self.more = len(hits) == limit or not whole
            self._screen.show(ordered(hits, order), stay_on)
            if whole:
                self._settled.set()
            if whole and (len(hits) < limit or limit == most):
                return
            await asyncio.sleep(_REST_SECONDS)
            stay_on = self._screen.here

    async def _found(self, asked: str, limit: int, seconds: float | None) -> tuple[list[Hit], bool]:
        """What was found, and whether the time sufficed to look everywhere."""

        def answered(library: Library, unwanted: Callable[[], bool]) -> tuple[list[Hit], bool]:
            begun = time.monotonic()
            hits = answers(library, asked, limit, unwanted, seconds)
            return hits, seconds is None or in_time(time.monotonic() - begun)

        try:
            return await self._screen.postil.seeker.ask(answered)
        except StoreError as error:
            self._screen.say(str(error))
            return [], True


def in_time(seconds: float) -> bool:
    """Whether a search that took so long was not broken off: the library does not tell."""
    return seconds < AT_ONCE_SECONDS
