"""Search: the marks that answer a query, best first.

What a query asks for certain filters (`store.filters`), its words rank. Candidates come in tiers
(`store.candidates`), and only these are judged, so a query's work is bounded whatever the size of
the library. Nothing is kept between queries: a new process is as fast as an old one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING

from store import errors, terms
from store.candidates import Candidates
from store.connection import interruptible
from store.filters import over_marks
from store.index import identified
from store.memory import Memory
from text.condition import Field, every, wanted_words
from text.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from text import fuzzy
    from text.query import Query

TIER_MARKS = 200
"""Marks that one tier yields, or as many as are to be returned."""
LEAST_COVERAGE = 0.55
"""The share of what was asked below which a mark does not answer."""
LEAST_SHARE = 0.65
"""The share of the best score below which a mark is only noise beside the best."""


@dataclass(frozen=True, slots=True)
class Match:
    """A mark that answers a query.

    `score` is 0 to 100, `terms` are its folded words that matched, `corrections` says which of them
    matched in place of words of the query that are not there.
    """

    number: int
    id: str
    score: float = 100.0
    terms: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a search may go on: until it is no longer wanted, or for so many seconds."""

    cancelled: Callable[[], bool] | None = None
    seconds: float | None = None

    def over(self) -> Callable[[], bool]:
        """What says whether it has gone on for long enough, from now on."""
        deadline = inf if self.seconds is None else time.monotonic() + self.seconds
        return lambda: time.monotonic() > deadline or self.lost()

    def lost(self) -> bool:
        """Whether the answer is no longer wanted."""
        return self.cancelled is not None and self.cancelled()


def narrowed(query: str, kind: str | None = None, tags: Sequence[str] = ()) -> Query:
    """Read any string as a query for marks of a kind, with certain tags."""
    asked = parse(query)
    fields = [*(Field("tag", tag) for tag in tags), *([Field("kind", kind, whole=True)] if kind else [])]
    return replace(asked, condition=every([asked.condition, *fields]))


def search(  # noqa: PLR0913 - what bounds a search
    connection: Connection,
    asked: Query,
    *,
    limit: int,
    now: str,
    patience: Patience = Patience(),
    memory: Memory | None = None,
    among: Iterable[str] | None = None,
) -> list[Match]:
    """Find the marks that answer a query, best first; newest first where no word ranks them.

    Those `among` some ids, if that is not None.

    Relative dates are counted from `now`. Raises `SearchCancelledError`.
    """
    memory = (memory or Memory()).renewed(connection)
    certain = over_marks(asked.condition, now)._replace(among=None if among is None else tuple(among))
    exact = wanted_words(asked.condition)
    candidates = Candidates(connection, certain, max(TIER_MARKS, limit), memory, patience.lost)
    with interruptible(connection, patience.over()):
        if asked.words:
            candidates.gather(asked.words)
        if exact or not asked.words:
            candidates.add_newest(limit)
        if exact:
            candidates.also_judge(terms.written(connection, exact))
    if patience.lost():
        raise errors.SearchCancelledError
    if asked.words or exact:
        return _ranked(connection, candidates, limit, certain=bool(exact))
    newest = list(candidates.held)[:limit]
    ids = identified(connection, newest)
    return [Match(number, ids[number]) for number in newest if number in ids]


def _ranked(connection: Connection, candidates: Candidates, limit: int, *, certain: bool) -> list[Match]:
    """The best of the candidates that answer; of all if they are certain to."""
    verdicts = candidates.verdicts()
    kept = verdicts if certain else _without_noise(verdicts)
    best = sorted(kept.items(), key=lambda judged: (-judged[1].score, -judged[0]))[:limit]
    ids = identified(connection, [number for number, _ in best])
    wanted = candidates.wanted
    return [
        Match(number, ids[number], 100 * verdict.score, verdict.terms, verdict.corrections(wanted))
        for number, verdict in best
        if number in ids
    ]


def _without_noise(verdicts: Mapping[int, fuzzy.Verdict]) -> dict[int, fuzzy.Verdict]:
    least = LEAST_SHARE * max((verdict.score for verdict in verdicts.values()), default=0.0)
    return {
        number: verdict
        for number, verdict in verdicts.items()
        if verdict.coverage >= LEAST_COVERAGE and verdict.score >= least
    }
