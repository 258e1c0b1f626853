"""The notebook that Kindle's apps export as a page of HTML: a book's highlights, chapter by chapter."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.kindle_words import Detail, What, heading
from exchange.clippings.place import place
from exchange.clippings.record import gather, origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "Kindle notebook"

# Headings open as h2 or h3 and close as div in the exports of some apps: parsers of HTML lose the words.
_BLOCK = re.compile(
    r"<(?:div|h[1-6]|p)\b[^<>]*\bclass\s*=\s*[\"']?(bookTitle|authors|sectionHeading|noteHeading|noteText)"
    r"\b[^<>]*>((?:[^<]|<(?!/?(?:div|h[1-6]|p)\b))*+)</(?:div|h[1-6]|p)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"class\s*=\s*[\"']?(?:noteHeading|bookTitle)\b", re.IGNORECASE)
_COLOUR = re.compile(r"highlight_([a-z]+)", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BYTES_A_LOCATION = 100
"""Of the words; it is 150, but for what stands between them."""


class Entry(NamedTuple):
    """A highlight with its note, or a note alone, and which block of the page it begins with."""

    number: int
    said: Detail
    colour: str
    chapter: str
    words: str
    note: str = ""


def recognises(text: str) -> bool:
    """Whether a text is a page of HTML with Kindle's headings and notes."""
    head = text.lstrip("\ufeff \t\r\n")[:1]
    return head == "<" and bool(_SIGN.search(text)) and "noteText" in text


def read(file: str, text: str) -> Parsed:
    """The highlights of a page with the notes that follow them; bookmarks are left aside."""
    blocks = [(found[1].lower(), found[2]) for found in _BLOCK.finditer(text)]
    book = {name: _plain(inside) for name, inside in reversed(blocks)}
    known = Clipping("", title=book.get("booktitle", ""), author=book.get("authors", ""))
    entries = ((f"Note {entry.number}", entry) for entry in with_notes(_entries(blocks)))
    return gather(FORMAT, file, entries, lambda entry: [clipping(entry, known)])


def _entries(blocks: list[tuple[str, str]]) -> Iterator[Entry]:
    """The highlights and notes, one after another."""
    chapter, told, number = "", None, 0
    for name, inside in blocks:
        if name == "sectionheading":
            chapter = _plain(inside)
        elif name == "noteheading":
            told, number = inside, number + 1
        elif name == "notetext" and told is not None:
            yield _entry(number, told, chapter, _plain(inside))
            told = None


def _entry(number: int, told: str, chapter: str, words: str) -> Entry:
    """An entry; its heading reads “Highlight (yellow) - A section > Page 12 · Location 180”."""
    what, _, where = _plain(told).partition(" - ")
    section, _, where = where.rpartition(" > ")
    colour = _COLOUR.search(told)
    said = heading(where)._replace(what=What.HIGHLIGHT if colour else heading(what).what)
    return Entry(number, said, colour[1].lower() if colour else "", chapter or section, words)


def with_notes(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, where a note that follows the highlight it is on has become part of it."""
    last: Entry | None = None
    for entry in entries:
        if entry.said.what is What.NOTE and last and _is_on(entry.said, last):
            last = last._replace(note="\n\n".join(filter(None, (last.note, entry.words))))
            continue
        if last:
            yield last
        last = None if entry.said.what is What.BOOKMARK else entry
    if last:
        yield last


def _is_on(note: Detail, last: Entry) -> bool:
    """Whether a note is on the highlight before it: a highlight tells where it begins, a note where it is."""
    if last.said.what is not What.HIGHLIGHT or note.has_locations != last.said.has_locations:
        return False
    if not (note.location and last.said.location):
        return note.page == last.said.page
    longest = 2 + len(last.words.encode(errors="replace")) // _BYTES_A_LOCATION if note.has_locations else 0
    return 0 <= note.location[0] - last.said.location[0] <= longest


def _plain(inside: str) -> str:
    """The text in HTML; its line feeds are breaks of the export's own lines, and count as spaces."""
    lines = (_TAG.sub("", line) for line in _BREAK.split(inside))
    return "\n".join(" ".join(html.unescape(line).split()) for line in lines).strip()


def clipping(entry: Entry, known: Clipping) -> Clipping:
    """What an entry tells; `known` is what is known of its book."""
    said, is_note = entry.said, entry.said.what is What.NOTE
    first = str(said.location[0]) if said.location and said.has_locations else ""
    title, author = known.title, known.author
    return Clipping(
        words="" if is_note else entry.words,
        note=entry.words if is_note else entry.note,
        colour=entry.colour,
        title=title,
        author=author,
        place=place(page=said.page, location=first, chapter=entry.chapter),
        origin=origin("kindle-notebook", title, author, said.page, first, entry.words),
    )
