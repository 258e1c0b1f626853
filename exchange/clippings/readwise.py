"""Readwise: the CSV that it exports, and the one that it imports and many programs write for it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.inline import unlinked
from exchange.clippings.moment import utc
from exchange.clippings.place import place
from exchange.clippings.record import NOTHING, BadRecordError, gather, origin, text
from exchange.clippings.table import columns, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Readwise CSV"

_EXPORTED = frozenset({"book title", "book author", "highlighted at", "amazon book id"})
_IMPORTED = frozenset({"title", "author", "url", "note", "location", "date"})
_INLINE_TAGS = re.compile(r"(?:\.[^\s.]\S*(?:[ \t]+|(?=\n)|\Z))+")


def recognises(head: str) -> bool:
    """Whether a table's first line names the columns of either CSV."""
    names = columns(head)
    return "highlight" in names and bool(_EXPORTED.intersection(names) or _IMPORTED.intersection(names))


def read(file: str, content: str) -> Parsed:
    """The highlights of a table, in its order."""
    return gather(FORMAT, file, rows(content), _clippings)


def _clippings(row: dict[str, Json]) -> Iterable[Clipping]:
    words = text(row, "highlight")
    note, tags = _note_and_tags(row)
    if not (words.strip() or note.strip()):
        raise BadRecordError("its column “Highlight” is empty", NOTHING)
    title, position = text(row, "book title", "title"), _position(row)
    made = utc(text(row, "highlighted at", "date"), zone=dt.UTC)
    yield Clipping(
        words=unlinked(words) if "book title" in row else words,
        note=note,
        tags=tags,
        colour=text(row, "color"),
        made=made,
        title=title,
        author=text(row, "book author", "author"),
        source=text(row, "url"),
        place=_place(row),
        origin=origin("readwise", title, position, made, words),
    )


def _note_and_tags(row: dict[str, Json]) -> tuple[str, tuple[str, ...]]:
    """The note and the tags; a table without a column for tags has them before the note, as “.tag”."""
    note = text(row, "note")
    if "tags" in row:
        return note, tuple(tag.strip() for tag in text(row, "tags").split(","))
    inline = _INLINE_TAGS.match(note)
    if inline is None:
        return note, ()
    return note[inline.end() :].lstrip(), tuple(tag[1:] for tag in inline[0].split())


def _place(row: dict[str, Json]) -> str:
    """The page or location; what counts places otherwise tells people nothing, but for their order.

    So does a number of no told type of a web page, which has no such places.
    """
    usual = "order" if text(row, "url") else "location"
    kind, location = text(row, "location type") or usual, text(row, "location")
    if kind in {"page", "location"}:
        return place(**{kind: location})
    return f"{kind} {location}" if location else ""


def _position(row: dict[str, Json]) -> str:
    """The place as it goes into the name that a highlight is known by, which may never change."""
    kind = text(row, "location type") or "location"
    location = text(row, "location")
    return f"{kind} {location}" if location else ""
