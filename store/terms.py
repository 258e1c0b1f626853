"""Terms: one word of a query, as the index can be asked for it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store import vocabulary
from text import fuzzy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

COMMON = 2_000
"""Marks that hold a word above which it is taken to be meant as written."""
HEAVY = 5_000
"""Marks that hold words that begin alike above which only some of these are asked for."""
SOME = 64
"""How many of them, the commonest."""
SHORTEST_BEGINNING = 3
"""Code points of a word that may be unfinished though others follow it."""
UNWRITTEN = 6
"""Code points that a misspelt beginning may lack of its word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its alternatives for FTS5: as written, or at least begun, or at least meant.

    No alternatives where no mark holds any; `marks` is on how many the first two are found.
    """

    wanted: fuzzy.Wanted
    exact: tuple[str, ...]
    begun: tuple[str, ...]
    meant: tuple[str, ...]
    marks: int


def quoted(word: str) -> str:
    """Make a folded word, which holds no quotation mark, an FTS5 string."""
    return f'"{word}"'


def written(connection: Connection, words: Iterable[str]) -> list[Term]:
    """Look words up as they are written and, the last one at least, as beginnings."""
    listed = list(words)
    (total,) = connection.execute("SELECT max(number) FROM mark_words").fetchone()
    held = vocabulary.known(connection, listed)
    found = []
    for word in listed:
        marks = held.get(word, 0)
        begins = word == listed[-1] or _may_go_on(word, marks)
        found.append(_written(connection, word, marks, total or 0, begins=begins))
    return found


def _may_go_on(word: str, marks: int) -> bool:
    return len(word) >= SHORTEST_BEGINNING and marks <= COMMON


def _written(connection: Connection, word: str, marks: int, total: int, *, begins: bool) -> Term:
    mass = vocabulary.mass_beginning(connection, word) if begins else marks
    exact = (quoted(word),) if marks else ()
    begun = exact
    if marks < mass <= HEAVY:
        begun = (f"{quoted(word)}*",)
    elif marks < mass:
        begun = (*exact, *map(quoted, vocabulary.commonest_beginning(connection, word, SOME)))
    rarity = math.log(1 + (total + 1) / (1 + (marks or mass)))
    return Term(fuzzy.Wanted(word, rarity, begins=begins), exact, begun, begun, mass)


def misspelt(connection: Connection, term: Term) -> Term:
    """Look up what else the term's word may mean."""
    spellings = _spellings(connection, term)
    wanted = replace(term.wanted, spellings=spellings)
    return replace(term, wanted=wanted, meant=(*term.begun, *map(quoted, spellings)))


def _spellings(connection: Connection, term: Term) -> dict[str, float]:
    """Words one edit away; for a word never met, and in other alphabets, all that are near."""
    word = term.wanted.word
    if not fuzzy.edits_allowed(word) or (term.exact and term.marks > COMMON):
        return {}
    found: dict[str, float] = {}
    if word.isascii():
        near = vocabulary.known(connection, fuzzy.variants(word))
        found = {other: fuzzy.edit_weight(word, other, 1) for other in near if not other.startswith(word)}
    if not (found or term.marks):
        found = fuzzy.near(word, _akin(connection, word))
    return dict(sorted(found.items(), key=lambda spelling: -spelling[1]))


def _akin(connection: Connection, word: str) -> list[str]:
    """The words that share the first letter, also if the first two were swapped."""
    shortest, longest = len(word) - fuzzy.edits_allowed(word), len(word) + UNWRITTEN
    return [
        other
        for start in dict.fromkeys(word[:2])
        for other in vocabulary.akin(connection, start, shortest, longest)
    ]
