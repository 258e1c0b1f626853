"""The Markdown that KOReader's exporter writes: a heading with page and time for each mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.kindle_words import moment
from exchange.clippings.place import place
from exchange.clippings.record import gather, origin
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "KOReader Markdown"

_MARK = re.compile(
    r"^### Page (.{1,80}?) @ (\d{1,2} \w{3,12} \d{4} \d{1,2}:\d\d:\d\d\b.{0,20})$", re.MULTILINE
)
_AUTHOR = "##### "
_UNKNOWN = "N/A"
_FOOTER = re.compile(r"\n_[^\n]{1,60}: [^\n]{1,60}_\s*\Z")
_BACK = re.compile(r"\n\[[^\]\n]*\]\(<file://[^>\n]*>\)\s*\Z")
_STYLES = (
    ("**_", "_**"),
    ("**", "**"),
    ("*", "*"),
    ("==", "=="),
    ("++", "++"),
    ("~~", "~~"),
    ("<u>", "</u>"),
)


@dataclass(slots=True)
class _Mark:
    """A mark: the line it begins on, what is known of it, and its lines."""

    line: int
    known: Clipping
    lines: list[str] = field(default_factory=list)


def recognises(text: str) -> bool:
    """Whether a text has the exporter's headings with page and time."""
    return bool(_MARK.search(newlines(text)))


def read(file: str, text: str) -> Parsed:
    """The marks of every book in a file, with their notes."""
    marks = _marks(_FOOTER.sub("", newlines(text)).split("\n"))
    return gather(FORMAT, file, ((f"The mark on line {mark.line}", mark) for mark in marks), _clippings)


def _marks(lines: list[str]) -> Iterator[_Mark]:
    """The marks; only headings where the exporter puts them end one, as its words may hold others."""
    known, mark = Clipping(""), None
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), start=1):
        found = _MARK.match(line)
        book, chapter = _book(line, following), _chapter(line, following)
        if mark and (found or book or chapter):
            yield mark
            mark = None
        if found:
            told = place(page=found[1], chapter=known.place)
            mark = _Mark(number, replace(known, place=told, made=moment(found[2].lower())))
        elif book or chapter:
            known = book or replace(known, place=chapter)
        elif mark:
            mark.lines.append(line)
    if mark:
        yield mark


def _book(line: str, following: str) -> Clipping | None:
    """What two lines say of a book, if they do."""
    if not (line.startswith("# ") and following.startswith(_AUTHOR)):
        return None
    author = following.removeprefix(_AUTHOR).strip()
    return Clipping("", title=line[2:].strip(), author="" if author == _UNKNOWN else author)


def _chapter(line: str, following: str) -> str:
    return line[3:].strip() if line.startswith("## ") and _MARK.match(following) else ""


def _clippings(mark: _Mark) -> Iterator[Clipping]:
    """A mark: the words, then a rule and the note, then a link back to the book."""
    words, _, note = "\n".join(mark.lines).partition("\n---\n")
    words, note = (_BACK.sub("", f"\n{part.strip()}").strip() for part in (words, note))
    known, words = mark.known, _unstyled(words)
    named = origin("koreader-markdown", known.title, known.place, known.made, words)
    yield replace(known, words=words, note=note, origin=named)


def _unstyled(words: str) -> str:
    """The words without the signs for the style of marking round them."""
    for begin, end in _STYLES:
        inside = words[len(begin) : -len(end)]
        if words == f"{begin}{inside}{end}" and inside.strip():
            return inside
    return words
