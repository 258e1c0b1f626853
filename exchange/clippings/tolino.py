"""Tolino's `notes.txt`: every highlight and note made on it, one after another, between dashes."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.kindle import title_and_author
from exchange.clippings.place import place
from exchange.clippings.record import BadRecordError, gather, origin
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "Tolino notes"

_SEPARATOR = re.compile(r"^-{35}[ \t]*$", re.MULTILINE)
_MADE = re.compile(
    r"^(\w+)\s.{0,20}?(\d{1,2})([./])(\d{1,2})[./](\d{2,4})\s\|\s(\d{1,2}):(\d{2})[ \t]*$", re.MULTILINE
)
_WHERE = re.compile(r"([^\n:]{1,60}?)\s(\d+)(-\d+)?:\s?")
# English, German, Dutch, Italian, French and Spanish, which calls a bookmark “selección”.
_BOOKMARK = re.compile(r"bookmark|lesezeichen|bladwijzer|segnalibro|signet|selección", re.IGNORECASE)
_NOTE = re.compile(r"not[ae]\b|notiz|notitie", re.IGNORECASE)
_MONTH_FIRST = ("added", "changed")
_SPACES = str.maketrans("\u00a0\u202f\u2007", "   ")


class _Block(NamedTuple):
    """What stands between two separators, and the line it begins on."""

    line: int
    text: str


def recognises(text: str) -> bool:
    """Whether a text has Tolino's separator and a line that tells when something was made."""
    plain = newlines(text).translate(_SPACES)
    return bool(_SEPARATOR.search(plain) and _MADE.search(plain))


def read(file: str, text: str) -> Parsed:
    """The highlights and notes of a file, in its order; bookmarks are left aside.

    A highlight stands there again with each form of its note, of which the last is taken; it is known by the
    first, as the file only grows.
    """
    blocks = _blocks(newlines(text).removeprefix("\ufeff").translate(_SPACES))
    named = ((f"The note on line {block.line}", block) for block in blocks)
    found = gather(FORMAT, file, named, _clippings)
    last: dict[tuple[str, ...], Clipping] = {}
    names: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in found.clippings:
        key = (one.title, one.author, one.place, one.words or one.note)
        names[key].append(one.origin)
        if one.note or key not in last:
            last[key] = one
    known = (
        replace(one, origin=first, aliases=tuple(later), version=f"{len(later):06}")
        for one, (first, *later) in zip(last.values(), names.values(), strict=True)
    )
    return replace(found, clippings=tuple(known))


def _blocks(text: str) -> Iterator[_Block]:
    line = begin = 0
    for end, following in [*(found.span() for found in _SEPARATOR.finditer(text)), (len(text), len(text))]:
        block = text[begin:end]
        shown = block.lstrip()
        if shown:
            yield _Block(line + block[: len(block) - len(shown)].count("\n") + 1, shown.rstrip())
        line += text.count("\n", begin, following)
        begin = following


def _clippings(block: _Block) -> Iterator[Clipping]:
    head, _, rest = block.text.partition("\n")
    made, where = None, _WHERE.match(rest)
    for made in _MADE.finditer(rest):  # noqa: B007 - the last is the one that Tolino wrote
        pass
    if made is None or where is None:
        raise BadRecordError("it does not say where and when it was made")
    if _BOOKMARK.search(where[1]):
        return
    (title, author), told = title_and_author(head.strip()), rest[where.end() : made.start()].strip()
    note, _, words = told.rpartition('\n"') if _NOTE.search(where[1]) else ("", "", told)
    words = words.removeprefix('"').removesuffix('"').strip()
    position = place(page=f"{where[2]}{where[3] or ''}")
    yield Clipping(
        words=words,
        note=note.strip(),
        made=_moment(made),
        title=title,
        author=author,
        place=position,
        origin=origin("tolino", title, author, position, _moment(made), words, note.strip()),
    )


def _moment(made: re.Match[str]) -> str:
    """When it was made; English puts the month first."""
    one, other = int(made[2]), int(made[4])
    day, month = (other, one) if made[1].lower() in _MONTH_FIRST and made[3] == "/" else (one, other)
    try:
        moment = dt.datetime(int(made[5]), month, day, int(made[6]), int(made[7]))  # noqa: DTZ001 - it tells no zone
    except ValueError:
        return ""
    return moment.isoformat()
