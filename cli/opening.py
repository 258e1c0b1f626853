"""Opening the library for a command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.endings import NothingFound
from cli.options import library_path
from store.errors import NoLibraryError
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def existing() -> Iterator[Library | None]:
    """The library, or None where there is no file yet: looking makes none."""
    try:
        library = Library.open(library_path(), create=False)
    except NoLibraryError:
        yield None
        return
    with library:
        yield library


@contextmanager
def required() -> Iterator[Library]:
    """The library; ends the command with "nothing found" where there is none yet."""
    with existing() as library:
        if library is None:
            raise NothingFound(none_yet(library_path()))
        yield library


@contextmanager
def created() -> Iterator[Library]:
    """The library, made where there is none yet."""
    with Library.open(library_path()) as library:
        yield library


def none_yet(path: Path) -> str:
    """The sentence for a library that has not been begun."""
    return f"There is no library at “{path}” yet: begin one with postil add."
