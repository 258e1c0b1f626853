"""Taking articles into a library: each read on its own, each a commit of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from exchange.errors import LibraryItselfError
from exchange.offers import AS_THEY_COME, Offers
from store.records import Added, ReadState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from exchange.errors import RefusedError
    from exchange.offers import Offer, Wants
    from store.library import Library
    from store.repeats import Copied


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article that was offered under a name, as number `at` `of` so many."""

    name: str
    added: Added | None = None
    refused: RefusedError | None = None
    guess: str = ""
    at: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a source: its articles, why others were not taken, and what had to be guessed."""

    added: tuple[Added, ...] = ()
    refused: tuple[RefusedError, ...] = ()
    guesses: tuple[str, ...] = ()


def check_apart(library: Library, path: Path) -> None:
    """Make sure that `path` is no file of the library itself. Raises `LibraryItselfError`.

    To be called before a file is opened: to open one of the library's own would undo its locks.
    """
    if library.lives_in(path):
        raise LibraryItselfError(name=path)


def offers(library: Library, wants: Wants = AS_THEY_COME) -> Offers:
    """What reads sources for a library."""
    return Offers(library.articles, partial(check_apart, library), wants)


def take_files(library: Library, paths: Sequence[Path]) -> Iterator[Taken]:
    """Add the articles in files, but for those that were not touched since they were taken in."""
    return (settle(library, offer) for offer in offers(library).of_files(paths))


def take_in(library: Library, source: str) -> Intake:
    """Add the articles of a file, a folder, a pattern or an address, all before answering.

    One that is refused does not stop the others. No transaction is open while one is read, so that
    others can write meanwhile.
    """
    return gathered([settle(library, offer) for offer in offers(library).of(source)])


def gathered(taken: Sequence[Taken]) -> Intake:
    """What became of them, all in all."""
    return Intake(
        tuple(one.added for one in taken if one.added),
        tuple(one.refused for one in taken if one.refused),
        tuple(one.guess for one in taken if one.guess),
    )


def settle(library: Library, offer: Offer) -> Taken:
    """Add what is offered."""
    draft = offer.draft
    added = Added(offer.known, new=False) if offer.known else None
    if draft is not None:
        with library.transaction():
            added = library.add(draft)
            if added.new and offer.is_read:
                library.set_state(added.article.id, ReadState.READ)
    guessed = draft.guessed if draft else ""
    guess = f"“{offer.name}” was read as {guessed}, which is a guess." if guessed else ""
    return Taken(offer.name, added, offer.refused, guess, offer.at, offer.of)


def copies(library: Library, added: Iterable[Added]) -> dict[str, Copied]:
    """Of the articles that are new or have changed, those that repeat much of another, by their ids."""
    fresh = (one.article.id for one in added if one.new or one.revised)
    found = ((article_id, library.copied(article_id)) for article_id in fresh)
    return {article_id: copied for article_id, copied in found if copied is not None}
