"""How people name an article: an id, the start of one, a path or address, a title or words of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store import errors, tidy
from text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

_CANDIDATES_NAMED = 5

_Named = tuple[str, str, str]
"""An article's id, title and source."""


def find(connection: Connection, reference: str) -> str:
    """The id of the one article meant.

    Raises `NoSuchArticleError`, and `AmbiguousArticleError` naming the candidates.
    """
    wanted = clean(reference).strip()
    if connection.execute("SELECT 1 FROM article WHERE id = ? AND deleted = 0", (wanted,)).fetchone():
        return wanted
    every = connection.execute(
        "SELECT id, title, source FROM article WHERE deleted = 0 ORDER BY number"
    ).fetchall()
    for means in _readings(wanted):
        found = [entry for entry in every if means(entry)] if wanted else []
        if len(found) > 1:
            raise errors.AmbiguousArticleError(reference=wanted, candidates=_listed(found))
        if found:
            return str(found[0][0])
    raise errors.NoSuchArticleError(reference=wanted)


def _addresses(wanted: str) -> set[str]:
    """The sources that the words may name, taken as they are and as a path."""
    path = Path(wanted)
    try:
        return {wanted, str(path.absolute()), str(path.resolve())}
    except (OSError, ValueError):  # no path at all: too long, or with a NUL in it
        return {wanted}


def _readings(wanted: str) -> tuple[Callable[[_Named], bool], ...]:
    """What the words may mean, the surest first."""
    folded = wanted.casefold()
    sources = _addresses(wanted)
    return (
        lambda entry: entry[2] in sources,
        lambda entry: entry[1].casefold() == folded,
        lambda entry: entry[0].startswith(wanted),
        lambda entry: folded in entry[1].casefold(),
    )


def _listed(found: list[_Named]) -> str:
    named = [f"{tidy.excerpt(title)} ({article_id})" for article_id, title, _ in found[:_CANDIDATES_NAMED]]
    rest = len(found) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")
