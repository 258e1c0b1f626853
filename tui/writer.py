"""The writing side of the app: one thread with its own connection, so that no write waits on the screen.

Verbs run one after the other in the order they were asked for. What they answer has been committed.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class Writer:
    """Runs the library's writing verbs on a thread of their own."""

    def __init__(self, path: Path, name: str = "writer") -> None:
        self._path = path
        self._library: Library | None = None
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def do(self, verb: Callable[[Library], T]) -> T:
        """The verb's answer, after its commit; raises what the verb raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, verb)

    def warm_up(self) -> None:
        """Open the connection ahead of the first write, if there is time for one before the end."""
        if not self._closed:
            self._thread.submit(self._run, lambda library: library.changed())

    def close(self) -> None:
        """Finish what was asked for, then close the connection."""
        self._closed = True
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _run(self, verb: Callable[[Library], T]) -> T:
        if self._library is None:
            self._library = Library.open(self._path)
        return verb(self._library)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
