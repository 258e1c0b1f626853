"""The flow of a document into rows of a given measure, worked out block by block on demand.

A place on the page is a block and a row within it, so that nothing has to know the height of the
whole document: opening, resizing and jumping cost what is shown, not what there is.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from text.document import Block, BlockKind, Document, Role, Span
from text.graphemes import cells
from text.wrap import wrap, wrap_code

STEP = 2
"""Cells of indent for each level of a list or quotation."""

_KEPT_BLOCKS = 1024


class Place(NamedTuple):
    """A row of the page: the `row`-th of a block's rows."""

    block: int
    row: int


HEAD = Place(0, 0)
"""The first row of any page."""


class Row(NamedTuple):
    """One row of the page.

    `span` is what it shows of the text, `indent` the cells before it, `marker` what is painted in
    the last cells of that indent. `gap` says that the row is only white space before its block.
    """

    block: int
    span: Span
    indent: int = 0
    marker: str = ""
    gap: bool = False


class Flow:
    """A document set in rows of at most `measure` cells (2 at least: the widest character)."""

    def __init__(self, document: Document, measure: int) -> None:
        self.document = document
        self.measure = max(2, measure)
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()

    def rows(self, index: int) -> tuple[Row, ...]:
        """The rows of one block, the gap before it first."""
        known = self._rows.get(index)
        if known is None:
            known = self._set(index)
            self._rows[index] = known
            if len(self._rows) > _KEPT_BLOCKS:
                self._rows.popitem(last=False)
        return known

    def row(self, place: Place) -> Row:
        """The row at a place."""
        return self.rows(place.block)[place.row]

    @property
    def last(self) -> Place:
        """The last row of the page."""
        block = max(0, len(self.document.blocks) - 1)
        return Place(block, max(0, len(self.rows(block)) - 1)) if self.document.blocks else HEAD

    def step(self, place: Place, count: int) -> Place:
        """The place `count` rows further down (up when negative), as far as the document goes."""
        block, row = place.block, place.row + count
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows(block))
        last = len(self.document.blocks) - 1
        while block < last and row >= (height := len(self.rows(block))):
            row -= height
            block += 1
        if not self.document.blocks:
            return HEAD
        return Place(block, min(max(0, row), len(self.rows(block)) - 1))

    def window(self, top: Place, height: int) -> list[Row]:
        """At most `height` rows from `top` on."""
        found: list[Row] = []
        for block in range(top.block, len(self.document.blocks)):
            rows = self.rows(block)
            found.extend(rows[top.row :] if block == top.block else rows)
            if len(found) >= height:
                break
        return found[:height]

    def place_of(self, offset: int) -> Place:
        """The row that shows `offset`, or the last one before it."""
        if not self.document.blocks:
            return HEAD
        block = self.document.block_at(offset)
        rows = self.rows(block)
        low, high = 0, len(rows) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if rows[middle].gap or rows[middle].span.start <= offset:
                low = middle
            else:
                high = middle - 1
        return Place(block, low)

    def rows_between(self, upper: Place, lower: Place, limit: int) -> int:
        """How many rows `lower` stands below `upper`; `limit` when it is that far or further."""
        count = lower.row - upper.row
        for block in range(upper.block, lower.block):
            count += len(self.rows(block))
            if count - lower.row > limit:
                return limit
        return min(count, limit)

    def _set(self, index: int) -> tuple[Row, ...]:
        block = self.document.blocks[index]
        gap = gap_before(self.document.blocks[index - 1], block) if index else 0
        gaps = tuple(Row(index, Span(block.span.start, block.span.start), gap=True) for _ in range(gap))
        indent = min(indent_of(block), self.measure // 2)
        width = self.measure - indent
        setter = wrap_code if block.kind is BlockKind.CODE else wrap
        spans = setter(self.document.text, block.span, width)
        return gaps + tuple(
            Row(index, span, indent, block.marker if number == 0 else "") for number, span in enumerate(spans)
        )


def indent_of(block: Block) -> int:
    """Cells that stand before a block's text."""
    if block.kind is BlockKind.LIST_ITEM:
        return STEP * max(0, block.level - 1) + max(STEP, cells(block.marker) + 1)
    if block.kind is BlockKind.QUOTATION:
        return STEP * max(1, block.level)
    if block.kind is BlockKind.CODE:
        return STEP
    return 0


def gap_before(previous: Block, block: Block) -> int:
    """Empty rows between two neighbouring blocks."""
    tight = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    if block.kind in tight and previous.kind is block.kind:
        return 0
    aside = (previous.role is Role.FURNITURE) != (block.role is Role.FURNITURE)
    heading = block.kind is BlockKind.HEADING and block.role is not Role.TITLE
    return 2 if aside or heading else 1
