"""What was looked up for the words of a query, kept from one key to the next as long as the library stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from sqlite3 import Connection

T = TypeVar("T")

_MOST = 500
"""Findings that are kept: those of the words of some minutes' typing."""


class Memory:
    """Findings of one connection, forgotten when anybody has changed the library."""

    def __init__(self) -> None:
        self._state: tuple[int, int] | None = None
        self._found: dict[Hashable, object] = {}

    def renewed(self, connection: Connection) -> Memory:
        """The memory, empty if the library has changed since it was asked last."""
        (others,) = connection.execute("PRAGMA data_version").fetchone()
        state = (others, connection.total_changes)
        if state != self._state or len(self._found) > _MOST:
            self._state = state
            self._found.clear()
        return self

    def recall(self, name: Hashable, work: Callable[[], T]) -> T:
        """What `work` answers, worked out once; it is not kept if it raises."""
        if name not in self._found:
            self._found[name] = work()
        return cast("T", self._found[name])
