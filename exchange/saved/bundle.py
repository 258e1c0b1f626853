"""What lies beside a list of articles: files in its folder, or in the archive (ZIP) that services export."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from exchange.errors import BrokenArchiveError, EmptyArchiveError, LockedArchiveError, OutwardArchiveError
from exchange.reading.archive import Archive
from exchange.reading.source import ENDINGS, PDF, load, pdf_is_read
from exchange.saved import lists

if TYPE_CHECKING:
    from pathlib import Path

    from exchange.saved.entries import Listing

_OPENS = b"PK\x03\x04"
_OF_PROGRAMS = frozenset({"mimetype", "[Content_Types].xml", "META-INF/MANIFEST.MF"})
"""What says that an archive is the file of an office or another program."""

TABLES = frozenset({".json", ".csv", ".opml", ".xml", ".rss", ".atom"})
"""The endings of files that may be lists, beside web pages."""

MOST_BYTES = 4_000_000_000
"""The most that is read of one archive."""


class Beside(Protocol):
    """Where files with the content of listed articles are looked for."""

    def holds(self, path: str) -> bool:
        """Whether there is a file at a path."""
        ...

    def read(self, path: str) -> bytes:
        """What is in it. Raises a `RefusedError`."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a list."""

    path: Path

    def holds(self, path: str) -> bool:
        """Whether there is a file at a path."""
        return (self.path / path).is_file()

    def read(self, path: str) -> bytes:
        """What is in it. Raises `UnreadableSourceError`."""
        return load(self.path / path)


class Bundle(Archive):
    """The files that a service, or anybody, has packed into one.

    Raises `BrokenArchiveError`, and `OutwardArchiveError` where a path leads out of it.
    """

    broken = BrokenArchiveError
    locked = LockedArchiveError

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data, name, MOST_BYTES)
        if any(_leads_out(path) for path in self.names()):
            raise OutwardArchiveError(name=name)

    def holds(self, path: str) -> bool:
        """Whether there is a file at a path."""
        return path in self._paths

    def read(self, path: str) -> bytes:
        """What is in a file. Raises what an archive does, and `BrokenArchiveError` where it is damaged."""
        data = super().read(path)
        if data is None:
            raise BrokenArchiveError(name=self.name)
        return data

    def ending(self, endings: frozenset[str]) -> list[str]:
        """The paths of its files with certain endings, sorted, without hidden ones."""
        return [path for path in self._paths if PurePosixPath(path).suffix.lower() in endings]

    def articles(self) -> list[str]:
        """The paths of the files that may be articles. Raises `EmptyArchiveError` where there are none."""
        found = self.ending(ENDINGS | PDF if pdf_is_read() else ENDINGS)
        if not found:
            raise EmptyArchiveError(name=self.name)
        return found

    def listing(self, path: str) -> Listing | None:
        """What the file at a path lists; None where it is no list. Raises a `RefusedError`."""
        found = lists.read(self.read(path), f"{self.name}/{path}")
        folder = posixpath.dirname(path)
        if found is None or not folder:
            return found
        entries = (replace(each, beside=each.beside and f"{folder}/{each.beside}") for each in found.entries)
        return replace(found, entries=tuple(entries))

    @cached_property
    def _paths(self) -> dict[str, None]:
        found = (path for path in sorted(self.names()) if not path.endswith("/"))
        return dict.fromkeys(path for path in found if not _is_hidden(path))


def opened(data: bytes, name: str) -> Bundle | None:
    """The archive that `data` is, unless it is a book's or another program's. Raises a `RefusedError`."""
    if not data.startswith(_OPENS) or name.lower().endswith(".epub"):
        return None
    bundle = Bundle(data, name)
    return None if _OF_PROGRAMS & frozenset(bundle.names()) else bundle


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


def _leads_out(path: str) -> bool:
    parts = re.split(r"[/\\]", path)
    return ".." in parts or not parts[0] or bool(re.match("[A-Za-z]:", path))
