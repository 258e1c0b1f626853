"""Paragraphs out of plain text, whatever its lines mean.

A line feed may part paragraphs, wrap them at a column, or shape verse. Which it is shows in the
lines themselves: a wrapped line is one the next line's first word would not have fitted on.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from text.builder import Piece
from text.document import BlockKind
from text.markers import BULLET

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 120
"""A longer line than this was not wrapped by hand: it is a paragraph (in code points)."""

_NARROW = 45
"""Nobody wraps prose at fewer columns."""

_SAMPLE = 3
"""Fewer broken lines than these say nothing of a wrapping column."""

_TERMINALS = tuple('.!?。！？…:"”’»)」')
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
_BULLET = re.compile(r"([ \t]*)([-*+•◦▪‣●○·])[ \t]+(?=\S.*\w|\w)")
_NUMBER = re.compile(r"([ \t]*)(\(?(\d{1,3})[.)])[ \t]+(?=\S.*\w|\w)")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
_HYPHEN = re.compile(r"\w-$")
_DASHES = re.compile(r"\S--$")


class _Style(Enum):
    """What the line breaks of a run of lines mean."""

    WRAPPED = auto()
    PARAGRAPHS = auto()
    VERSE = auto()


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a whole text is laid out: its wrapping column, and its stretches of lines."""

    width: int
    multiline: int
    body: int
    """The index of the first stretch that is running prose; stretches before it are the head."""


@dataclass(slots=True)
class _Unit:
    """Consecutive lines that belong together: a list item, or lines between items."""

    lines: list[str]
    marker: str = ""
    level: int = 0


@dataclass(slots=True)
class _Lists:
    """Where the reader of lists is: the last number seen, and the indents of the open levels."""

    number: int = 0
    indents: list[int] = field(default_factory=list)

    def item(self, line: str) -> _Unit | None:
        """The item `line` begins, if it begins one. A number counts only as 1 or as the next one."""
        found = _BULLET.match(line) or self._numbered(line)
        if found is None:
            return None
        marker = BULLET if found[2] in "-*+" else found[2]
        return _Unit([line[found.end() :]], marker, self._level(_indent(line)))

    def _numbered(self, line: str) -> re.Match[str] | None:
        found = _NUMBER.match(line)
        if found is None or int(found[3]) not in (1, self.number + 1):
            return None
        self.number = int(found[3])
        return found

    def _level(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents)


def paragraphs(raw: str) -> Iterator[Piece]:
    """The pieces of a plain text whose line endings are line feeds, in order."""
    stretches = list(_stretches(raw))
    shape = _shape(stretches)
    lists = _Lists()
    for index, lines in enumerate(stretches):
        if _is_tabular(lines):
            yield Piece(_dedented(lines), BlockKind.CODE)
            continue
        for number, unit in enumerate(_units(lines, lists)):
            pieces = _pieces(unit, shape, is_head=index < shape.body)
            yield from (replace(piece, apart=not number) for piece in pieces)


def _stretches(raw: str) -> Iterator[list[str]]:
    """The lines between blank lines."""
    lines: list[str] = []
    for line in raw.split("\n"):
        if line and not line.isspace():
            lines.append(line.rstrip())
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _shape(stretches: list[list[str]]) -> _Shape:
    broken = [lines for lines in stretches if len(lines) > 1]
    lengths = sorted(len(line) for lines in broken for line in lines[:-1] if len(line) <= _LONG)
    width = max(_NARROW, lengths[len(lengths) * 9 // 10]) if len(lengths) >= _SAMPLE else _LONG
    prose = (index for index, lines in enumerate(stretches) if _is_prose(lines, width))
    return _Shape(width, len(broken), next(prose, 0))


def _is_prose(lines: list[str], width: int) -> bool:
    return max(map(len, lines)) > _LONG or (len(lines) > 2 and _style(lines, width) is _Style.WRAPPED)


def _style(lines: list[str], width: int) -> _Style:
    if max(map(len, lines)) > _LONG:
        return _Style.PARAGRAPHS
    breaks = len(lines) - 1
    full = sum(_is_full(line, after, width) for line, after in pairwise(lines))
    lower = sum(_starts_low(line) for line in lines[1:])
    upper = sum(_starts_high(line) for line in lines[1:])
    capitals = breaks > 2 and upper == breaks
    joins = sum(_is_full(a, b, width) or _starts_low(b) for a, b in pairwise(lines))
    if lines[0].lstrip().startswith(">"):
        return _Style.VERSE
    if joins >= 0.6 * breaks and not (capitals and full < 0.9 * breaks) and (full or 2 * lower > breaks):
        return _Style.WRAPPED
    ended = sum(line.endswith(_TERMINALS) for line in lines)
    return _Style.PARAGRAPHS if ended >= 0.6 * len(lines) else _Style.VERSE


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the line after would have stood beyond the wrapping column."""
    word = after.split(None, 1)[0]
    return len(line) + 1 + min(len(word), 20) > width


def _starts_low(line: str) -> bool:
    return line.lstrip(" \t\"“‘'(«")[:1].islower()


def _starts_high(line: str) -> bool:
    return line.lstrip(" \t\"“‘'(«—-")[:1].isupper()


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _is_tabular(lines: list[str]) -> bool:
    """Whether columns are lined up by hand, so that the lines must stay as they are."""
    return len(lines) > 1 and 2 * sum(_COLUMNS.search(line) is not None for line in lines) >= len(lines)


def _dedented(lines: list[str]) -> str:
    from textwrap import dedent  # noqa: PLC0415 (only tables set by hand need it)

    return dedent("\n".join(lines))


def _units(lines: list[str], lists: _Lists) -> Iterator[_Unit]:
    """The lines parted into list items and what stands between them."""
    unit: _Unit | None = None
    for line in lines:
        item = lists.item(line)
        if unit and (item or _leaves(unit, line)):
            yield unit
            unit = None
        if unit:
            unit.lines.append(line)
        else:
            unit = item or _Unit([line])
    if unit:
        yield unit


def _leaves(unit: _Unit, line: str) -> bool:
    """Whether a line that begins no item stands outside the item above it."""
    return bool(unit.marker) and not line[0].isspace() and not _starts_low(line)


def _pieces(unit: _Unit, shape: _Shape, *, is_head: bool) -> Iterator[Piece]:
    if unit.marker:
        yield Piece(_joined(unit.lines), BlockKind.LIST_ITEM, unit.level, unit.marker)
    elif len(unit.lines) == 1:
        yield Piece(_squeezed(unit.lines[0]))
    else:
        for text in _texts(unit.lines, shape, is_head=is_head):
            yield Piece(text)


def _texts(lines: list[str], shape: _Shape, *, is_head: bool) -> Iterator[str]:
    """The paragraphs of a stretch of several lines."""
    style = _style(lines, shape.width)
    sentence_a_line = style is _Style.PARAGRAPHS and shape.multiline > 2 and max(map(len, lines)) <= _LONG
    if style is _Style.VERSE and not is_head:
        yield "\n".join(_squeezed(line) for line in lines)
    elif sentence_a_line and not is_head:
        yield _joined(lines)
    else:
        wrapped = style is _Style.WRAPPED
        yield from map(_joined, _parted(lines, shape.width, wrapped=wrapped))


def _parted(lines: list[str], width: int, *, wrapped: bool) -> Iterator[list[str]]:
    """The lines grouped into paragraphs."""
    base = min(map(_indent, lines[1:]))
    group = [lines[0]]
    for before, line in pairwise(lines):
        indented = wrapped and _indent(line) >= base + 2
        goes_on = _starts_low(line) and not before.endswith(_TERMINALS)
        fits = not _is_full(before, line, width)
        ended = not goes_on if not wrapped else fits and before.endswith(_TERMINALS)
        if indented or (ended and not (wrapped and _starts_low(line))):
            yield group
            group = []
        group.append(line)
    yield group


def _joined(lines: list[str]) -> str:
    """Wrapped lines as one, with a space at each break but after a hyphen and between CJK characters."""
    parts = [lines[0].strip()]
    for line in lines[1:]:
        text = line.strip()
        parts += ("" if _closes_up(parts[-1], text) else " ", text)
    return _squeezed("".join(parts))


def _closes_up(before: str, after: str) -> bool:
    if _DASHES.search(before[-3:]) or (_HYPHEN.search(before[-2:]) and after[0].islower()):
        return True
    return _is_cjk(before[-1]) and _is_cjk(after[0])


def _is_cjk(character: str) -> bool:
    """Whether it is set without spaces: wide or full width, but not Korean."""
    wide = character > "\u2e7f" and unicodedata.east_asian_width(character) in "WF"
    return wide and not "\uac00" <= character <= "\ud7a3"


def _squeezed(line: str) -> str:
    """`line` with each run of spaces, tabs and line feeds as one space; no-break spaces stay."""
    return _SPACES.sub(" ", line.strip())
