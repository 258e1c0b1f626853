"""The second line of a Kindle clipping, in the languages that Kindles speak: what, where and when."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from exchange.clippings.moment import iso


class What(Enum):
    """What a clipping is."""

    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOOKMARK = "bookmark"


class Detail(NamedTuple):
    """What the line tells; `location` is the range of locations or, failing that, of pages."""

    what: What
    page: str
    location: tuple[int, int] | None
    has_locations: bool
    made: str


_LONGEST = 400
"""No such line is longer, in code points."""

_LINE = re.compile(r"\s*[-–—]\s?\s*(?=\S)")
# English, German, Spanish, French, Italian, Dutch, Portuguese, Polish, Russian, Japanese, Chinese and Korean;
# all in small letters. A highlight needs no words: whatever is neither of these, is one.
_WHAT = re.compile(
    r"(\b(?:bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|zakładka|закладка)\b"
    r"|ブックマーク|书签|書籤|북마크)"
    r"|\b(?:note|notiz|nota|notitie|notatka|заметка)\b|メモ|笔记|筆記|备注|메모"
)

_TO = r"(?:\s*(?:[-–—~]|t/m|to|bis)\s*"
_LOCATION = re.compile(
    r"(?:\b(?:location|loc\.|position|posición|posição|posizione|emplacement|locatie|pozycja|pos\.|место(?:положение)?)"
    r"|位置|위치)"
    rf"\s*(?:no\.|#)?\s*(\d+){_TO}(\d+))?"
)
_PAGE_NUMBER = r"[\divxlcdm]+"
_PAGE = re.compile(
    r"\b(?:page|seite|página|pagina|stron[aie]{1,2}|страниц[ае]|(?:p[áa]g|str|стр)\.)"
    rf"\s+({_PAGE_NUMBER}(?:\s*[-–]\s*{_PAGE_NUMBER})?)\b"
    r"|(?:ページ|페이지)\s*(\d+)|(\d+)\s*(?:ページ|页|頁|페이지)"
)

_SAME_FIGURES = str.maketrans("123456789", "000000000")

_MONTHS = (
    "january stycznia januar enero janvier gennaio januari janeiro января",
    "february lutego februar febrero février febbraio februari fevereiro февраля",
    "march marca märz marzo mars maart março марта",
    "april kwietnia abril avril aprile апреля",
    "may maja mai mayo maggio mei maio мая",
    "june czerwca juni junio juin giugno junho июня",
    "july lipca juli julio juillet luglio julho июля",
    "august sierpnia agosto août augustus августа",
    "september września septiembre septembre settembre setembro сентября",
    "october października oktober octubre octobre ottobre outubro октября",
    "november listopada noviembre novembre novembro ноября",
    "december grudnia dezember diciembre décembre dicembre dezembro декабря",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_IDEOGRAPHIC = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
_IN_FIGURES = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\b)?")
_HALF = re.compile("[上下]午|午[前後]|오[전후]")
_AFTERNOON = frozenset({"下午", "午後", "오후", "p"})
_ZONE = re.compile(r"\b(?:(?:gmt|utc)(?:([+-])(\d\d):(\d\d))?|greenwich mean time)\s*\Z")


def detail(line: str) -> Detail | None:
    """What the second line of a clipping says; None where it is no such line."""
    begins = _LINE.match(line)
    if begins is None or len(line) > _LONGEST:
        return None
    parts = normalize("NFC", line[begins.end() :]).lower().replace("｜", "|").split("|")
    when = moment(parts[-1])
    said = heading(" | ".join(parts[:-1] if len(parts) > 1 else parts))
    return said._replace(made=when) if when or said.location or said.page else None


def heading(told: str) -> Detail:
    """What and where, without when, as the second line of a clipping or a heading in a notebook tells it."""
    told = normalize("NFC", told[:_LONGEST]).lower()
    what, page, location = _shape(told.translate(_SAME_FIGURES))
    pages = told[page] if page else ""
    where = _range(*(told[part] for part in location)) if location else _page_range(pages)
    return Detail(what, pages, where, bool(location), "")


@lru_cache(maxsize=512)  # a file's lines are alike but for their figures
def _shape(told: str) -> tuple[What, slice | None, tuple[slice, slice] | None]:
    """What it is, and where its page and the first and last of its locations stand, if it tells any."""
    location, page = _LOCATION.search(told), _PAGE.search(told)
    return (
        _what(told),
        slice(*page.span(page.lastindex or 0)) if page else None,
        # Of what was not found, the span is from -1 to -1, and nothing stands there.
        (slice(*location.span(1)), slice(*location.span(2))) if location else None,
    )


def _what(told: str) -> What:
    found = _WHAT.search(told)
    if found is None:
        return What.HIGHLIGHT
    return What.BOOKMARK if found[1] else What.NOTE


def _range(first: str, last: str) -> tuple[int, int] | None:
    """The range of two numbers; the last is sometimes cut to the digits that differ: 1406-10."""
    if len(first) > 12 or len(last) > 12:
        return None
    start = int(first)
    cut = f"{first[: -len(last)]}{last}" if last and len(last) < len(first) else last or first
    return start, max(start, int(cut))


def _page_range(pages: str) -> tuple[int, int] | None:
    numbers = re.findall(r"\d+", pages)
    return _range(numbers[0], numbers[-1]) if numbers else None


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def moment(told: str) -> str:
    """When something was made, told in small letters, in ISO 8601; nothing where none is known."""
    time = _TIME.search(told)
    day = _day(told[: time.start()] if time else told)
    if day is None:
        return ""
    try:
        return iso(dt.datetime(*day, *_clock(time, told), tzinfo=_zone(told)))
    except (ValueError, OverflowError):
        return ""


def _zone(told: str) -> dt.timezone | None:
    """The zone that a line ends with, which Kindles told until 2013."""
    found = _ZONE.search(told)
    if found is None:
        return None
    ahead = dt.timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return dt.timezone(-ahead if found[1] == "-" else ahead) if ahead < dt.timedelta(days=1) else None


@lru_cache(maxsize=512)  # who reads marks more than once a day
def _day(told: str) -> tuple[int, int, int] | None:
    """Year, month and day: “August 22, 2024”, “22 de agosto de 2024”, “2024年8月22日”, “2024-08-22”."""
    if found := _IDEOGRAPHIC.search(told) or _IN_FIGURES.search(told):
        return int(found[1]), int(found[2]), int(found[3])
    tokens = _TOKEN.findall(told)
    at = next((place for place, token in enumerate(tokens) if token in _MONTH), None)
    if at is None:
        return None
    before = [token for token in tokens[:at] if token.isdecimal()]
    after = [token for token in tokens[at + 1 :] if token.isdecimal()]
    numbers = [*before[-1:], *after][:2]
    if len(numbers) < 2 or any(len(number) > 4 for number in numbers):
        return None
    return _century(int(numbers[1])), _MONTH[tokens[at]], int(numbers[0])


def _clock(time: re.Match[str] | None, told: str) -> tuple[int, int, int]:
    """Hour, minute and second; midnight where none are told."""
    if time is None:
        return 0, 0, 0
    half = None if told.isascii() else _HALF.search(told)
    part = half[0] if half else time[4] or ""
    hour = int(time[1]) % 12 + (12 if part in _AFTERNOON else 0) if part else int(time[1])
    return hour, int(time[2]), int(time[3] or 0)
