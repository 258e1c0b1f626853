"""Candidates: the marks worth judging, from the index, in tiers.

A less exact tier is asked only while too little is found: the words as written, as begun, as they
may have been meant, as they may have been mangled, and at last all but one of them. A tier yields
its newest marks up to a limit.
"""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING

from store import errors, terms
from store.index import own_words
from store.spellings import Spellings
from text import fuzzy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from sqlite3 import Connection

    from store.filters import Filter
    from store.memory import Memory
    from store.terms import Term

ENOUGH = 10
"""Candidates as written or begun that make a look for typos needless."""
COMMON = 2_000
RARE_SHARE = 30
"""A word is judged but not asked for if it is on more than `COMMON` marks and on so many times more
than the rarest word."""
LOOSER = 2
"""How many times as many marks the last tiers yield: fewer of them are right."""
VAGUE = 64
"""Alternatives from which a common word only slows the index down."""
MOST_WORDS = 6
"""Words that are asked of the index, the rarest first; all are judged."""
SETTLED = 0.76
"""The share of what was asked, or the score, of one mark that makes a longer look needless."""
AT_ONCE = 50
"""Marks that are judged between two looks at whether the answer is still wanted."""
LEAST_LEFT = 0.55
"""The share of what was asked that must be left when one word is left out."""


class Candidates:
    """The marks that pass a filter and were found so far: `held` has their indexed words by number."""

    def __init__(
        self, connection: Connection, certain: Filter, limit: int, memory: Memory, lost: Callable[[], bool]
    ) -> None:
        self.held: dict[int, str] = {}
        self._connection = connection
        self._certain = certain
        self._limit = limit
        self._memory = memory
        self._lost = lost
        self._words: list[Term] = []
        self._also: list[Term] = []
        self._judged: dict[int, fuzzy.Verdict] = {}

    def gather(self, words: Sequence[str]) -> None:
        """Look for marks that hold the words, more and more freely."""
        self._judge_by(terms.written(self._connection, words))
        for alternatives in (attrgetter("exact"), attrgetter("begun")):
            if len(self.held) < self._limit and all(map(alternatives, self._words)):
                self._ask(alternatives, self._limit)
        spellings = Spellings(self._connection, self._memory)
        if len(self.held) < self._limit:
            self._look(spellings.apart, self._limit)
        if len(self.held) < ENOUGH:
            self._look_longer(spellings)

    def _look(self, look: Callable[[Sequence[Term]], list[Term]], limit: int) -> bool:
        """Look for marks that hold the words as a look at spellings leaves them; whether it changed any."""
        words = look(self._words)
        changed = words != self._words
        if changed:
            self._judge_by(words)
            if all(map(_meant, words)):
                self._ask(_meant, limit)
        return changed

    def _look_longer(self, spellings: Spellings) -> None:
        """Look for marks that hold the words as they may have been meant, until one answers well."""
        looser = LOOSER * self._limit
        if self._look(spellings.misspelt, self._limit) and self._settled(_coverage):
            return
        # Where one word is cut at both ends others may be, unless what is found stands side by side.
        if self._look(spellings.mangled, looser) and self._settled(_score):
            return
        if self._look(spellings.cut, looser) and self._settled(_coverage):
            return
        if not all(map(_meant, self._words)):
            self._ask(_meant, self._limit)
        elif rests := _all_but_one(_telling(self._words)):
            self._add(rests, self._limit)

    def add_newest(self, limit: int) -> None:
        """Add the newest marks that pass the filter, whatever they hold."""
        self._add((), max(limit, self._limit))

    def also_judge(self, words: Iterable[Term]) -> None:
        """Judge by these words too, which the filter has seen to."""
        self._judge_by(self._words, words)

    def verdicts(self) -> dict[int, fuzzy.Verdict]:
        """How well each candidate answers. Raises `SearchCancelledError` if that is no longer wanted."""
        wanted = self.wanted
        for turn, number in enumerate(self.held.keys() - self._judged.keys()):
            if turn % AT_ONCE == 0 and self._lost():
                raise errors.SearchCancelledError
            held = self.held[number]
            self._judged[number] = fuzzy.judge(held, wanted, own_words(held))
        return self._judged

    @property
    def wanted(self) -> list[fuzzy.Wanted]:
        """The words judged by."""
        return [term.wanted for term in (*self._words, *self._also)]

    def _judge_by(self, words: list[Term], also: Iterable[Term] = ()) -> None:
        self._words, self._also = words, list(also)
        self._judged.clear()

    def _settled(self, merit: Callable[[fuzzy.Verdict], float]) -> bool:
        """Whether any mark answers well enough to look no further."""
        return any(merit(verdict) >= SETTLED for verdict in self.verdicts().values())

    def _ask(self, alternatives: Callable[[Term], Sequence[str]], limit: int) -> None:
        """Add marks that hold an alternative of each word; of common words only if the others say little."""
        asked = [term for term in self._words if alternatives(term)]
        if len(asked) == 1:
            self._ask_likeliest(alternatives(asked[0]))
            return
        telling = _telling(asked)
        found = self._add([_any(alternatives(term)) for term in telling], limit) if telling else 0
        sharp = [term for term in asked if term in telling or len(alternatives(term)) < VAGUE]
        if found >= limit and len(telling) < len(sharp):
            self._add([_any(alternatives(term)) for term in sharp], limit)

    def _ask_likeliest(self, alternatives: Sequence[str]) -> None:
        """Add marks that hold one word: first by the likeliest alternative, then by twice as many a time."""
        wanted, start, at_once = self._limit, 0, 1
        while start < len(alternatives) and wanted > 0:
            wanted -= self._add([_any(alternatives[start : start + at_once])], wanted)
            start, at_once = start + at_once, 2 * at_once

    def _add(self, wanted: Sequence[str], limit: int) -> int:
        """Add the newest marks that pass the filter and match the expressions; how many."""
        expressions = [*self._certain.match, *wanted]
        matched = (" AND ".join(expressions),) if expressions else ()
        among = () if self._certain.among is None else (json.dumps(self._certain.among),)
        statement = _statement(self._certain.where, indexed=bool(expressions), chosen=bool(among))
        parameters = (*matched, *among, *self._certain.parameters, limit)
        # One by one, so that those are kept that were found before an interruption.
        found = 0
        for number, words in self._connection.execute(statement, parameters):
            self.held[number] = words
            found += 1
        return found


_CHOSEN = "SELECT number FROM annotation WHERE id IN (SELECT value FROM json_each(?))"
_meant = attrgetter("meant")
_coverage = attrgetter("coverage")
_score = attrgetter("score")


def _statement(where: str, *, indexed: bool, chosen: bool) -> str:
    """SQL for the newest marks and their words, those of the index that match or all, or the chosen ones."""
    # With a plus, the numbers are not asked of the index one by one, each at the cost of a whole look.
    number = "+mark_index.rowid" if indexed else "mark_words.number"
    # In this order the index leads, and its newest come first without any sorting.
    source = "mark_index CROSS JOIN mark_words ON mark_words.number = mark_index.rowid"
    filtered = "CROSS JOIN annotation ON annotation.number = mark_words.number" if where else ""
    return f"""
        SELECT mark_words.number, mark_words.words FROM {source if indexed else "mark_words"} {filtered}
        WHERE {"mark_index MATCH ?" if indexed else "TRUE"}
            AND {f"{number} IN ({_CHOSEN})" if chosen else "TRUE"} AND ({where or "TRUE"})
        ORDER BY {"mark_index.rowid" if indexed else "mark_words.number"} DESC LIMIT ?
    """  # noqa: S608 - of parts of our own


def _all_but_one(words: Sequence[Term]) -> list[str]:
    """The words without each one that leaves enough of what was asked."""
    asked = sum(term.wanted.rarity for term in words)
    rests = [
        " AND ".join(_any(term.meant) for term in words if term is not left)
        for left in words
        if 0 < asked * LEAST_LEFT <= asked - left.wanted.rarity
    ]
    return [_any(f"({rest})" for rest in rests)] if rests and all(term.meant for term in words) else []


def _telling(words: Sequence[Term]) -> list[Term]:
    """The words worth asking for: beside rare ones, the very common ones only slow the index down."""
    rarest = min((term.mass for term in words if term.mass), default=0)
    telling = [term for term in words if term.mass <= max(COMMON, RARE_SHARE * rarest)]
    return sorted(telling, key=attrgetter("mass"))[:MOST_WORDS]


def _any(alternatives: Iterable[str]) -> str:
    return f"({' OR '.join(alternatives)})"
