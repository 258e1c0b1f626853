"""The looking side of the app: questions to the library that may take long, on a thread of their own.

They are answered one after the other. Who no longer waits for an answer cancels the question: one
that has not begun never does, and one that runs is told so.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, TypeVar

from tui.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.library import Library

T = TypeVar("T")


class Seeker:
    """Asks the library through a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._thread = Writer(path, name="seeker")

    async def ask(self, question: Callable[[Library, Callable[[], bool]], T]) -> T:
        """The answer to a question, which is also given what tells it that nobody waits any more."""
        unwanted = threading.Event()
        try:
            return await self._thread.do(lambda library: question(library, unwanted.is_set))
        except asyncio.CancelledError:
            unwanted.set()
            raise

    def close(self) -> None:
        """Close the connection, once what is asked is answered."""
        self._thread.close()
