"""Terms: one word of a query, as the index can be asked for it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from store import vocabulary
from text import fuzzy
from text.fold import unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

COMMON = 2_000
"""Marks that hold a word above which it is taken to be meant as written."""
HEAVY = 5_000
"""Marks that hold words that begin alike above which only some of these are asked for."""
SOME = 64
"""How many of them, the commonest."""
SHORTEST_BEGINNING = 3
"""Code points of a word that may be unfinished though others follow it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its alternatives for FTS5: as written, or at least begun, or at least meant.

    No alternatives where no mark holds any. `marks` is on how many the word is found as begun, `mass`
    on how many by any alternative.
    """

    wanted: fuzzy.Wanted
    exact: tuple[str, ...]
    begun: tuple[str, ...]
    meant: tuple[str, ...]
    marks: int
    mass: int


def quoted(word: str) -> str:
    """Make a folded word, which holds no quotation mark, an FTS5 string."""
    return f'"{word}"'


def written(connection: Connection, words: Iterable[str]) -> list[Term]:
    """Look words up as they are written and, the last one at least, as beginnings."""
    listed = list(words)
    (total,) = connection.execute("SELECT max(number) FROM mark_words").fetchone()
    held = vocabulary.known(connection, listed)
    together = _together(connection, listed)
    found = []
    for word in listed:
        marks = held.get(word, 0)
        begins = word == listed[-1] or _may_go_on(word, marks)
        term = _written(connection, word, marks, total or 0, begins=begins)
        if word in together:
            term = meaning(connection, term, together[word])
            term = replace(term, begun=term.meant)
        found.append(term)
    return found


def meaning(connection: Connection, term: Term, spellings: Mapping[str, float], most: int = SOME) -> Term:
    """The term with more that its word may mean, the likeliest of it."""
    found = dict(term.wanted.spellings)
    for spelling, weight in spellings.items():
        if spelling != term.wanted.word:
            found[spelling] = max(weight, found.get(spelling, 0.0))
    likeliest = dict(sorted(found.items(), key=lambda spelling: -spelling[1])[:most])
    new = likeliest.keys() - term.wanted.spellings.keys()
    mass = term.mass + sum(vocabulary.known(connection, new).values())
    wanted = replace(term.wanted, spellings=likeliest)
    meant = dict.fromkeys((*term.begun, *map(_expression, likeliest)))
    return replace(term, wanted=wanted, meant=tuple(meant), mass=mass)


def _may_go_on(word: str, marks: int) -> bool:
    return unspaced(word) or (len(word) >= SHORTEST_BEGINNING and marks <= COMMON)


def _written(connection: Connection, word: str, marks: int, total: int, *, begins: bool) -> Term:
    mass = vocabulary.mass_beginning(connection, word) if begins else marks
    exact = (quoted(word),) if marks else ()
    begun = exact
    if marks < mass <= HEAVY:
        begun = (f"{quoted(word)}*",)
    elif marks < mass:
        begun = (*exact, *map(quoted, vocabulary.commonest_beginning(connection, word, SOME)))
    rarity = math.log(1 + (total + 1) / (1 + (marks or mass)))
    return Term(fuzzy.Wanted(word, rarity, begins=begins), exact, begun, begun, mass, mass)


def _together(connection: Connection, words: Sequence[str]) -> dict[str, dict[str, float]]:
    """Words that two neighbours make without the space between them, by either of these."""
    pairs = {one + two: (one, two) for one, two in pairwise(words)}
    if not pairs:
        return {}
    last = "".join(words[-2:])
    known = {joined: joined for joined in vocabulary.known(connection, pairs)}
    known |= {start: start + fuzzy.GO_ON for start in vocabulary.beginning_any(connection, [last])}
    found: dict[str, dict[str, float]] = {}
    for joined, spelling in known.items():
        for part in pairs[joined]:
            found.setdefault(part, {})[spelling] = fuzzy.PARTED
    return found


def _expression(spelling: str) -> str:
    *words, last = spelling.split()
    last = f"{quoted(last[:-1])}*" if last.endswith(fuzzy.GO_ON) else quoted(last)
    return f"({' AND '.join([*map(quoted, words), last])})" if words else last
