"""What feeds and lists name: articles, where they are, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from exchange.clippings.moment import epoch, iso, utc
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_EPOCHS = ((1e16, 1e6, 11_644_473_600), (1e14, 1e6, 0), (1e11, 1e3, 0))
"""From which number on a time counts so many a second, and the seconds from 1601 where it begins there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is named; its `content`, where it comes along, is HTML, or plain text if `is_plain`.

    `saved` is when it was put on the list or published, ISO 8601; `beside` the path, from the list's
    folder and without its ending, of a file with its content.
    """

    address: str
    known: Metadata = field(default_factory=Metadata)
    content: str = ""
    is_plain: bool = False
    saved: str = ""
    is_read: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed, or a list of articles or `feeds`; how many of its entries name no web page."""

    title: str = ""
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()
    is_feed: bool = False
    unnamed: int = 0


def joined(listings: Sequence[Listing]) -> Listing:
    """Several listings as one, in which each address stands once."""
    return Listing(
        title=listings[0].title,
        entries=unique(entry for each in listings for entry in each.entries),
        feeds=tuple(dict.fromkeys(feed for each in listings for feed in each.feeds)),
        is_feed=all(each.is_feed for each in listings),
        unnamed=sum(each.unnamed for each in listings),
    )


def unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, those of one address made one that tells what any of them does."""
    found: dict[object, Entry] = {}
    for entry in entries:
        key = entry.address or object()
        found[key] = _both(found[key], entry) if key in found else entry
    return tuple(found.values())


def _both(entry: Entry, other: Entry) -> Entry:
    known, told = entry.known, other.known
    tags = tuple(dict.fromkeys((*known.tags, *told.tags)))
    whole = entry if entry.content or not other.content else other
    return replace(
        entry,
        known=replace(known, title=known.title or told.title, byline=known.byline or told.byline, tags=tags),
        content=whole.content,
        is_plain=whole.is_plain,
        saved=entry.saved or other.saved,
        is_read=entry.is_read or other.is_read,
        beside=entry.beside or other.beside,
    )


def moment(written: object) -> str:
    """A time as feeds and lists write it, in ISO 8601; empty where it is none.

    ISO 8601, RFC 822, and seconds, milliseconds or microseconds since 1970, or 1601 as Chrome has it.
    """
    words = str(written if written is not None else "").strip()
    if re.fullmatch(r"\d{9,20}", words):
        return _counted(int(words))
    found = utc(words.replace(" UTC", "+00:00"))
    if found or not words:
        return found
    try:
        return iso(parsedate_to_datetime(words))
    except (ValueError, OverflowError):
        return ""


def _counted(number: int) -> str:
    for least, rate, since in _EPOCHS:
        if number >= least:
            return epoch(number / rate - since)
    return epoch(number)
