from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import when
from text.when import is_due, moment, told_due

NOW = "2026-03-31T12:30:00.000Z"
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


def day(written: str) -> dt.date:
    """The day, where the reader is, that something begins on; it must begin at its midnight."""
    time = dt.datetime.fromisoformat(moment(written, NOW)).astimezone()
    assert time.time() == dt.time()
    return time.date()


@given(DATES)
def test_a_date_is_its_beginning(date: dt.date) -> None:
    assert day(date.isoformat()) == day(f"{date.year:04}-{date.month}-{date.day}") == date
    assert day(f"{date.year:04}-{date.month:02}") == date.replace(day=1)
    assert day(f"{date.year:04}") == date.replace(month=1, day=1)


@given(st.text() | st.from_regex(r"[0-9]{1,5}[-dwmy]?[0-9]{0,3}-?[0-9]{0,3}", fullmatch=True))
def test_anything_is_a_time_or_none(written: str) -> None:
    found = moment(written, NOW)
    assert not found or dt.datetime.fromisoformat(found).tzinfo is not None


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("dwmy"))
def test_longer_ago_is_earlier(one: int, other: int, unit: str) -> None:
    shorter, longer = sorted((one, other))
    assert moment(f"{longer}{unit}", NOW) <= moment(f"{shorter}{unit}", NOW) <= NOW


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0d", NOW),
        ("7d", "2026-03-24T12:30:00.000Z"),
        ("2w", "2026-03-17T12:30:00.000Z"),
        ("1m", "2026-02-28T12:30:00.000Z"),
        ("4m", "2025-11-30T12:30:00.000Z"),
        ("1y", "2025-03-31T12:30:00.000Z"),
        ("9999y", "0001-01-02T00:00:00.000Z"),
        ("2026-13", ""),
        ("2026-02-30", ""),
        ("0000", ""),
        ("7", ""),
        ("d", ""),
    ],
)
def test_moment(written: str, expected: str) -> None:
    assert moment(written, NOW) == expected


def test_yesterday_is_the_day_before_today() -> None:
    assert day("today") - day("yesterday") == dt.timedelta(days=1)


TODAY = dt.date(2026, 1, 31)


@given(DATES, st.integers(0, 9999))
def test_a_day_ahead_is_a_day(today: dt.date, count: int) -> None:
    assert when.day(today.isoformat(), TODAY) == today.isoformat()
    assert when.day(f"{count}d", today) == when.day(f" +{count}D ", today)
    ahead = dt.date.fromisoformat(when.day(f"{count}d", today))
    assert (ahead - today).days == count


@given(st.text() | st.from_regex(r"[+]?[0-9]{1,4}[-dwmy]?[0-9]{0,3}-?[0-9]{0,3}", fullmatch=True))
def test_anything_is_a_day_or_none(written: str) -> None:
    found = when.day(written, TODAY)
    assert not found or dt.date.fromisoformat(found).isoformat() == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-3-5", "2026-03-05"),
        ("today", "2026-01-31"),
        ("Tomorrow", "2026-02-01"),
        ("+3d", "2026-02-03"),
        ("2w", "2026-02-14"),
        ("1m", "2026-02-28"),
        ("1y", "2027-01-31"),
        ("9999y", ""),
        ("2026", ""),
        ("2026-03", ""),
        ("2026-02-30", ""),
        ("yesterday", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_day(written: str, expected: str) -> None:
    assert when.day(written, TODAY) == expected


def test_what_is_due_today_is_due_and_what_was_before_is_overdue() -> None:
    days = ("2026-03-04", "2026-03-05", "2026-03-06")
    assert [is_due("2026-03-05", today) for today in days] == [False, True, True]
    told = [told_due("2026-03-05", today) for today in days]
    assert told == ["due 2026-03-05", "due today", "overdue since 2026-03-05"]
    assert (is_due("", days[0]), told_due("", days[0])) == (False, "")
