"""Tabs: in a table row they part the cells, in code they are white space.

A document keeps its tabs; a terminal is never sent one.
"""

from __future__ import annotations

from text.document import BlockKind, Span

IN_CODE = "    "
"""A tab in code."""

ELSEWHERE = "│"
"""A tab in any other block: it parts the cells of a table row."""


def painted(kind: BlockKind) -> str:
    """What stands for a tab in a block of this kind."""
    return IN_CODE if kind is BlockKind.CODE else ELSEWHERE


def cells_of(text: str, row: Span) -> list[Span]:
    """The cells of a table row, from tab to tab; empty ones too."""
    found, start = [], row.start
    while (tab := text.find("\t", start, row.end)) >= 0:
        found.append(Span(start, tab))
        start = tab + 1
    return [*found, Span(start, row.end)]


def filled_cells(text: str, row: Span) -> tuple[Span, ...]:
    """The cells of a table row that hold more than white space, without that at their ends."""
    trimmed = (cell.trimmed(text) for cell in cells_of(text, row))
    return tuple(cell for cell in trimmed if len(cell))
