"""Writing files: names that every platform takes, and contents that are whole or not there."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exchange.errors import OvertakenError, UnwritableTargetError
from text.clean import REPLACEMENT, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Titled(Protocol):
        """Whatever has a file of its own."""

        @property
        def id(self) -> str:
            """What it is known by for good."""
            ...

        @property
        def title(self) -> str:
            """What people call it."""
            ...


NAME_BYTES = 120
"""The longest file name written, in UTF-8 bytes: it leaves room under every file system's 255."""

_FORBIDDEN = re.compile(rf'[/\\:*?"<>|#^\[\]`{REPLACEMENT}\u2400-\u2421]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\.|$)", re.IGNORECASE)


class Stamp(NamedTuple):
    """What tells a file from what it was: its size in bytes, when it was written (ns), and its inode."""

    size: int
    written: int
    inode: int


NEVER = Stamp(-1, -1, -1)
"""The stamp that no file has."""


def file_name(told: Titled, ending: str = ".md") -> str:
    """The file one article, or another thing, goes to: its title made safe, and the start of its id.

    The id keeps two articles of one title apart, and one article's file the same from export to
    export. Signs that no platform, or no wiki link, takes become spaces.
    """
    tail = f" {_FORBIDDEN.sub('_', told.id[:8])}{ending}"
    return f"{_safe(told.title, NAME_BYTES - len(tail.encode()))}{tail}"


def named(target: str) -> Path:
    """The path that a reader has written, with the home folder for `~`."""
    return Path(os.path.expanduser(target))  # noqa: PTH111 - Path's own raises where nobody is of that name


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that none can have is that of none."""
    with suppress(OSError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """The same for a folder."""
    with suppress(OSError):
        return path.is_dir()
    return False


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None if there is no such file, also if there is a link or something else."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return None
    return _stamped(found) if stat.S_ISREG(found.st_mode) else None


def write(target: Path, parts: Iterable[str], *, still: Stamp | None = None, lasting: bool = True) -> Stamp:
    """Put texts one after the other into the file `target`, which afterwards is the old or the new, whole.

    A file that holds the very same already is left as it is. What is `lasting` is on the disk when this
    returns. Raises `UnwritableTargetError`, also when `target` is something other than a file, and
    `OvertakenError` if it has not `still` this stamp.
    """
    fresh = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        if target.exists() and not target.is_file():
            raise UnwritableTargetError(name=target, reason="it is not a file")
        made = _write_through(fresh, parts, lasting=lasting)
        before = stamp(target)
        if still is not None and before != still:
            raise OvertakenError(name=target)
        if before is not None and before.size == made.size and _same(fresh, target):
            return before
        fresh.replace(target)
    except OSError as error:
        raise UnwritableTargetError(name=target, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return made


def make_folder(folder: Path) -> None:
    """Make `folder` and what leads to it, where missing. Raises `UnwritableTargetError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableTargetError(name=folder, reason=error.strerror) from error


def _safe(title: str, limit: int) -> str:
    normal = unicodedata.normalize("NFC", clean_line(_FORBIDDEN.sub(" ", clean_line(title))))
    short = normal.encode()[:limit].decode(errors="ignore").strip(" .-~")
    return f"_{short}" if _RESERVED.match(short) else short or "article"


def _write_through(path: Path, parts: Iterable[str], *, lasting: bool) -> Stamp:
    """Write a file that must not exist yet; what is lasting, down to the disk."""
    with path.open("xb") as file:
        file.writelines(part.encode() for part in parts)
        file.flush()
        if lasting:
            os.fsync(file.fileno())
        return _stamped(os.fstat(file.fileno()))


def _same(one: Path, other: Path) -> bool:
    import filecmp  # noqa: PLC0415 - few files are written that have the size of the old ones

    return filecmp.cmp(one, other, shallow=False)


def _stamped(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
