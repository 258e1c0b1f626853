"""One search after the other: the newest is answered, the older ones are broken off."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from store.errors import StoreError
from tui.answers import Order, answers, ordered

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.worker import Worker

    from store.records import Hit
    from tui.screens.search import SearchScreen

_LIMITS, _SORTED_LIMITS = (50, 200), (2_000,)
"""Marks that are listed best first, at once and when typing rests; and as many as are sorted otherwise."""
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
        for limit in _LIMITS if order is Order.BEST else _SORTED_LIMITS:
            hits = await self._found(asked, limit)
            self.more = len(hits) == limit
            self._screen.show(ordered(hits, order), stay_on)
            self._settled.set()
            if not self.more:
                return
            await asyncio.sleep(_REST_SECONDS)
            stay_on = self._screen.here

    async def _found(self, asked: str, limit: int) -> list[Hit]:
        try:
            return await self._screen.postil.seeker.ask(
                lambda library, stop: answers(library, asked, limit, stop)
            )
        except StoreError as error:
            self._screen.say(str(error))
            return []
