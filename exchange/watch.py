"""Watching folders: what appears in them and what changes, once it is whole."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exchange.reading.source import articles_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EVERY = 2.0
"""Seconds from one look to the next."""

_Stamp = tuple[int, int]
"""The size of a file in bytes, and when it was written, in nanoseconds."""


class Watch:
    """Looks at folders from time to time.

    By polling, which works on every platform and on network drives. A file is whole when it is as it
    was at the last look, and not empty.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._seen: dict[Path, _Stamp] = {}
        self._given: dict[Path, _Stamp] = {}

    def settled(self) -> list[Path]:
        """The files that are whole since the last look and new, or have changed since they were given."""
        seen = self._look()
        whole = [path for path, stamp in seen.items() if stamp[0] and self._seen.get(path) == stamp]
        fresh = sorted(path for path in whole if self._given.get(path) != seen[path])
        self._seen = seen
        self._given = {path: stamp for path, stamp in self._given.items() if path in seen}
        self._given |= {path: seen[path] for path in fresh}
        return fresh

    def _look(self) -> dict[Path, _Stamp]:
        seen: dict[Path, _Stamp] = {}
        for path in (path for folder in self._folders for path in articles_in(folder)):
            with suppress(OSError):  # gone since
                found = path.stat()
                seen[path] = (found.st_size, found.st_mtime_ns)
        return seen
