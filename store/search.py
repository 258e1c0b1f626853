"""Search: the marks that answer a query, best first.

Candidates come from the index in tiers, a less exact one only while too few are found: the words
as written, then as begun, then as they may have been meant, and at last all but one of them. A
tier yields its newest marks up to a limit and only these are judged, so a query's work is bounded
whatever the size of the library. Nothing is kept between queries: a new process is as fast as an
old one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from store import terms, vocabulary
from store.index import facet, own_words
from store.terms import Term, quoted
from text import fuzzy
from text.condition import Field, Phrase, Word, every, required, wanted_words
from text.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

ENOUGH = 10
"""Candidates as written or begun that make a look for typos needless."""
TIER_MARKS = 160
"""Marks that one tier yields, or as many as are to be returned."""
PHRASE_MARKS = 20_000
"""Marks with the words of the phrases that are looked through for the phrases themselves."""
COMMON = 2_000
RARE_SHARE = 30
"""A word is judged but not asked for if it is on more than `COMMON` marks and on so many times more
than the rarest word."""
MOST_WORDS = 6
"""Words that are asked of the index, the rarest first; all are judged."""
LEAST_COVERAGE = 0.55
"""The share of what was asked below which a mark does not answer."""
LEAST_SHARE = 0.65
"""The share of the best score below which a mark is only noise beside the best."""


FACETS = ("kind", "status", "tag")
"""The fields that the index knows."""


@dataclass(frozen=True, slots=True)
class Match:
    """A mark that answers a query; `score` is 0 to 100, `terms` are its folded words that matched."""

    number: int
    id: str
    score: float
    terms: tuple[str, ...]


class _Answer(NamedTuple):
    number: int
    score: float = 1.0
    terms: tuple[str, ...] = ()


def search(
    connection: Connection, query: str, *, kind: str | None, tags: Sequence[str], limit: int
) -> list[Match]:
    """Find the marks that answer any string whatever, best first; newest first where no word ranks them."""
    asked = _narrowed(parse(query), kind, tags)
    if asked.words or wanted_words(asked.condition):
        answers = _ranked(connection, asked, limit)
    else:
        answers = [_Answer(number) for number in _newest(connection, _required(connection, asked), limit)]
    return _identified(connection, answers[:limit])


def _narrowed(asked: Query, kind: str | None, tags: Sequence[str]) -> Query:
    fields = [*(Field("tag", tag) for tag in tags), *([Field("kind", kind)] if kind else [])]
    return replace(asked, condition=every([asked.condition, *fields]))


def _rows(asked: Query) -> list[Phrase]:
    """The phrases and exact words that must stand in a mark."""
    parts = (Phrase((part.word,)) if isinstance(part, Word) else part for part in required(asked.condition))
    return [part for part in parts if isinstance(part, Phrase)]


def _ranked(connection: Connection, asked: Query, limit: int) -> list[_Answer]:
    candidates, words = _candidates(connection, asked, max(TIER_MARKS, limit))
    wanted = [term.wanted for term in (*words, *terms.written(connection, wanted_words(asked.condition)))]
    verdicts = {number: fuzzy.judge(held, wanted, own_words(held)) for number, held in candidates.items()}
    if not wanted_words(asked.condition):
        verdicts = _without_noise(verdicts)
    answers = [_Answer(number, verdict.score, verdict.terms) for number, verdict in verdicts.items()]
    return sorted(answers, key=lambda answer: (-answer.score, -answer.number))


def _without_noise(verdicts: Mapping[int, fuzzy.Verdict]) -> dict[int, fuzzy.Verdict]:
    least = LEAST_SHARE * max((verdict.score for verdict in verdicts.values()), default=0.0)
    return {
        number: verdict
        for number, verdict in verdicts.items()
        if verdict.coverage >= LEAST_COVERAGE and verdict.score >= least
    }


def _candidates(connection: Connection, asked: Query, limit: int) -> tuple[dict[int, str], list[Term]]:
    """Marks worth judging, with their words, and the query's words as far as they were looked into."""
    required = _required(connection, asked)
    words = terms.written(connection, asked.words)
    found: dict[int, str] = {}
    for wanted in _strict(_telling(words)):
        if len(found) < limit:
            found |= _held(connection, [*required, *wanted], asked, limit)
    if len(found) >= ENOUGH:
        return found, words
    words = [terms.misspelt(connection, term) for term in words]
    for wanted in _loose(_telling(words)):
        if len(found) < ENOUGH:
            found |= _held(connection, [*required, *wanted], asked, limit)
    if wanted_words(asked.condition):
        found |= _held(connection, required, asked, limit)
    return found, words


def _strict(words: Sequence[Term]) -> Iterator[list[str]]:
    """All words as written, then all as begun."""
    for alternatives in (attrgetter("exact"), attrgetter("begun")):
        if words and all(map(alternatives, words)):
            yield [_any(alternatives(term)) for term in words]


def _loose(words: Sequence[Term]) -> Iterator[list[str]]:
    """All words as they may have been meant, then all but one of them."""
    met = [term for term in words if term.meant]
    if met:
        yield [_any(term.meant) for term in met]
    if len(met) == len(words):
        yield from _all_but_one(met)


def _all_but_one(words: Sequence[Term]) -> Iterator[list[str]]:
    """The words without each one that leaves enough of what was asked."""
    asked = sum(term.wanted.rarity for term in words)
    rests = [
        " AND ".join(_any(term.meant) for term in words if term is not left)
        for left in words
        if 0 < asked * LEAST_COVERAGE <= asked - left.wanted.rarity
    ]
    if rests:
        yield [_any(f"({rest})" for rest in rests)]


def _telling(words: Sequence[Term]) -> list[Term]:
    """The words worth asking for: beside rare ones, the very common ones only slow the index down."""
    rarest = min((term.marks for term in words if term.marks), default=0)
    telling = [term for term in words if term.marks <= max(COMMON, RARE_SHARE * rarest)]
    return sorted(telling, key=attrgetter("marks"))[:MOST_WORDS]


def _required(connection: Connection, asked: Query) -> list[str]:
    """What every mark must match: the facets, and the words of the phrases, the last of each as a beginning.

    A last word with very many continuations is left to the look at the marks themselves.
    """
    fields = [part for part in required(asked.condition) if isinstance(part, Field)]
    facets = [quoted(facet(part.name, part.value)) for part in fields if part.name in FACETS]
    inner = [quoted(word) for phrase in _rows(asked) for word in phrase.words[:-1]]
    endings = [phrase.words[-1] for phrase in _rows(asked)]
    begun = [
        f"{quoted(word)}*" for word in endings if vocabulary.mass_beginning(connection, word) <= terms.HEAVY
    ]
    return list(dict.fromkeys([*facets, *inner, *begun]))


def _any(alternatives: Iterable[str]) -> str:
    return f"({' OR '.join(alternatives)})"


def _newest(connection: Connection, expressions: Sequence[str], limit: int) -> list[int]:
    """The newest marks that match all expressions."""
    if expressions:
        found = connection.execute(
            "SELECT rowid FROM mark_index WHERE mark_index MATCH ? ORDER BY rowid DESC LIMIT ?",
            (" AND ".join(expressions), limit),
        )
    else:
        found = connection.execute("SELECT number FROM mark_words ORDER BY number DESC LIMIT ?", (limit,))
    return [number for (number,) in found]


def _held(connection: Connection, expressions: Sequence[str], asked: Query, limit: int) -> dict[int, str]:
    """The newest marks that match all expressions and hold all phrases, with their indexed words.

    A phrase starts where a word starts, and may end inside one if it is unfinished.
    """
    phrases = [f" {' '.join(row.words)}{'' if row.unfinished else ' '}" for row in _rows(asked)]
    numbers = _newest(connection, expressions, max(PHRASE_MARKS, limit) if phrases else limit)
    found = connection.execute(
        "SELECT number, words FROM json_each(?) AS newest JOIN mark_words ON number = newest.value"
        " WHERE NOT EXISTS (SELECT 1 FROM json_each(?) AS phrase WHERE NOT instr(words, phrase.value))"
        " LIMIT ?",
        (json.dumps(numbers), json.dumps(phrases), limit),
    )
    return dict(found.fetchall())


def _identified(connection: Connection, answers: Sequence[_Answer]) -> list[Match]:
    numbers = json.dumps([answer.number for answer in answers])
    found = connection.execute(
        "SELECT number, id FROM shown_annotation WHERE number IN (SELECT value FROM json_each(?))", (numbers,)
    )
    ids = dict(found.fetchall())
    return [Match(number, ids[number], 100 * score, held) for number, score, held in answers if number in ids]
