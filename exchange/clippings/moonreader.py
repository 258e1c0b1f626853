"""Moon+ Reader's `.mrexpt`: seventeen lines for each mark, of which the first is a hash sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import epoch
from exchange.clippings.record import BadRecordError, gather, numbered
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "Moon+ Reader"

_HEAD = re.compile(r"\ufeff?\d{0,20}\nindent:(?:true|false)\ntrim:(?:true|false)\n")
_MARK = re.compile(r"^#\n(?=-?\d+\n)", re.MULTILINE)
_LINES = 13
"""Id, title, path, the same in small letters, chapter, position there, and so on, down to the words."""


def recognises(text: str) -> bool:
    """Whether a text begins as such an export does."""
    return bool(_HEAD.match(newlines(text[:200])))


def read(file: str, text: str) -> Parsed:
    """The marks of a file with their notes; bookmarks are left aside."""
    marks = _MARK.split(newlines(text))[1:]
    return gather(FORMAT, file, numbered("Mark", marks), _clippings)


def _clippings(mark: str) -> Iterator[Clipping]:
    lines = mark.split("\n")
    if len(lines) < _LINES:
        raise BadRecordError(f"it has fewer than {_LINES} lines")
    identity, title, path, *_, colour, made, bookmark, note, words = lines[:_LINES]
    if bookmark and not words:
        return
    yield Clipping(
        words=_text(words),
        note=_text(note),
        colour=_colour(colour),
        made=epoch(int(made[:15]) / 1000) if made.isdecimal() and made.isascii() else "",
        title=title,
        source=path,
        origin=f"moonreader:{made}-{identity}",
    )


def _text(line: str) -> str:
    return line.replace("<BR>", "\n").strip()


def _colour(told: str) -> str:
    """The colour of a number that Android keeps it in: 32 bits with a sign, of which the last 24 count."""
    return f"#{int(told) & 0xFFFFFF:06x}" if re.fullmatch(r"-?\d{1,12}", told, re.ASCII) else ""
