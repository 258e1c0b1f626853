"""Taking articles into a library: each file read on its own, each article a commit of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exchange.errors import LibraryItselfError, RefusedError
from exchange.source import files, read_bytes, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from store.library import Library
    from store.records import Added, ArticleDraft
    from store.repeats import Copied


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a source: its articles, why others were not taken, and what had to be guessed."""

    added: tuple[Added, ...] = ()
    refused: tuple[RefusedError, ...] = ()
    guesses: tuple[str, ...] = ()


def take_in(library: Library, source: str) -> Intake:
    """Add the article of a file, or those of a folder; one that is refused does not stop the others.

    No transaction is open while a file is read, so that others can write meanwhile.
    """
    try:
        paths = files(source)
    except RefusedError as error:
        return Intake(refused=(error,))
    taken = [_take_file(library, path) for path in paths]
    return Intake(
        tuple(added for one in taken for added in one.added),
        tuple(error for one in taken for error in one.refused),
        tuple(guess for one in taken for guess in one.guesses),
    )


def take_bytes(library: Library, data: bytes, name: str) -> Intake:
    """Add the article in `data`; the ending of `name` tells its format."""
    try:
        return _add(library, read_bytes(data, name), name or "standard input")
    except RefusedError as error:
        return Intake(refused=(error,))


def copies(library: Library, added: Iterable[Added]) -> dict[str, Copied]:
    """Of the articles that are new or have changed, those that repeat much of another, by their ids."""
    fresh = (one.article.id for one in added if one.new or one.revised)
    found = ((article_id, library.copied(article_id)) for article_id in fresh)
    return {article_id: copied for article_id, copied in found if copied is not None}


def check_apart(library: Library, path: Path) -> None:
    """Make sure that `path` is no file of the library itself. Raises `LibraryItselfError`.

    To be called before a file is opened: to open one of the library's own would undo its locks.
    """
    if library.lives_in(path):
        raise LibraryItselfError(name=path)


def _take_file(library: Library, path: Path) -> Intake:
    try:
        check_apart(library, path)
        return _add(library, read_file(path), str(path))
    except RefusedError as error:
        return Intake(refused=(error,))


def _add(library: Library, draft: ArticleDraft, name: str) -> Intake:
    guess = f"“{name}” was read as {draft.guessed}, which is a guess." if draft.guessed else ""
    return Intake((library.add(draft),), guesses=(guess,) if guess else ())
