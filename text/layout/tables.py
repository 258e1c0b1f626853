"""Tables set in columns: how wide each column is, and where every piece of a cell stands.

A table is looked at in a sample of its rows, so that a row of a very long one costs no more than
that of a short one, and all its rows agree. Where the measure is too narrow for columns, a row is
stacked: its cells stand one under the other, each after its header.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from text.document import BlockKind, Span
from text.graphemes import cells
from text.layout.tabs import cells_of
from text.layout.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.document import Block, Document

SEAM = 2
"""Cells between two columns."""

_SAMPLE_ROWS = 200
_SAMPLE_CELLS = 4_000
_RUNS = 8
_LOOK = 400
"""Rows and cells of a table that are measured, in how many runs, and code points of a cell."""

_NARROWEST = 2  # The widest character.
_STEP = 2  # Cells between a cell and the label over it.
_LEAST = 8
_LONGEST_WORD = 16
"""Cells a column keeps if its text needs them: for any text, and so that no word of it is cut."""

_WORD = re.compile(r"\S+")


class Slot(NamedTuple):
    """A part of the text that stands in a column: the column begins at cell `column`, the text at `left`."""

    span: Span
    left: int
    column: int

    def moved(self, cells: int) -> Slot:
        """The same so many cells further right."""
        return Slot(self.span, self.left + cells, self.column + cells)


class Column(NamedTuple):
    """A column of a table: the cell it begins at, its width, and its alignment (`l`, `c`, `r` or `-`)."""

    left: int
    width: int
    alignment: str

    def place(self, span: Span, width: int) -> Slot:
        """Where a text of `width` cells stands in the column."""
        spare = max(0, self.width - width)
        indent = {"r": spare, "c": spare // 2}.get(self.alignment, 0)
        return Slot(span, self.left + indent, self.left)


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is set.

    `span` is its text. `columns` are empty where its rows are stacked; `labels` are then the headers,
    one a column as far as there are any. `is_loose` says that some of its rows take several lines.
    """

    span: Span
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    is_loose: bool

    @property
    def rule(self) -> str:
        """A thin line under each of the columns."""
        return (" " * SEAM).join("─" * column.width for column in self.columns)


def table_at(document: Document, index: int, measure: int) -> Table:
    """How the table that block `index` is a row of is set in `measure` cells."""
    text = document.text
    span = _extent(document, index)
    sample = _sample(document, span)
    rows = [cells_of(text, row.span) for row in sample]
    across = [[row[number] for row in rows if number < len(row)] for number in range(max(map(len, rows)))]
    natural = [max(_NARROWEST, *(_width(text, cell) for cell in column)) for column in across]
    room = measure - SEAM * (len(across) - 1)
    widths = natural if sum(natural) <= room else _filled(natural, _least(text, across, natural), room)
    return Table(
        span,
        columns=tuple(_columns(widths, sample[0].marker)),
        labels=tuple(_labels(text, rows[0])) if sample[0].level else (),
        is_loose=sum(natural) > room,
    )


def are_one_table(before: Block, block: Block) -> bool:
    """Whether two neighbouring blocks are rows of one table."""
    rows = before.kind is block.kind is BlockKind.TABLE_ROW
    return rows and block.span.start - before.span.end == 1


def in_columns(text: str, row: Span, table: Table) -> list[tuple[Slot, ...]]:
    """The lines of a row in the table's columns, each with what it shows; none if it does not fit them."""
    found = cells_of(text, row)
    if len(found) > len(table.columns):
        return []
    lines: list[tuple[Slot, ...]] = []
    for column, cell in zip(table.columns, found, strict=False):
        for number, part in enumerate(wrap(text, cell, column.width) if len(cell) else ()):
            width = cells(part.of(text))
            if width > column.width:
                return []
            if number == len(lines):
                lines.append(())
            if len(part):
                lines[number] += (column.place(part, width),)
    return [line for line in lines if line]


def in_stack(text: str, row: Block, table: Table, measure: int) -> Iterator[tuple[Span, str, bool]]:
    """The lines of a row with its cells one under the other: span, what stands before it, if that is all.

    Each cell stands after its label, or under it where some of the labels are long; a header's have none.
    """
    labels = () if row.level else table.labels
    indent = 1 + max(map(cells, labels), default=-1)
    above = indent > measure // 3
    if above:
        indent = min(_STEP, measure - _NARROWEST)
    for cell, label in zip(cells_of(text, row.span), chain(labels, repeat("")), strict=False):
        if not len(cell):
            continue
        if above and label:
            here = Span(cell.start, cell.start)
            yield from ((here, line.of(label), True) for line in wrap(label, Span(0, len(label)), measure))
        for number, part in enumerate(wrap(text, cell, measure - indent)):
            lead = "" if number or above else label
            yield part, lead + " " * (indent - cells(lead)), False


def _extent(document: Document, index: int) -> Span:
    """The text of a table: its rows are one line feed apart, other blocks two."""
    text, span = document.text, document.blocks[index].span
    start = text.rfind("\n\n", 0, span.start)
    while start >= 0 and document.blocks[document.block_at(start)].span.end > start:
        start = text.rfind("\n\n", 0, start)
    end = text.find("\n\n", span.end)
    while end >= 0 and document.blocks[document.block_at(end)].span.end > end:
        end = text.find("\n\n", end + 1)
    return Span(start + 2 if start >= 0 else 0, end if end >= 0 else len(text))


def _sample(document: Document, span: Span) -> list[Block]:
    """All the rows of a table, or runs of neighbours spread over it: its first and last are among them."""
    first, last = document.block_at(span.start), document.block_at(max(span.start, span.end - 1))
    head = document.blocks[first].span
    most = max(
        _RUNS, min(_SAMPLE_ROWS, _SAMPLE_CELLS // (1 + document.text.count("\t", head.start, head.end)))
    )
    if last - first < most:
        return [document.blocks[index] for index in range(first, last + 1)]
    length = most // _RUNS
    starts = (first + run * (last + 1 - length - first) // (_RUNS - 1) for run in range(_RUNS))
    return [document.blocks[index] for start in starts for index in range(start, start + length)]


def _width(text: str, cell: Span) -> int:
    """Cells of a cell's widest line, as far as it is looked at."""
    return max(map(cells, _seen(text, cell).split("\n")))


def _longest_word(text: str, cell: Span) -> int:
    return max((cells(word) for word in _WORD.findall(_seen(text, cell))), default=0)


def _seen(text: str, cell: Span) -> str:
    return text[cell.start : min(cell.end, cell.start + _LOOK)]


def _least(text: str, across: Sequence[Sequence[Span]], natural: Sequence[int]) -> list[int]:
    """The widths at which no word of the columns is cut, but for very long ones."""
    words = [max(_longest_word(text, cell) for cell in column) for column in across]
    return [
        min(width, max(_LEAST, min(word, _LONGEST_WORD))) for width, word in zip(natural, words, strict=True)
    ]


def _filled(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths the columns would have by nature, the widest of them cut so that all fit `room`.

    None where that would make some of them narrower than the least they need.
    """
    if sum(least) > room:
        return []

    def cut(most: int) -> list[int]:
        return [max(floor, min(width, most)) for width, floor in zip(natural, least, strict=True)]

    most = bisect_right(range(max(natural)), room, key=lambda most: sum(cut(most + 1)))
    widths = cut(most)
    spare = room - sum(widths)
    for number in [number for number, width in enumerate(widths) if width < natural[number]][:spare]:
        widths[number] += 1
    return widths


def _columns(widths: Sequence[int], alignments: str) -> Iterator[Column]:
    left = 0
    for number, width in enumerate(widths):
        yield Column(left, width, alignments[number : number + 1])
        left += width + SEAM


def _labels(text: str, header: Sequence[Span]) -> Iterator[str]:
    """The headers as they stand by their cells."""
    for cell in header:
        words = " ".join(_seen(text, cell).split()).removesuffix(":")
        yield f"{words}:" if words else ""
