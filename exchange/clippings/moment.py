"""Moments as other programs write them, in the one way that clippings tell them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def utc(written: str, *, zone: dt.tzinfo | None = None) -> str:
    """A moment in ISO 8601, or nearly so, in UTC; nothing where it is no moment.

    One that names no zone is in `zone`; where that is not known either, it stays without one.
    """
    try:
        moment = dt.datetime.fromisoformat(written.strip())
    except ValueError:
        return ""
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    return iso(moment)


def version(record: Mapping[str, object], *names: str) -> str:
    """When a record was changed last, by the first of the names that tells; nothing where none does."""
    told = (utc(value) for name in names if isinstance(value := record.get(name), str))
    return next(filter(None, told), "")


def epoch(seconds: float) -> str:
    """The moment so many seconds after 1970; nothing where the calendar does not reach so far."""
    try:
        return iso(dt.datetime.fromtimestamp(seconds, dt.UTC))
    except (OverflowError, OSError, ValueError):
        return ""


def iso(moment: dt.datetime) -> str:
    """A moment in ISO 8601: in UTC where its zone is known, to the second and without one where not."""
    if moment.tzinfo is None:
        return moment.isoformat(timespec="seconds")
    try:
        return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError:  # the first and the last day of the calendar, in another zone
        return ""


def ctime(told: str) -> str:
    """The moment that ends a line as C writes it, “Mon Sep 15 23:44:50 2025”; nothing where there is none."""
    try:
        return iso(dt.datetime.strptime(told.strip()[-24:], "%a %b %d %H:%M:%S %Y"))  # noqa: DTZ007 - it tells none
    except ValueError:
        return ""
