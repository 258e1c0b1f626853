"""What feeds and lists name: articles, where they are, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from exchange.clippings.moment import epoch, iso, utc
from text.document import Metadata

_EPOCHS = ((1e16, 1e6, 11_644_473_600), (1e14, 1e6, 0), (1e11, 1e3, 0))
"""From which number on a time counts so many a second, and the seconds from 1601 where it begins there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is named; its `content`, where it comes along, is HTML, or plain text if `is_plain`.

    `saved` is when it was put on the list or published, ISO 8601; `beside` the path, from the list's
    folder, of a file with its content.
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
