"""The flow of a document into rows of a given measure, worked out piece by piece on demand.

A place on the page is a block, a part of it (a very long one has several) and a row within that, so
that nothing has to know the height of the whole document: opening, resizing and jumping cost what is
shown, not what there is.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from text import stretches
from text.document import Block, BlockKind, Document, Role, Span
from text.graphemes import cells
from text.layout.direction import is_leftward
from text.layout.leads import lead_between, leads_of
from text.layout.tables import Slot, Table, are_one_table, in_columns, in_stack, table_at
from text.layout.wrap import wrap, wrap_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from text.layout.leads import Leads

RULE = "· · ·"
"""What a rule is painted as."""

_PARTS = 2
"""The headings of the levels 1 to this one stand further from what precedes them."""

_KEPT_PIECES = 1024

_Piece: TypeAlias = tuple[int, int]
"""A block, and a part of it."""


class Place(NamedTuple):
    """A row of the page: the `row`-th of a part of a block."""

    block: int
    part: int
    row: int


HEAD = Place(0, 0, 0)
"""The first row of any page."""


class Row(NamedTuple):
    """One row of the page.

    `span` is what it shows of the text, `lead` what is painted before it. `gap` says that the row
    holds no text but stands before some; its `lead` is then all it shows. A row of a table set in
    columns has `slots`, which say what of its block it shows, and where; its `span` is the whole block.
    """

    block: int
    span: Span
    lead: str = ""
    gap: bool = False
    slots: tuple[Slot, ...] = ()

    @property
    def indent(self) -> int:
        """Cells before what it shows."""
        return cells(self.lead)

    @property
    def parts(self) -> tuple[Slot, ...]:
        """What the row shows, part by part, from left to right."""
        return self.slots or (Slot(self.span, self.indent, self.indent),)


class Flow:
    """A document set in rows of at most `measure` cells (2 at least: the widest character).

    A table may be as wide as `room`, where that is more. The `heading` stands over the first block.
    """

    def __init__(self, document: Document, measure: int, room: int = 0, heading: str = "") -> None:
        self.document = document
        self.measure = max(2, measure)
        self._room = max(self.measure, room)
        self.heading = heading
        self._rows: OrderedDict[_Piece, tuple[Row, ...]] = OrderedDict()
        self._table: Table | None = None

    def rows(self, block: int, part: int = 0) -> tuple[Row, ...]:
        """The rows of a part of a block, the gap before it first."""
        piece = block, part
        known = self._rows.get(piece)
        if known is None:
            known = self._rows[piece] = self._set(block, part)
            if len(self._rows) > _KEPT_PIECES:
                self._rows.popitem(last=False)
        return known

    def row(self, place: Place) -> Row:
        """The row at a place."""
        return self.rows(place.block, place.part)[place.row]

    @property
    def last(self) -> Place:
        """The last row of the page."""
        if not self.document.blocks:
            return HEAD
        block = len(self.document.blocks) - 1
        part = stretches.count(self.document, block) - 1
        return Place(block, part, len(self.rows(block, part)) - 1)

    def step(self, place: Place, count: int) -> Place:
        """The place `count` rows further down (up when negative), as far as the document goes."""
        if not self.document.blocks:
            return HEAD
        piece, row = place[:2], place.row + count
        while row < 0 and (before := self._before(piece)):
            piece = before
            row += len(self.rows(*piece))
        while row >= (height := len(self.rows(*piece))) and (after := self._after(piece)):
            piece = after
            row -= height
        return Place(*piece, min(max(0, row), height - 1))

    def window(self, top: Place, height: int) -> list[Row]:
        """At most `height` rows from `top` on."""
        if not self.document.blocks:
            return []
        piece: _Piece | None = top[:2]
        found = list(self.rows(*top[:2])[top.row :])
        while len(found) < height and piece and (piece := self._after(piece)):
            found.extend(self.rows(*piece))
        return found[:height]

    def place_of(self, offset: int) -> Place:
        """The row that shows `offset`, or the last one before it."""
        if not self.document.blocks:
            return HEAD
        block = self.document.block_at(offset)
        part = stretches.number_at(self.document, block, offset)
        rows = self.rows(block, part)
        return Place(block, part, _column_row(rows, offset) if rows[-1].slots else _row_before(rows, offset))

    def rows_between(self, upper: Place, lower: Place, limit: int) -> int:
        """How many rows `lower` stands below `upper`; `limit` when it is that far or further."""
        above = -upper.row
        piece: _Piece | None = upper[:2]
        while piece and piece < lower[:2]:
            above += len(self.rows(*piece))
            if above > limit:
                return limit
            piece = self._after(piece)
        return min(above + lower.row, limit)

    def _after(self, piece: _Piece) -> _Piece | None:
        block, part = piece
        if part + 1 < stretches.count(self.document, block):
            return block, part + 1
        return (block + 1, 0) if block + 1 < len(self.document.blocks) else None

    def _before(self, piece: _Piece) -> _Piece | None:
        block, part = piece
        if part:
            return block, part - 1
        return (block - 1, stretches.count(self.document, block - 1) - 1) if block else None

    def _set(self, index: int, part: int) -> tuple[Row, ...]:
        block = self.document.blocks[index]
        body = tuple(self._body(block, index, part))
        return body if part else (*self._gaps(block, index), *body)

    def _body(self, block: Block, index: int, part: int) -> Iterable[Row]:
        leads = leads_of(block, self._most_indent, begins=not part)
        if block.kind is BlockKind.TABLE_ROW:
            here = Span(block.span.start, block.span.start)
            return self._table_row(block, index, leads.other) or (Row(index, here, leads.other),)
        if block.kind is BlockKind.RULE:
            room = self.measure - cells(leads.other)
            return (Row(index, block.span, leads.other + RULE.rjust((room + len(RULE)) // 2)[:room]),)
        span = self._part(index, part)
        return (
            self._code(span, index, leads)
            if block.kind is BlockKind.CODE
            else self._words(span, index, leads)
        )

    def _part(self, index: int, part: int) -> Span:
        """The text of a part of a block, without the line feed that parts it from the next."""
        span = stretches.stretch(self.document, index, part)
        is_last = span.end == self.document.blocks[index].span.end
        return span if is_last or self.document.text[span.end - 1] != "\n" else Span(span.start, span.end - 1)

    @property
    def _most_indent(self) -> int:
        """Half the measure, but what the widest character needs."""
        return min(self.measure // 2, self.measure - 2)

    def _gaps(self, block: Block, index: int) -> tuple[Row, ...]:
        here = Span(block.span.start, block.span.start)
        if not index:
            return self._head(here)
        before = self.document.blocks[index - 1]
        lead = lead_between(before, block, self._most_indent)
        if not are_one_table(before, block):
            return (Row(index, here, lead, gap=True),) * gap_before(before, block)
        table = self._table_of(index)
        if before.level and not block.level and table.columns:
            return (Row(index, here, leads_of(block, self._most_indent).other + table.rule, gap=True),)
        return (Row(index, here, lead, gap=True),) * self._are_parted(before, block, table)

    def _head(self, here: Span) -> tuple[Row, ...]:
        """The heading over the first block, and a gap below it."""
        if not self.heading:
            return ()
        lines = wrap(self.heading, Span(0, len(self.heading)), self.measure)
        words = (*(line.of(self.heading) for line in lines), "")
        return tuple(Row(0, here, each, gap=True) for each in words)

    def _are_parted(self, before: Block, block: Block, table: Table) -> bool:
        """Whether two rows of a table need a gap: where one of them takes several lines."""
        if not (table.is_loose and table.columns):
            return not table.columns
        return any(len(in_columns(self.document.text, row.span, table)) != 1 for row in (before, block))

    def _words(self, span: Span, index: int, leads: Leads) -> Iterator[Row]:
        text, room = self.document.text, self.measure - cells(leads.other)
        flush_right = is_leftward(text, span)
        for number, row in enumerate(wrap(text, span, room)):
            spare = max(0, room - cells(row.of(text))) if flush_right else 0
            yield Row(index, row, (leads.other if number else leads.first) + " " * spare)

    def _code(self, span: Span, index: int, leads: Leads) -> Iterator[Row]:
        text = self.document.text
        for row in wrap_code(text, span, self.measure - cells(leads.other)):
            begins = leads.first if row.start == span.start else leads.other
            yield Row(
                index, row, begins if text[row.start - 1 : row.start] in {"", "\n"} else leads.continued
            )

    def _table_row(self, block: Block, index: int, lead: str) -> tuple[Row, ...]:
        text, table, indent = self.document.text, self._table_of(index), cells(lead)
        if lines := in_columns(text, block.span, table):
            return tuple(
                Row(index, block.span, lead, slots=tuple(slot.moved(indent) for slot in slots))
                for slots in lines
            )
        stack = in_stack(text, block, table, self.measure - indent)
        return tuple(Row(index, span, lead + label, gap) for span, label, gap in stack)

    def _table_of(self, index: int) -> Table:
        block = self.document.blocks[index]
        if self._table is None or block.span.start not in self._table.span:
            indent = cells(leads_of(block, self._most_indent).other)
            self._table = table_at(self.document, index, self._room - indent)
        return self._table


def _row_before(rows: Sequence[Row], offset: int) -> int:
    """The last of a block's rows that begins at or before `offset`."""
    low, high = 0, len(rows) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if rows[middle].span.start <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def _column_row(rows: Sequence[Row], offset: int) -> int:
    """The row of those in columns that shows `offset`, or the last text before it."""
    shown = [(slot.span.start, number) for number, row in enumerate(rows) for slot in row.slots]
    return max((place for place in shown if place[0] <= offset), default=min(shown))[1]


def gap_before(previous: Block, block: Block) -> int:
    """Empty rows between two neighbouring blocks."""
    if previous.kind is block.kind is BlockKind.LIST_ITEM:
        return int(block.span.start - previous.span.end > 1)  # so apart stand the items of a loose list
    aside = (previous.role is Role.FURNITURE) != (block.role is Role.FURNITURE)
    return 2 if aside or (_opens_part(block) and previous.kind is not BlockKind.HEADING) else 1


def _opens_part(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= _PARTS and block.role is not Role.TITLE
