"""Periods: they hold every day, follow each other, and are not too many."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from text.periods import MOST, Periods

DAYS = st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)).map(dt.date.isoformat), min_size=1)
NEAR = st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 1)).map(dt.date.isoformat), min_size=1)


@given(DAYS | NEAR)
def test_every_day_counts_once(days: list[str]) -> None:
    periods = Periods.over(days)
    series = periods.series((day, 1) for day in days)
    assert sum(series) == len(days)
    assert len(series) == len(periods.starts)
    assert series[0]
    assert series[-1]


@given(DAYS | NEAR)
def test_periods_follow_each_other_and_are_not_too_many(days: list[str]) -> None:
    periods = Periods.over(days)
    assert list(periods.starts) == sorted(set(periods.starts))
    assert len(periods.starts) <= MOST or periods.unit == "year"
    assert all(periods.begin_of(start) == start for start in periods.starts)


@given(DAYS, DAYS)
def test_days_outside_count_for_nothing(days: list[str], others: list[str]) -> None:
    periods = Periods.over(days)
    inside = [day for day in others if periods.begin_of(day) in periods.starts]
    assert sum(periods.series((day, 1) for day in others)) == len(inside)


def test_weeks_then_months_then_years() -> None:
    assert Periods.over(["2026-03-05", "2026-03-18"]) == Periods(
        "week", ("2026-03-02", "2026-03-09", "2026-03-16")
    )
    assert Periods.over(["2025-12-31", "2026-08-01"]).starts[:2] == ("2025-12-01", "2026-01-01")
    assert Periods.over(["2000-05-05", "2026-08-01"]).starts[-1] == "2026-01-01"
    assert Periods.over([]).starts == ()


def test_what_they_are_is_told() -> None:
    assert Periods.over(["2025-12-31", "2026-08-01"]).told == "By the month, 2025-12 to 2026-08."
    assert Periods.over(["2026-03-05"]).told == "In the week of 2026-03-02."
    assert Periods.over([]).told == ""
