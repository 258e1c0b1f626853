"""Passages: where the articles' own texts answer a query.

Words are sought as they are, or begun; only where no article has them all, typing errors are forgiven.
"""

from __future__ import annotations

import math
import re
import time
from bisect import bisect_left
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from store import articles, errors
from store.filters import over_articles
from store.records import Passage
from store.revisions import text_of
from text.condition import Phrase, Word, every, of_fields, required, wanted_words
from text.query import parse
from text.skim import Skims, begins, best_line, excerpt, first_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from store.filters import Filter
    from store.records import Article
    from text.condition import Condition
    from text.query import Query

    _Meant = dict[str, tuple[str, ...]]
    """The words asked for, each with the ways it may stand in a text."""

_TEXT = (
    "(SELECT revision.text FROM revision"
    " WHERE revision.id = article.revision AND revision.article = article.id)"
)


_SKIMS = Skims()
"""Of all that this process has looked into: the text of a revision never changes."""
_WAYS = 4
"""Other spellings of a word that are looked for."""


class _Said(NamedTuple):
    """An article whose text answers, and how much of it is about what was asked."""

    article_id: str
    revision: str
    score: float


@dataclass(frozen=True, slots=True)
class _Look:
    """A look into texts at a time (ISO 8601 in UTC), which may be broken off, or be in a hurry."""

    now: str
    cancelled: Callable[[], bool] | None = None
    deadline: float = inf

    def over(self) -> bool:
        """Whether there is no more time. Raises `SearchCancelledError`."""
        if self.cancelled and self.cancelled():
            raise errors.SearchCancelledError
        return time.monotonic() > self.deadline


def passages(  # noqa: PLR0913, PLR0917 - what bounds a search
    connection: Connection,
    query: str,
    now: str,
    limit: int,
    cancelled: Callable[[], bool] | None = None,
    seconds: float | None = None,
) -> list[Passage]:
    """Where the texts of articles answer a query, a passage for each article, best first.

    Those are best that hold most of the words in one line, and then most often. Without a word, their first
    lines, newest added first. After `seconds`, what was found by then; typing errors are forgiven where
    nothing else is found and there is time. Raises `SearchCancelledError`.
    """
    asked = parse(query)
    look = _Look(now, cancelled, inf if seconds is None else time.monotonic() + seconds)
    found, meant = _found(connection, asked, look)
    corrections = {word: ways[0] for word, ways in meant.items() if ways != (word,)}
    held = [each for ways in meant.values() for each in ways]
    wanted = tuple(dict.fromkeys([*held, *wanted_words(asked.condition)]))
    often = sorted(found, key=lambda said: -said.score)[:limit]
    shown = [_passage(connection, said, wanted, corrections) for said in often]
    return [passage for passage, _ in sorted(shown, key=lambda each: -each[1])]


def articles_saying(connection: Connection, asked: Query, now: str) -> list[Article]:
    """The articles whose texts answer, newest added first."""
    found, _ = _found(connection, asked, _Look(now))
    return [articles.article(connection, said.article_id) for said in found]


def _passage(
    connection: Connection, said: _Said, wanted: tuple[str, ...], corrections: dict[str, str]
) -> tuple[Passage, int]:
    """What to show of a text, and how many of the words that holds."""
    text = text_of(connection, said.article_id, said.revision)
    line, held = best_line(text, _SKIMS.of(said.revision, lambda: text), wanted)
    span = excerpt(text, line if held else first_line(text), wanted)
    article = articles.article(connection, said.article_id)
    return Passage(article, span, span.of(text), wanted, corrections), held


def _found(connection: Connection, asked: Query, look: _Look) -> tuple[list[_Said], _Meant]:
    """The articles whose texts answer, newest added first, and what the words were taken to mean."""
    meant: _Meant = {word: (word,) for word in asked.words}
    found = list(_saying(connection, asked, meant, look))
    if found or not meant:
        return found, meant
    meant = _corrected(connection, asked, look)
    return list(_saying(connection, asked, meant, look)) if meant else [], meant


def _saying(connection: Connection, asked: Query, meant: _Meant, look: _Look) -> Iterator[_Said]:
    """The articles whose texts hold every word, in one of the ways it may be meant, and what is certain."""
    rest = _over_texts(asked, look.now)
    certain = [word for part in required(asked.condition) for word in _begun(part)]
    for article_id, revision in _named(connection, asked, look):
        text = partial(text_of, connection, article_id, revision)
        skimmed = _SKIMS.of(revision, text)
        if not all(word in skimmed for word in certain):
            continue
        held = all(any(begins(text, skimmed, way) for way in ways) for ways in meant.values())
        if held and _lets_through(connection, rest, article_id):
            often = (skimmed.count(way) for ways in [*meant.values(), certain] for way in ways)
            yield _Said(article_id, revision, sum(map(math.log1p, often)))


def _corrected(connection: Connection, asked: Query, look: _Look) -> _Meant:
    """What of the texts is nearest to each word; nothing where a word has nothing near."""
    from text.fuzzy import near  # noqa: PLC0415 - most words are spelt right

    vocabulary = _vocabulary(connection, asked, look)
    meant: _Meant = {}
    for word in asked.words:
        begun = bisect_left(vocabulary, word)
        if begun < len(vocabulary) and vocabulary[begun].startswith(word):
            meant[word] = (word,)
            continue
        others = {} if look.over() else near(word, vocabulary)
        if not others:
            return {}
        best = max(others.values())
        meant[word] = tuple(other for other, weight in others.items() if weight == best)[:_WAYS]
    return meant


def _vocabulary(connection: Connection, asked: Query, look: _Look) -> list[str]:
    """The words of the texts that there is time for, sorted."""
    held: set[str] = set()
    for article_id, revision in _named(connection, asked, look):
        skimmed = _SKIMS.of(revision, partial(text_of, connection, article_id, revision))
        for line in takewhile(lambda _: not look.over(), skimmed.split("\n")):
            held.update(re.findall(r"\w+", line))
    held |= {word.removesuffix("s") for word in held}  # a skim has lost the ’ of “Trump’s”
    return sorted(held)


def _named(connection: Connection, asked: Query, look: _Look) -> Iterator[tuple[str, str]]:
    """The articles that the fields let through, with their revisions, newest first, while there is time."""
    parts = required(asked.condition)
    fields = over_articles(every(part for part in parts if of_fields(part)), look.now, holds="0")
    where = f"deleted = 0 AND ({fields.where or '1'})"
    sql = f"SELECT id, revision FROM article WHERE {where} ORDER BY number DESC"  # noqa: S608 - a filter is SQL
    return takewhile(lambda _: not look.over(), connection.execute(sql, fields.parameters).fetchall())


def _over_texts(asked: Query, now: str) -> Filter:
    """The filter on what articles say, beside the words that rank."""
    parts = every(part for part in required(asked.condition) if not of_fields(part))
    return over_articles(parts, now, holds=f"holds_row({_TEXT}, ?)")


def _lets_through(connection: Connection, wanted: Filter, article_id: str) -> bool:
    if not wanted.where:
        return True
    sql = f"SELECT 1 FROM article WHERE id = ? AND ({wanted.where})"  # noqa: S608 - a filter is SQL
    return connection.execute(sql, (article_id, *wanted.parameters)).fetchone() is not None


def _begun(part: Condition) -> tuple[str, ...]:
    return wanted_words(part) if isinstance(part, Word | Phrase) else ()
