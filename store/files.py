"""The files a library lives in: looked at by name only, never opened (see `store.connection`)."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from store import errors

_COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What SQLite appends to the library's name for each of the files it keeps."""

_IN_MEMORY = ":memory:"


def usable(path: Path, *, create: bool) -> Path:
    """The absolute path of a library that SQLite may be given; its folder is made if `create`.

    Says plainly what SQLite would not. Raises leaves of `LibraryUnusableError`.
    """
    if str(path) == _IN_MEMORY:
        raise errors.NotAFileError(path=path)
    try:
        path = path.absolute()
        found = path.stat()
    except FileNotFoundError:
        if not create:
            raise errors.NoLibraryError(path=path) from None
        _make_folder(path)
        return path
    except (OSError, ValueError) as error:
        raise errors.CannotOpenLibraryError(path=path, reason=error) from error
    _check(path, found)
    return path


def belongs(path: Path, library: Path) -> bool:
    """Whether `path` leads, by whatever name, to the library's file or to one that SQLite keeps beside it."""
    home = os.path.realpath(library)
    return any(_same(path, Path(home + companion)) for companion in _COMPANIONS)


def _same(path: Path, other: Path) -> bool:
    try:
        return os.path.realpath(path) == str(other) or path.samefile(other)
    except (OSError, ValueError):  # one of them is not there, or cannot be
        return False


def _check(path: Path, found: os.stat_result) -> None:
    if S_ISDIR(found.st_mode):
        raise errors.LibraryIsDirectoryError(path=path)
    if not S_ISREG(found.st_mode):
        raise errors.NotAFileError(path=path)
    if found.st_size == 0 and Path(f"{os.path.realpath(path)}-wal").exists():
        # SQLite would take the file for new and drop what the write-ahead log still holds.
        raise errors.DamagedLibraryError(path=path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.CannotOpenLibraryError(path=path, reason=error) from error
