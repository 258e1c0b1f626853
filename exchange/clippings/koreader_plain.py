"""The plain text that KOReader's exporter writes: wide spaces before all that is not the book's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import ctime
from exchange.clippings.place import place
from exchange.clippings.record import gather, origin
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "KOReader text"

_WIDE = "\u3000"
_END = "-=-=-=-=-=-"
_MARK = re.compile(
    rf"^{_WIDE}{_WIDE}-- [^:：\n]{{1,40}}[:：]\s*([^,，\n]{{0,80}})[,，]?([^\n]*)$", re.MULTILINE
)


@dataclass(slots=True)
class _Mark:
    """A mark: the line it begins on, what is known of it, and its lines."""

    line: int
    known: Clipping
    lines: list[str] = field(default_factory=list)


def recognises(text: str) -> bool:
    """Whether a text has the exporter's lines with page and time, and what ends its marks."""
    return _END in text and bool(_MARK.search(newlines(text)))


def read(file: str, text: str) -> Parsed:
    """The marks of every book in a file, with their notes."""
    marks = _marks(newlines(text).split("\n"))
    return gather(FORMAT, file, ((f"The mark on line {mark.line}", mark) for mark in marks), _clippings)


def _marks(lines: list[str]) -> Iterator[_Mark]:
    """The marks; what stands before one in wide spaces is a chapter, the first of a book its title."""
    title, mark, headings = "", None, list[str]()
    is_new = True
    for number, line in enumerate(lines, start=1):
        found = _MARK.match(line)
        if mark is None and found:
            if is_new and headings:
                title, *headings = headings
            told = place(page=found[1], chapter=headings[-1] if headings else "")
            mark = _Mark(number, Clipping("", title=title, place=told, made=ctime(found[2])))
            is_new, headings = False, []
        elif mark is None:
            is_new = is_new or not line  # the exporter puts an empty line after each book
            headings += filter(None, [line.strip(_WIDE + " ")])
        elif line == _END:
            yield mark
            mark = None
        else:
            mark.lines.append(line)
    if mark:
        yield mark


def _clippings(mark: _Mark) -> Iterator[Clipping]:
    """A mark: the words, then a rule and the note."""
    words, _, note = "\n".join(mark.lines).partition("\n---\n")
    known, words = mark.known, words.strip()
    named = origin("koreader-plain", known.title, known.place, known.made, words)
    yield replace(known, words=words, note=note.strip(), origin=named)
