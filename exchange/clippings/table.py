"""Tables in CSV (RFC 4180), or with tabs for commas, as programs write them, row by row and within bounds."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from exchange.formats.table import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.json import Json

_HEAD = 4096
_LONGEST_CELL = 2**31 - 1
_MOST_UNCLOSED = 16
"""After so many, no cell is believed to go on in the next line, as each costs a reading to the end."""


def columns(text: str) -> tuple[str, ...]:
    """The names that the first line of a table gives its columns, in small letters."""
    with _wide_cells():
        head = next(csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=_delimiter(text)), [])
    return tuple(name.strip("\ufeff \t").casefold() for name in head)


def rows(text: str) -> Iterator[tuple[str, dict[str, Json]]]:
    """The rows below the names, each with what to call it: “The row on line 7”.

    A quotation mark that is never closed would swallow all that follows: such a row ends with its line.
    """
    names, delimiter = columns(text), _delimiter(text)
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="").readlines()
    with _wide_cells():
        _, at = _row(lines, 0, len(lines), delimiter)
        unclosed = 0
        while at < len(lines):
            row, taken = _row(lines, at, 1 if unclosed > _MOST_UNCLOSED else len(lines), delimiter)
            unclosed += taken == 0
            if any(row):
                yield f"The row on line {at + 1}", dict(zip(names, map(readable, row), strict=False))
            at += taken or 1


def _delimiter(text: str) -> str:
    """What stands between cells: a tab where the first line has some and no comma."""
    head = text[:_HEAD].split("\n", 1)[0]
    return "\t" if "\t" in head and "," not in head else ","


def _row(lines: list[str], at: int, most: int, delimiter: str) -> tuple[list[str], int]:
    """The row that begins on a line, and how many lines it takes: none where a cell is never closed."""
    reader = csv.reader(
        (lines[place] for place in range(at, min(at + most, len(lines)))), delimiter=delimiter
    )
    row = next(reader, [])
    taken = reader.line_num
    if taken > 1 and at + taken >= len(lines) and _is_open(lines, at):
        return next(csv.reader([lines[at]], delimiter=delimiter), []), 0
    return row, taken


def _is_open(lines: list[str], at: int) -> bool:
    """Whether the last cell of the rows from here on is never closed."""
    return sum(lines[place].count('"') for place in range(at, len(lines))) % 2 == 1


@contextmanager
def _wide_cells() -> Iterator[None]:
    """Cells of any length while within: the bound on clippings is their own, and names what is too long."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(usual)
