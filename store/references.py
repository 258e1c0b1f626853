"""How people name an article: an id, the start of one, a path or address, a title or words of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store import errors, tidy
from text.clean import clean
from text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

LEAST_OF_ID = 4
"""The fewest characters of an id that name what it belongs to."""

_CANDIDATES_NAMED = 5

_Named = tuple[str, str, str]
"""An article's id, title and source; of a mark, its id and words."""


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


def subject(connection: Connection, reference: str) -> list[str]:
    """The ids of an article and of the marks it has or had, or of the one mark meant, with their claims.

    Raises `NoSuchArticleError` and `AmbiguousArticleError`, the latter naming the candidates.
    """
    try:
        article_id = find(connection, reference)
    except errors.NoSuchArticleError:
        found = _marks(connection, clean(reference).strip())
        if not found:
            raise
        if len(found) > 1:
            raise errors.AmbiguousArticleError(reference=reference, candidates=_listed(found)) from None
        return _with_claims(connection, "id", found[0][0])
    return [article_id, *_with_claims(connection, "article", article_id)]


def _with_claims(connection: Connection, column: str, wanted: str) -> list[str]:
    marks = f"SELECT id, claim FROM annotation WHERE {column} = ?"  # noqa: S608 - our own columns
    found = connection.execute(marks, (wanted,)).fetchall()
    return [each for row in found for each in row if each]


def _marks(connection: Connection, wanted: str) -> list[_Named]:
    """The marks whose ids begin so, deleted ones too, by their words."""
    if len(wanted) < LEAST_OF_ID:
        return []
    return connection.execute(
        "SELECT id, exact, '' FROM annotation WHERE substr(id, 1, ?) = ? ORDER BY number",
        (len(wanted), wanted),
    ).fetchall()


def _addresses(wanted: str) -> set[str]:
    """The sources that the words may name, taken as they are and as a path."""
    path = Path(wanted)
    try:
        return {wanted, str(path.absolute()), str(path.resolve())}
    except (OSError, ValueError):  # no path at all: too long, or with a NUL in it
        return {wanted}


def _readings(wanted: str) -> tuple[Callable[[_Named], bool], ...]:
    """What the words may mean, the surest first."""
    folded = fold(wanted)
    sources = _addresses(wanted)
    return (
        lambda entry: entry[2] in sources,
        lambda entry: fold(entry[1]) == folded,
        lambda entry: len(wanted) >= LEAST_OF_ID and entry[0].startswith(wanted),
        lambda entry: folded in fold(entry[1]),
    )


def _listed(found: list[_Named]) -> str:
    named = [f"{tidy.excerpt(title)} ({article_id})" for article_id, title, _ in found[:_CANDIDATES_NAMED]]
    rest = len(found) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")
