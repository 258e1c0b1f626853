"""Questions to the library, one after the other: the newest is answered, the older ones are broken off."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.worker import Worker

    from store.library import Library
    from tui.keyed import KeyedScreen

T = TypeVar("T")


class Inquiry:
    """What a screen asks while keys go on."""

    def __init__(self, screen: KeyedScreen) -> None:
        self._screen = screen
        self._settled = asyncio.Event()
        self._settled.set()

    def start(self, question: Callable[[Library], T], show: Callable[[T], None]) -> None:
        """Have the screen show the answer to a question, instead of any that is still looked for."""
        self._settled.clear()
        asking = partial(self._ask, question, show)
        _: Worker[None] = self._screen.run_worker(asking, group="inquiry", exclusive=True)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown answers the last question."""
        return self._settled.is_set()

    async def settle(self) -> None:
        """Wait until what is shown answers the last question."""
        await self._settled.wait()

    async def _ask(self, question: Callable[[Library], T], show: Callable[[T], None]) -> None:
        try:
            show(await self._screen.postil.seeker.ask(lambda library, _: question(library)))
        except StoreError as error:
            self._screen.say(str(error))
        self._settled.set()
