"""Spellings: what else the words of a query may mean.

Each step looks longer than the one before it, and takes terms as the one before it left them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store import vocabulary
from store.terms import COMMON, SHORTEST_BEGINNING, meaning
from text import fuzzy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from sqlite3 import Connection

    from store.memory import Memory
    from store.terms import Term

UNWRITTEN = 6
"""Code points that a misspelt beginning may lack of its word."""
SHORTEST_FRAGMENT = 4
"""Code points that must be left of a word to be looked for inside others."""
SHORTEST_PART = 1
"""Code points of either of two words written as one."""
MOST_PARTINGS = 4
"""Ways to part them that are asked for, those into the most even halves."""
MANY = 250
"""Words that letters may be left of that are asked for."""


class Spellings:
    """What the words of one query may mean."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._connection = connection
        self._memory = memory

    def apart(self, terms: Sequence[Term]) -> list[Term]:
        """Compounds that are there, but not common: also the two words that make one, as others write it."""
        return [
            meaning(self._connection, term, self._recalled(self._compounded, term))
            if term.exact and term.marks <= COMMON
            else term
            for term in terms
        ]

    def misspelt(self, terms: Sequence[Term]) -> list[Term]:
        """Typos: all words one edit away; of a word never met all that are near and begin alike."""
        return [meaning(self._connection, term, self._recalled(self._misspelt, term)) for term in terms]

    def mangled(self, terms: Sequence[Term]) -> list[Term]:
        """Words never met: run together, shortened, misspelt from the first letter on, cut at both ends."""
        return [term if term.begun else self._mangled(term) for term in terms]

    def cut(self, terms: Sequence[Term]) -> list[Term]:
        """The same of the other words that are not common."""
        return [self._mangled(term) if term.begun and term.marks <= COMMON else term for term in terms]

    @property
    def _vocabulary(self) -> str:
        return self._memory.recall("vocabulary", lambda: vocabulary.everything(self._connection))

    def _recalled(self, look: Callable[[Term], dict[str, float]], term: Term) -> dict[str, float]:
        """What a look at a word finds, which depends on no other word of the query."""
        name = (look.__name__, term.wanted.word, term.wanted.begins, bool(term.begun), bool(term.exact))
        return self._memory.recall(name, lambda: look(term))

    def _misspelt(self, term: Term) -> dict[str, float]:
        word = term.wanted.word
        if not fuzzy.edits_allowed(word) or (term.exact and term.marks > COMMON):
            return {}
        found: dict[str, float] = {}
        if word.isascii():
            near = vocabulary.known(self._connection, fuzzy.variants(word))
            found = {
                other: fuzzy.edit_weight(word, other, 1)
                for other in near
                if fuzzy.may_be(word, other) and not other.startswith(word)
            }
        if not (found or term.begun):
            akin = self._akin(word)
            found = fuzzy.near_beginnings(word, akin) if term.wanted.begins else {}
            found |= fuzzy.near(word, akin)
        return found

    def _akin(self, word: str) -> list[str]:
        """The words that share the first letter, also if the first two were swapped."""
        shortest, longest = len(word) - fuzzy.edits_allowed(word), len(word) + UNWRITTEN
        return [
            other
            for start in dict.fromkeys(word[:2])
            for other in vocabulary.akin(self._connection, start, shortest, longest)
        ]

    def _mangled(self, term: Term) -> Term:
        """The term with the words, or two neighbours, that hold what is left of its own."""
        if len(term.wanted.word) < SHORTEST_FRAGMENT:
            return term
        return meaning(self._connection, term, self._recalled(self._left_of, term), MANY)

    def _left_of(self, term: Term) -> dict[str, float]:
        word = term.wanted.word
        longest = int(len(word) * fuzzy.MOST_LEFT_OUT)
        found = fuzzy.shortened(word, vocabulary.akin(self._connection, word[0], len(word) + 1, longest))
        found |= fuzzy.inside(word, self._vocabulary) | self._parted(term)
        if not term.begun and fuzzy.edits_allowed(word) > 1:
            found |= fuzzy.near(word, self._vocabulary.split())
        return found

    def _compounded(self, term: Term) -> dict[str, float]:
        found = self._parted(replace(term, wanted=replace(term.wanted, begins=False)))
        return {
            parts: weight
            for parts, weight in found.items()
            if min(map(len, parts.split())) >= SHORTEST_BEGINNING
        }

    def _parted(self, term: Term) -> dict[str, float]:
        """Two words that make this one without the space between; the second may go on if this may."""
        word = term.wanted.word
        cuts = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
        known = vocabulary.known(self._connection, {part for cut in cuts for part in cut})
        cuts = [(head, tail) for head, tail in cuts if head in known]
        found = [(head, tail, fuzzy.PARTED) for head, tail in cuts if tail in known]
        if term.wanted.begins:
            tails = [tail for _, tail in cuts if len(tail) >= SHORTEST_BEGINNING and tail not in known]
            begun = vocabulary.beginning_any(self._connection, tails)
            weight = fuzzy.PARTED * fuzzy.LEAST_BEGINNING
            found += [(head, tail + fuzzy.GO_ON, weight) for head, tail in cuts if tail in begun]
        likeliest = sorted(found, key=lambda parts: -min(len(parts[0]), len(parts[1])))[:MOST_PARTINGS]
        return {f"{head} {tail}": weight for head, tail, weight in likeliest}
