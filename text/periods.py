"""Periods: the days of some time put together by the week, the month or the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 26
"""Periods that are told of at most; where there would be more, they are longer ones."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Weeks, months or years that follow each other, by the ISO dates of the days that they begin on."""

    unit: str
    starts: tuple[str, ...]

    @classmethod
    def over(cls, days: Iterable[str]) -> Periods:
        """The shortest periods that hold all of some days (ISO dates) and are not too many."""
        known = [dt.date.fromisoformat(day) for day in set(days)]
        if not known:
            return cls("week", ())
        first, last = min(known), max(known)
        weeks, months = _weeks(first, last), _months(first, last)
        if len(weeks) <= MOST:
            return cls("week", weeks)
        if len(months) <= MOST:
            return cls("month", months)
        return cls("year", tuple(f"{year:04}-01-01" for year in range(first.year, last.year + 1)))

    def begin_of(self, day: str) -> str:
        """When the period begins that holds a day."""
        return _begin(self.unit, day)

    def series(self, counts: Iterable[tuple[str, int]]) -> tuple[int, ...]:
        """What is counted on some days, by the periods; days outside of them count for nothing."""
        totals = dict.fromkeys(self.starts, 0)
        for day, count in counts:
            begin = self.begin_of(day)
            if begin in totals:
                totals[begin] += count
        return tuple(totals.values())

    @property
    def told(self) -> str:
        """Over what time they go, for people."""
        if not self.starts:
            return ""
        length = {"week": 10, "month": 7, "year": 4}[self.unit]
        first, last = self.starts[0][:length], self.starts[-1][:length]
        if first == last:
            return f"In the {self.unit} of {first}." if self.unit == "week" else f"In {first}."
        return f"By the {self.unit}, {first} to {last}."


@lru_cache(maxsize=4096)
def _begin(unit: str, day: str) -> str:
    if unit == "week":
        return _monday(dt.date.fromisoformat(day)).isoformat()
    return day[:7] + "-01" if unit == "month" else day[:4] + "-01-01"


def _monday(date: dt.date) -> dt.date:
    return dt.date.fromordinal(max(1, date.toordinal() - date.weekday()))


def _weeks(first: dt.date, last: dt.date) -> tuple[str, ...]:
    begin, end = _monday(first).toordinal(), last.toordinal()
    if end - begin >= 7 * (MOST + 1):
        end = begin + 7 * (MOST + 1)
    return tuple(dt.date.fromordinal(day).isoformat() for day in range(begin, end + 1, 7))


def _months(first: dt.date, last: dt.date) -> tuple[str, ...]:
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}-01" for at in range(begin, end + 1))
