"""The page of HTML that KOReader's exporter writes, which only its styles tell apart."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.place import place
from exchange.clippings.record import gather, numbered, origin

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "KOReader page"

_PART = re.compile(
    r'<h2 style="font-size:18pt[^"]*">(?P<title>[^<]*)</h2>'
    r'|<h5 style="font-size:12pt[^"]*">(?P<author>[^<]*)</h5>'
    r'|<span>(?P<date>[^<]*)</span><span style="float:right">(?P<place>(?:[^<]|</?b>)*+)</span>'
    r'|<div style="font-size:12pt">\s*+<span>(?P<words>(?:[^<]|<br/>)*+)</span>'
    r'|<span style="color:#888888">(?P<note>(?:[^<]|<br/>)*+)</span>'
)
_SIGNS = ('<span style="float:right">', '<div style="font-size:12pt">')
_CHAPTER = re.compile(r"\s*<b>(.*?)</b>:(.*)", re.DOTALL)


def recognises(text: str) -> bool:
    """Whether a text is a page with the exporter's styles."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and all(sign in text for sign in _SIGNS)


def read(file: str, text: str) -> Parsed:
    """The marks of every book on a page, with their notes."""
    return gather(FORMAT, file, numbered("Mark", _clippings(text)), lambda clipping: [clipping])


def _clippings(text: str) -> Iterator[Clipping]:
    known, mark = Clipping(""), None
    for found in _PART.finditer(text):
        name = str(found.lastgroup)
        inside = {part: _plain(value) for part, value in found.groupdict("").items()}
        if mark and name in ("title", "place"):
            yield _named(mark)
            mark = None
        if name == "title":
            known = Clipping("", title=inside["title"])
        elif name == "author":
            known = replace(known, author=inside["author"].replace("\n", ", "))
        elif name == "place":
            mark = replace(known, place=_place(found["place"]), made=_day(inside["date"]))
        elif mark:
            mark = replace(mark, words=mark.words or inside["words"], note=mark.note or inside["note"])
    if mark:
        yield _named(mark)


def _named(mark: Clipping) -> Clipping:
    return replace(mark, origin=origin("koreader-page", mark.title, mark.place, mark.made, mark.words))


def _place(inside: str) -> str:
    found = _CHAPTER.match(inside)
    chapter, page = (found[1], found[2]) if found else ("", inside)
    return place(page=_plain(page), chapter=_plain(chapter))


def _plain(inside: str) -> str:
    return html.unescape(inside.replace("<br/>", "\n")).strip()


def _day(told: str) -> str:
    """The day, which C writes in its own locale as 09/15/25."""
    try:
        return dt.datetime.strptime(told.strip(), "%m/%d/%y").date().isoformat()  # noqa: DTZ007 - a day has none
    except ValueError:
        return ""
