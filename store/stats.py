"""The library in figures: a few counts, each with what it was over time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from store.annotation import Kind
from store.records import ReadState
from text.periods import Periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

MOST_NAMES = 12
"""Speakers and tags that are told, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many there are of something, in all and in each period, and the query that finds them."""

    name: str
    count: int
    series: tuple[int, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Some figures of one matter, in their order."""

    name: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """The charts of a library; their series are over the periods in which anything was added or marked."""

    periods: Periods
    charts: tuple[Chart, ...]


Dated = tuple[str, str, int]
"""The name of what is counted, an ISO date, and how many of it are of that day."""

_Row = tuple[str, ...]
"""A mark: its kind, day, tags, and speaker, by key and by name."""

# A claim is of the day on which its first appearance was marked.
_CLAIMS = """
    SELECT status, day, count(*) FROM (
        SELECT claim.status, substr(min(mark.created), 1, 10) AS day FROM claim
        JOIN annotation AS mark ON mark.claim = claim.id AND mark.claim <> '' AND mark.deleted = 0
        JOIN article ON article.id = mark.article AND article.deleted = 0
        WHERE claim.deleted = 0 GROUP BY claim.id
    ) GROUP BY status, day
"""
# All in one pass, and counted in memory: reading the marks is what takes time.
_MARKS = """
    SELECT kind, substr(created, 1, 10), tags, speaker_key, speaker FROM annotation
    WHERE deleted = 0 AND article NOT IN (SELECT id FROM article WHERE deleted = 1)
"""
_KIND, _DAY, _TAGS, _KEY, _NAME = range(5)
_ARTICLES = "SELECT state, substr(added, 1, 10), count(*) FROM article WHERE deleted = 0 GROUP BY 1, 2"


def stats(connection: Connection, statuses: Sequence[str]) -> Stats:
    """The library in figures; `statuses` are those of claims, in their order."""
    claims, marks, articles = (connection.execute(sql).fetchall() for sql in (_CLAIMS, _MARKS, _ARTICLES))
    kinds, tags = _by_day(marks, _KIND), _each_tag(_by_day(marks, _TAGS))
    speakers = _each_speaker(connection, marks)
    periods = Periods.over(day for _, day, _ in (*kinds, *articles))
    claimed, read = f'kind:{Kind.CLAIM} status:"{{}}"', "in:articles is:{}"
    return Stats(
        periods,
        (
            Chart("claims", "How claims stand", _figures(claims, periods, claimed, order=statuses)),
            Chart("speakers", "Who is quoted most", _figures(speakers, periods, 'by:"{}"')[:MOST_NAMES]),
            Chart("tags", "What is tagged", _figures(tags, periods, "tag:{}")[:MOST_NAMES]),
            Chart("marks", "What is marked", _figures(kinds, periods, 'kind:"{}"')),
            Chart("articles", "What is read", _figures(articles, periods, read, order=tuple(ReadState))),
        ),
    )


def _by_day(rows: Iterable[_Row], column: int) -> list[Dated]:
    """How often each value of a column stands in the rows of a day."""
    counted = Counter(map(itemgetter(column, _DAY), rows))
    return [(name, day, count) for (name, day), count in counted.items()]


def _each_tag(counted: Iterable[Dated]) -> list[Dated]:
    read = cache(json.loads)
    return [(tag, day, count) for listed, day, count in counted for tag in read(listed)]


def _each_speaker(connection: Connection, marks: Iterable[_Row]) -> list[Dated]:
    """The speakers under their present names; all marks of one, by whichever of their names, are theirs."""
    called = dict(map(itemgetter(_KEY, _NAME), marks))
    known = connection.execute(
        "SELECT speaker_name.key, speaker.name FROM speaker_name"
        " JOIN speaker ON speaker.id = speaker_name.speaker"
    )
    called |= dict(known)
    return [(called[key], day, count) for key, day, count in _by_day(marks, _KEY) if key]


def _figures(
    counted: Iterable[Dated], periods: Periods, query: str, order: Sequence[str] = ()
) -> tuple[Figure, ...]:
    """What is counted, by name: in an order as far as there is one, then the most frequent first."""
    days: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    totals: Counter[str] = Counter()
    for name, day, count in counted:
        days[name].append((day, count))
        totals[name] += count
    rank = {name: at for at, name in enumerate(order)}
    names = sorted(totals, key=lambda name: (rank.get(name, len(rank)), -totals[name], name))
    return tuple(
        Figure(name, totals[name], periods.series(days[name]), query.format(name.replace('"', "")))
        for name in names
    )
