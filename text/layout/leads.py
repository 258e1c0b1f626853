"""Leads: what stands before the rows of a block, for the quotations and list items it stands in."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from text.document import QUOTED, Block, BlockKind
from text.graphemes import cells

STEP = 2
"""Cells that a quotation and a list item take at least, and that code stands further in."""

_NUMBERED = 4
"""Cells that a numbered item takes at least, so that 9 and 10 are in line."""

CONTINUED = "↳ "
"""What stands before the rest of a line of code that is wider than the page."""

_BAR = "│ "


class Leads(NamedTuple):
    """What stands before the first row of a block, and before its others: equally wide."""

    first: str
    other: str

    @property
    def continued(self) -> str:
        """What stands before a row that goes on with the line of code above it."""
        return self.other[:-STEP] + CONTINUED if len(self.other) >= STEP else self.other


def leads_of(block: Block, most: int, *, begins: bool = True) -> Leads:
    """The leads of a block, `most` cells wide at most: what would be further left is cut off.

    The marker stands in the first one where it `begins` the block.
    """
    containers = block.containers
    other = [_blank(sign) for sign in containers]
    first = other.copy()
    items = [number for number, sign in enumerate(containers) if sign != QUOTED]
    if begins and items and block.marker and block.kind is not BlockKind.TABLE_ROW:
        room = len(other[items[-1]]) - 1 - cells(block.marker)
        first[items[-1]] = f"{' ' * room}{block.marker} "
    inner = " " * STEP if block.kind is BlockKind.CODE else ""
    return Leads(_cut("".join(first) + inner, most), _cut("".join(other) + inner, most))


def lead_between(before: Block, block: Block, most: int) -> str:
    """What stands in the gap between two blocks: the bars of the quotations that hold both."""
    pairs = zip(before.containers, block.containers, strict=False)
    shared = [sign for sign, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    while shared and shared[-1] != QUOTED:
        shared.pop()
    return _cut("".join(map(_blank, shared)), most)


def _blank(sign: str) -> str:
    """What stands for a container on all rows but the first of an item."""
    return _BAR if sign == QUOTED else " " * max(_NUMBERED if sign[:1].isdigit() else STEP, cells(sign) + 1)


def _cut(lead: str, most: int) -> str:
    """The last cells of a lead, as wide as it may be."""
    width = min(cells(lead), most)
    while cells(lead) > most:
        lead = lead[1:]
    return " " * (width - cells(lead)) + lead
