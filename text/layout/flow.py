"""The flow of a document into rows of a given measure, worked out block by block on demand.

A place on the page is a block and a row within it, so that nothing has to know the height of the
whole document: opening, resizing and jumping cost what is shown, not what there is.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from text.document import Block, BlockKind, Document, Role, Span
from text.graphemes import cells
from text.layout.tables import Slot, Table, are_one_table, in_columns, in_stack, table_at
from text.layout.wrap import wrap, wrap_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STEP = 2
"""Cells of indent for each level of a list or quotation."""

_NUMBERED = 4
"""Cells of indent for a numbered item at least, so that 9 and 10 are in line."""

CONTINUED = "↳"
"""What stands before the rest of a line of code that is wider than the page."""

RULE = "· · ·"
"""What a rule is painted as."""

_PARTS = 2
"""The headings of the levels 1 to this one stand further from what precedes them."""

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
    the last cells of that indent. `gap` says that the row holds no text but stands before its
    block; its `marker` is then all it shows. A row of a table set in columns has `slots`, which
    say what of its block it shows, and where; its `span` is the whole block.
    """

    block: int
    span: Span
    indent: int = 0
    marker: str = ""
    gap: bool = False
    slots: tuple[Slot, ...] = ()

    @property
    def parts(self) -> tuple[Slot, ...]:
        """What the row shows, part by part, from left to right."""
        return self.slots or (Slot(self.span, self.indent, self.indent),)


class Flow:
    """A document set in rows of at most `measure` cells (2 at least: the widest character)."""

    def __init__(self, document: Document, measure: int) -> None:
        self.document = document
        self.measure = max(2, measure)
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._table: Table | None = None

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
        return Place(block, _column_row(rows, offset) if rows[-1].slots else _row_before(rows, offset))

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
        gaps = self._gaps(self.document.blocks[index - 1], block, index) if index else ()
        return (*gaps, *self._body(block, index))

    def _body(self, block: Block, index: int) -> Iterable[Row]:
        if block.kind is BlockKind.TABLE_ROW:
            return self._table_row(block, index) or (Row(index, Span(block.span.start, block.span.start)),)
        if block.kind is BlockKind.RULE:
            return (Row(index, block.span, min(self.measure, (self.measure + cells(RULE)) // 2 + 1), RULE),)
        indent = min(indent_of(block), self._most_indent)
        if block.kind is BlockKind.CODE:
            return self._code(block, index, indent)
        first, *others = wrap(self.document.text, block.span, self.measure - indent)
        return (Row(index, first, indent, block.marker), *(Row(index, span, indent) for span in others))

    @property
    def _most_indent(self) -> int:
        """Half the measure, but what the widest character needs."""
        return min(self.measure // 2, self.measure - 2)

    def _gaps(self, before: Block, block: Block, index: int) -> tuple[Row, ...]:
        here = Span(block.span.start, block.span.start)
        if are_one_table(before, block):
            table = self._table_of(index)
            if before.level and not block.level and table.columns:
                return (Row(index, here, marker=table.rule, gap=True),)
            return (Row(index, here, gap=True),) * self._are_parted(before, block, table)
        quoted = before.kind is block.kind is BlockKind.QUOTATION
        indent = min(indent_of(before), indent_of(block), self._most_indent) if quoted else 0
        return (Row(index, here, indent, gap=True),) * gap_before(before, block)

    def _are_parted(self, before: Block, block: Block, table: Table) -> bool:
        """Whether two rows of a table need a gap: where one of them takes several lines."""
        if not (table.is_loose and table.columns):
            return not table.columns
        return any(len(in_columns(self.document.text, row.span, table)) != 1 for row in (before, block))

    def _code(self, block: Block, index: int, indent: int) -> Iterator[Row]:
        text = self.document.text
        for span in wrap_code(text, block.span, self.measure - indent):
            begins = span.start == block.span.start or text[span.start - 1] == "\n"
            yield Row(index, span, indent, "" if begins else CONTINUED)

    def _table_row(self, block: Block, index: int) -> tuple[Row, ...]:
        text, table = self.document.text, self._table_of(index)
        if lines := in_columns(text, block.span, table):
            return tuple(Row(index, block.span, slots=slots) for slots in lines)
        if block.level:
            return tuple(Row(index, span) for span in wrap(text, block.span, self.measure))
        stack = tuple(in_stack(text, block.span, table, self.measure))
        return tuple(Row(index, span, indent, label) for span, indent, label in stack)

    def _table_of(self, index: int) -> Table:
        if self._table is None or self.document.blocks[index].span.start not in self._table.span:
            self._table = table_at(self.document, index, self.measure)
        return self._table


def _row_before(rows: Sequence[Row], offset: int) -> int:
    """The last of a block's rows that begins at or before `offset`."""
    low, high = 0, len(rows) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if rows[middle].gap or rows[middle].span.start <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def _column_row(rows: Sequence[Row], offset: int) -> int:
    """The row of those in columns that shows `offset`, or the last text before it."""
    shown = [(slot.span.start, number) for number, row in enumerate(rows) for slot in row.slots]
    return max((place for place in shown if place[0] <= offset), default=min(shown))[1]


def indent_of(block: Block) -> int:
    """Cells that stand before a block's text."""
    if block.kind is BlockKind.LIST_ITEM:
        least = _NUMBERED if block.marker[:1].isdigit() else STEP
        return STEP * max(0, block.level - 1) + max(least, cells(block.marker) + 1)
    if block.kind is BlockKind.QUOTATION:
        return STEP * max(1, block.level)
    if block.kind is BlockKind.CODE:
        return STEP
    return 0


def gap_before(previous: Block, block: Block) -> int:
    """Empty rows between two neighbouring blocks."""
    if are_one_table(previous, block) or previous.kind is block.kind is BlockKind.LIST_ITEM:
        return 0
    aside = (previous.role is Role.FURNITURE) != (block.role is Role.FURNITURE)
    return 2 if aside or (_opens_part(block) and previous.kind is not BlockKind.HEADING) else 1


def _opens_part(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= _PARTS and block.role is not Role.TITLE
