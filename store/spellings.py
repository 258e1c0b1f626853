"""Spellings: what else the words of a query may mean.

Each step looks longer than the one before it, and takes terms as the one before it left them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import vocabulary
from store.terms import COMMON, SHORTEST_BEGINNING, meaning
from text import fuzzy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from store.terms import Term

UNWRITTEN = 6
"""Code points that a misspelt beginning may lack of its word."""
SHORTEST_FRAGMENT = 4
"""Code points that must be left of a word to be looked for inside others."""
SHORTEST_PART = 2
"""Code points of either of two words written as one."""
MOST_PARTINGS = 4
"""Ways to part them that are asked for, those into the most even halves."""
MANY = 250
"""Words that letters may be left of that are asked for."""


def misspelt(connection: Connection, terms: Sequence[Term]) -> list[Term]:
    """Typos: all words one edit away; of a word never met all that are near and begin alike."""
    return [meaning(connection, term, _misspelt(connection, term)) for term in terms]


def mangled(connection: Connection, terms: Sequence[Term]) -> list[Term]:
    """Words never met: run together, shortened, misspelt from the first letter on, or cut at both ends."""
    return _mangled(connection, terms, [term for term in terms if not term.begun])


def cut(connection: Connection, terms: Sequence[Term]) -> list[Term]:
    """The same of the other words that are not common."""
    return _mangled(connection, terms, [term for term in terms if term.begun and term.marks <= COMMON])


def _misspelt(connection: Connection, term: Term) -> dict[str, float]:
    word = term.wanted.word
    if not fuzzy.edits_allowed(word) or (term.exact and term.marks > COMMON):
        return {}
    found: dict[str, float] = {}
    if word.isascii():
        near = vocabulary.known(connection, fuzzy.variants(word))
        found = {other: fuzzy.edit_weight(word, other, 1) for other in near if not other.startswith(word)}
    if not (found or term.begun):
        akin = _akin(connection, word)
        found = fuzzy.near_beginnings(word, akin) if term.wanted.begins else {}
        found |= fuzzy.near(word, akin)
    return found


def _akin(connection: Connection, word: str) -> list[str]:
    """The words that share the first letter, also if the first two were swapped."""
    shortest, longest = len(word) - fuzzy.edits_allowed(word), len(word) + UNWRITTEN
    return [
        other
        for start in dict.fromkeys(word[:2])
        for other in vocabulary.akin(connection, start, shortest, longest)
    ]


def _mangled(connection: Connection, terms: Sequence[Term], chosen: Sequence[Term]) -> list[Term]:
    worth = [term for term in chosen if len(term.wanted.word) >= SHORTEST_FRAGMENT]
    if not worth:
        return list(terms)
    whole = vocabulary.everything(connection)
    return [
        meaning(connection, term, _fragments(connection, term, whole), MANY) if term in worth else term
        for term in terms
    ]


def _fragments(connection: Connection, term: Term, whole: str) -> dict[str, float]:
    """The words, or two neighbours, that hold what is left of one."""
    word = term.wanted.word
    longest = int(len(word) * fuzzy.MOST_LEFT_OUT)
    found = fuzzy.shortened(word, vocabulary.akin(connection, word[0], len(word) + 1, longest))
    found |= fuzzy.inside(word, whole) | _parted(connection, term)
    if not term.begun and fuzzy.edits_allowed(word) > 1:
        found |= fuzzy.near(word, whole.split())
    return found


def _parted(connection: Connection, term: Term) -> dict[str, float]:
    """Two words that make this one without the space between them; the second may go on if this may."""
    word = term.wanted.word
    cuts = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    known = vocabulary.known(connection, {part for cut in cuts for part in cut})
    found = [(head, tail, 1.0) for head, tail in cuts if {head, tail} <= known.keys()]
    if term.wanted.begins:
        tails = [tail for head, tail in cuts if head in known and len(tail) >= SHORTEST_BEGINNING]
        begun = vocabulary.beginning_any(connection, tails) - known.keys()
        found += [
            (head, tail + fuzzy.GO_ON, fuzzy.LEAST_BEGINNING)
            for head, tail in cuts
            if tail in begun and head in known
        ]
    likeliest = sorted(found, key=lambda parts: -min(len(parts[0]), len(parts[1])))[:MOST_PARTINGS]
    return {f"{head} {tail}": fuzzy.PARTED * weight for head, tail, weight in likeliest}
