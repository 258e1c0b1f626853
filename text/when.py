"""Times as people write them: in a query a year, a month, a day, or how long ago; for what is due, a day."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
_AGO = re.compile(r"(?P<count>\d{1,4})(?P<unit>[dwmy])")
_AHEAD = re.compile(rf"\+?{_AGO.pattern}")
_NAMED = {"today": 0, "yesterday": 1}
_COMING = {"today": 0, "tomorrow": 1}
_LONG_AGO = dt.datetime(1, 1, 2, tzinfo=dt.UTC)


def moment(written: str, now: str) -> str:
    """The beginning of what is written, ISO 8601 in UTC to the millisecond; empty if it is no time.

    It may be `2026`, `2026-03`, `2026-03-05`, `today` or `yesterday`, each of which begins at midnight
    here, or `7d`, `2w`, `3m`, `1y`: so long before `now` (ISO 8601 in UTC).
    """
    known = dt.datetime.fromisoformat(now)
    try:
        found = _dated(written) or _ago(written, known) or _named(written, known)
    except (ValueError, OverflowError):
        return ""
    return _iso(found) if found else ""


def day(written: str, today: dt.date) -> str:
    """The day that is written, as ISO 8601 has it; empty if it is none.

    It may be a date, `today` or `tomorrow`, or so long after today: `+3d` or `3d`, `2w`, `1m`, `1y`.
    """
    told = written.strip().casefold()
    date, ahead = _DATE.fullmatch(told), _AHEAD.fullmatch(told)
    now = dt.datetime.combine(today, dt.time(), dt.UTC)
    try:
        if date:
            return dt.date(int(date["year"]), int(date["month"]), int(date["day"])).isoformat()
        if ahead:
            return _back(-int(ahead["count"]), ahead["unit"], now).date().isoformat()
        return _days_before(-_COMING[told], now).date().isoformat()
    except (KeyError, TypeError, ValueError, OverflowError):
        return ""


def is_due(due: str, today: str) -> bool:
    """Whether something should have been done by now; both are ISO 8601 days, and `due` may be empty."""
    return bool(due) and due <= today


def told_due(due: str, today: str) -> str:
    """In words, when something is due; nothing if it never is."""
    if not is_due(due, today):
        return f"due {due}" if due else ""
    return "due today" if due == today else f"overdue since {due}"


def _dated(written: str) -> dt.datetime | None:
    date = _DATE.fullmatch(written)
    if not date:
        return None
    return _midnight(dt.date(int(date["year"]), int(date["month"] or 1), int(date["day"] or 1)))


def _ago(written: str, now: dt.datetime) -> dt.datetime | None:
    span = _AGO.fullmatch(written)
    if not span:
        return None
    return _back(int(span["count"]), span["unit"], now)


def _back(count: int, unit: str, now: dt.datetime) -> dt.datetime:
    """So many days, weeks, months or years before; after, if there are fewer than none."""
    back = {
        "d": partial(_days_before, count),
        "w": partial(_days_before, 7 * count),
        "m": partial(_months_before, count),
        "y": partial(_months_before, 12 * count),
    }
    return back[unit](now)


def _named(written: str, now: dt.datetime) -> dt.datetime | None:
    if written not in _NAMED:
        return None
    return _midnight(now.astimezone().date() - dt.timedelta(days=_NAMED[written]))


def _days_before(count: int, now: dt.datetime) -> dt.datetime:
    return max(_LONG_AGO, now - dt.timedelta(days=min(count, (now - _LONG_AGO).days)))


def _months_before(count: int, now: dt.datetime) -> dt.datetime:
    """As many calendar months before; on the last day of a shorter one."""
    year, month = divmod(now.year * 12 + now.month - 1 - count, 12)
    if year < 1:
        return _LONG_AGO
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return now.replace(year=year, month=month + 1, day=min(now.day, last))


def _midnight(day: dt.date) -> dt.datetime:
    """When the day begins where the reader is."""
    return dt.datetime.combine(day, dt.time()).astimezone()


def _iso(time: dt.datetime) -> str:
    return time.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
