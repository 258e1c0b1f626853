"""Taking articles into a library: each file read on its own, each article a commit of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exchange.errors import LibraryItselfError, RefusedError
from exchange.source import files, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from store.records import Added


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a source: its articles, and why others were not taken."""

    added: tuple[Added, ...] = ()
    refused: tuple[RefusedError, ...] = ()


def take_in(library: Library, source: str) -> Intake:
    """Add the article of a file, or those of a folder; one that is refused does not stop the others.

    No transaction is open while a file is read, so that others can write meanwhile.
    """
    try:
        paths = files(source)
    except RefusedError as error:
        return Intake(refused=(error,))
    added: list[Added] = []
    refused: list[RefusedError] = []
    for path in paths:
        try:
            added.append(_add(library, path))
        except RefusedError as error:
            refused.append(error)
    return Intake(tuple(added), tuple(refused))


def check_apart(library: Library, path: Path) -> None:
    """Make sure that `path` is no file of the library itself. Raises `LibraryItselfError`.

    To be called before a file is opened: to open one of the library's own would undo its locks.
    """
    if library.lives_in(path):
        raise LibraryItselfError(name=path)


def _add(library: Library, path: Path) -> Added:
    check_apart(library, path)
    return library.add(read_file(path))
