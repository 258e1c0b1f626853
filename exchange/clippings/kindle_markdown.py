"""Markdown of plugins that put a Kindle's highlights into Obsidian: each ends with its place and `^ref-1`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.inline import plain
from exchange.clippings.place import place
from exchange.clippings.record import gather
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "Kindle Markdown"

_END = re.compile(
    r"(?P<words>.*?)\s*(?:[—–-]\s+)?(?:==(?P<colour>[^=]{1,40})==[^=\n]{0,10}?)?"
    r"\b(?P<kind>location|page): \[?(?P<number>[\w,-]{1,20})\]?(?:\([^()\s]{0,500}\))?"
    r"[^\n]{0,100}\s\^ref-(?P<id>\d+)\s*\Z"
)
_SIGN = re.compile(r"(?:location|page): \[?[\w,-]{1,20}.{0,600}\s\^ref-\d+[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"\*\*\w+\*\*\s*\(?\Z")
_FIELD = re.compile(r"\s*(?:[-*] )?(?:kindle-)?(title|author|reference):\s*(.+)", re.IGNORECASE)
_LINKED = re.compile(r"\[+([^\[\]\n]+)\]+(?:\([^()\n]*\))?")
_COLOUR = re.compile(r"[a-z]+")


@dataclass(slots=True)
class _Highlight:
    """A highlight: the line its place is told on, what is known of it, and what follows."""

    line: int
    clipping: Clipping
    note: list[str] = field(default_factory=list)


def recognises(text: str) -> bool:
    """Whether Markdown has a place and a block id as the plugins write them."""
    return "^ref-" in text and bool(_SIGN.search(newlines(text)))


def read(file: str, text: str) -> Parsed:
    """The highlights of a book with the paragraphs after each, up to a rule or a heading, as its note."""
    found = ((f"The highlight on line {one.line}", one) for one in _highlights(newlines(text).split("\n")))
    return gather(FORMAT, file, found, lambda one: [_clipping(one)])


def _highlights(lines: list[str]) -> Iterator[_Highlight]:
    """The highlights, whose words stand before their end on its line, or are quoted above it."""
    known, chapter, quoted = Clipping(""), "", list[str]()
    one: _Highlight | None = None
    for number, line in enumerate(lines, start=1):
        found = _END.match(line) if "^ref-" in line else None
        is_heading = line.startswith("#")
        if one and (found or is_heading or line.startswith("---")):
            one.note += () if found else quoted
            quoted = quoted if found else []
            yield one
            one = None
        if found:
            one = _Highlight(number, _marked(replace(known, place=chapter), found, quoted))
            quoted = []
        elif line.startswith(">"):
            quoted.append(line)
        elif is_heading:
            name = line.lstrip("#").strip()
            known = replace(known, title=known.title or name) if line.startswith("# ") else known
            chapter = name if line.startswith("###") else ""
        elif one and not line.strip():
            (quoted or one.note).append(line)
        elif one:
            one.note += [*quoted, line]
            quoted = []
        else:
            known = _told(known, line)
    if one:
        yield one


def _marked(known: Clipping, found: re.Match[str], quoted: list[str]) -> Clipping:
    """The mark whose end was found."""
    own = _LABEL.sub("", found["words"]).strip()
    words = "\n".join(line.removeprefix(">").strip() for line in [*quoted, own])
    number, kind = found["number"].replace(",", ""), found["kind"]
    colour = _COLOUR.findall(found["colour"] or "")
    return replace(
        known,
        words=plain(words).strip(),
        colour=colour[-1] if colour else "",
        place=place(
            page=number if kind == "page" else "",
            location=number if kind == "location" else "",
            chapter=known.place,
        ),
        origin=f"kindle-markdown:{found['id']}",
    )


def _told(known: Clipping, line: str) -> Clipping:
    """What is known of the book, with what a line of its metadata says."""
    found = _FIELD.match(line)
    if found is None:
        return known
    value = _LINKED.sub(r"\1", found[2]).strip().strip("\"'")
    name = {"title": "title", "author": "author"}.get(found[1].lower())
    if name == "title":
        return replace(known, title=value)
    return replace(known, author=value) if name else replace(known, source=value)


def _clipping(one: _Highlight) -> Clipping:
    return replace(one.clipping, note="\n".join(one.note).strip())
