"""Archives (ZIP), as EPUB books are (EPUB 3.3, OCF): their parts, read in memory and within limits."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar

from exchange.errors import (
    BrokenBookError,
    LargePartError,
    LockedBookError,
    SwollenArchiveError,
    TooLargeError,
)

if TYPE_CHECKING:
    from exchange.errors import RefusedError

MEMBER_BYTES = 50_000_000
BOOK_BYTES = 200_000_000
RATIO = 200
"""The largest part read, the most read of one book, and how many times a part may grow when unpacked."""

_SMALL = 1_000_000
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class Archive:
    """The parts of a book called `name`, up to `most` bytes in all.

    Raises `BrokenBookError` where `data` is no archive.
    """

    broken: ClassVar[type[RefusedError]] = BrokenBookError
    locked: ClassVar[type[RefusedError]] = LockedBookError

    def __init__(self, data: bytes, name: str, most: int | None = None) -> None:
        self.name = name
        self._most = self._left = BOOK_BYTES if most is None else most
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise self.broken(name=name, what="its archive is damaged") from error

    def names(self) -> list[str]:
        """The paths of all parts."""
        return self._zip.namelist()

    def read(self, path: str) -> bytes | None:
        """The part at `path`; None where there is none, or it is damaged.

        Raises `LockedBookError` where it needs a password, and beyond the limits `SwollenArchiveError`,
        `LargePartError` and `TooLargeError`.
        """
        try:
            info = self._zip.getinfo(path)
        except KeyError:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise self.locked(name=self.name)
        limit = min(MEMBER_BYTES, self._left)
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1)
        except _DAMAGE:
            return None
        if len(data) > max(_SMALL, RATIO * info.compress_size):
            raise SwollenArchiveError(name=self.name)
        if len(data) > MEMBER_BYTES:
            raise LargePartError(name=self.name, limit=MEMBER_BYTES // 1_000_000)
        if len(data) > limit:
            raise TooLargeError(name=self.name, limit=self._most // 1_000_000)
        self._left -= len(data)
        return data
