"""The table in CSV that Kindle's apps send with a notebook: a book's highlights below some lines about it."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.kindle_notebook import Entry, clipping, with_notes
from exchange.clippings.kindle_words import What, heading
from exchange.clippings.record import gather, text
from exchange.clippings.table import rows

if TYPE_CHECKING:
    from exchange.json import Json

FORMAT = "Kindle table"

_HEAD = re.compile(
    r"^\"?annotation type\"?,\"?location\"?,.{0,40}\"?annotation\"?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_ABOVE = 4096
_COLOUR = re.compile(r"\(([^()]+)\)")


def recognises(content: str) -> bool:
    """Whether a text has the names of the table's columns, be it below lines about the book."""
    return bool(_HEAD.search(content[:_ABOVE]))


def read(file: str, content: str) -> Parsed:
    """The highlights of a table with the notes that follow them; bookmarks are left aside."""
    found = _HEAD.search(content[:_ABOVE])
    begin = found.start() if found else 0
    known = _book(content[:begin])
    entries = (_entry(number, row) for number, (_, row) in enumerate(rows(content[begin:]), start=1))
    named = ((f"Annotation {entry.number}", entry) for entry in with_notes(entries))
    return gather(FORMAT, file, named, lambda entry: [clipping(entry, known)])


def _book(above: str) -> Clipping:
    """What the lines above the table say: “Your Kindle Notes For:”, the title, and “by” the authors."""
    cells = [cell for row in csv.reader(above.splitlines()) for cell in row[:1]]
    said = [cell.strip() for cell in cells if cell.strip("- ")]
    title = said[1] if len(said) > 1 else ""
    author = said[2].removeprefix("by ") if len(said) > 2 and said[2].lower().startswith("by ") else ""
    return Clipping("", title=title, author=author)


def _entry(number: int, row: dict[str, Json]) -> Entry:
    told, colour = text(row, "annotation type"), _COLOUR.search(text(row, "annotation type"))
    said = heading(text(row, "location"))._replace(what=What.HIGHLIGHT if colour else heading(told).what)
    return Entry(number, said, colour[1].lower() if colour else "", "", text(row, "annotation"))
