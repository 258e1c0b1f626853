"""A table read cell by cell, and its rows as pieces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from text.builder import Piece
from text.document import BlockKind
from text.inline import Styled, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 100
"""No cell spans more columns or rows than this, whatever it says."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, its alignment (`l`, `c`, `r`, `-`), whether it heads a column, what it spans."""

    words: Styled
    align: str = "-"
    is_header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """The rows of one table. A cell that spans several places stands in the first; the others are empty."""

    _rows: list[list[Cell]] = field(default_factory=list)
    _below: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Begin the next row."""
        self._rows.append([])
        self._fill()

    def add(self, cell: Cell) -> None:
        """Put a cell into the next free place of the row."""
        if not self._rows:
            self.begin_row()
        row = self._rows[-1]
        columns = max(1, min(cell.columns, _WIDEST - len(row)))
        if cell.rows > 1:
            spanned = range(len(row), len(row) + columns)
            self._below |= dict.fromkeys(spanned, min(cell.rows, _WIDEST) - 1)
        row.append(cell)
        row.extend([Cell(Styled(""))] * (columns - 1))
        self._fill()

    def pieces(self) -> Iterator[Piece]:
        """The rows that hold any words, with the columns' alignments as their marker."""
        rows = [row for row in self._rows if any(cell.words.text for cell in row)]
        width = max(
            (number + 1 for row in rows for number, cell in enumerate(row) if cell.words.text), default=0
        )
        marker = "".join(_column(rows, number) for number in range(width))
        marker = marker if marker.strip("-") else ""
        for index, row in enumerate(rows):
            words = joined([cell.words for cell in row[:width]], "\t")
            heads = index == 0 and all(cell.is_header for cell in row if cell.words.text)
            yield Piece(
                words.text,
                BlockKind.TABLE_ROW,
                int(heads),
                marker,
                inlines=words.inlines,
                apart=index == 0,
            )

    def _fill(self) -> None:
        """Leave the places empty that cells of the rows above reach down to."""
        row = self._rows[-1]
        while self._below.get(len(row), 0):
            self._below[len(row)] -= 1
            row.append(Cell(Styled("")))


def _column(rows: list[list[Cell]], number: int) -> str:
    said = (row[number].align for row in rows if number < len(row))
    return next((align for align in said if align != "-"), "-")
