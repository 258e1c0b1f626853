"""The sheet: a window on an article as lines, and the lines as segments; needs no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from text.graphemes import cells
from tui.widgets.lines import CURSOR_BAR, GUTTER, LANES, Line, line

if TYPE_CHECKING:
    from text.layout.flow import Flow
    from text.layout.view import View
    from tui.inks import Inkwell
    from tui.widgets.lines import Focus
    from tui.widgets.overlay import Overlay

MEASURE = 72
"""Columns of text that read well."""

LEAST_COLUMNS, LEAST_LINES = 40, 8
"""The smallest terminal that Postil is read on."""


_SPARE = GUTTER - LANES - 1
"""Cells between the cursor's bar and the text: as many as a hint of one letter."""


class Frame(NamedTuple):
    """Where the text stands in `width` cells: `measure` of them, from cell `left` on."""

    left: int = GUTTER
    measure: int = 0
    width: int = 0

    @property
    def room(self) -> int:
        """Cells from the text's left edge to the last but one, which a wide table may take."""
        return self.width - self.left - 1


def frame(width: int, measure: int) -> Frame:
    """The text in the middle, `measure` cells of it or as many as there is room for."""
    room = max(2, min(measure, width - GUTTER - 1))
    return Frame(max(GUTTER, (width - room) // 2), room, width)


def sheet(flow: Flow, seen: View, height: int, overlay: Overlay, focus: Focus) -> list[Line]:
    """The `height` lines that a window shows, its marks and what the reader is at over the text."""
    rows = flow.window(seen.top, height)
    here = flow.row(flow.place_of(seen.cursor)) if rows else None
    lines = [line(flow.document, row, overlay.over(row.span), focus, here=row is here) for row in rows]
    return lines + [Line()] * (height - len(lines))


def segments(shown: Line, well: Inkwell, within: Frame) -> tuple[list[Segment], int]:
    """A line in the inks of a well, and its cells: the frame's width, or more if the text overflows."""
    right = sum(cells(piece.text) for piece in shown.pieces)
    found = _margin(shown, well, within.left)
    found += [Segment(piece.text, well.style(*piece.inks)) for piece in shown.pieces]
    if shown.ground and right < within.measure:
        found.append(Segment(" " * (within.measure - right), well.style(shown.ground)))
        right = within.measure
    spare = within.width - within.left - right
    if spare > 0:
        found.append(Segment(" " * spare, well.ground))
    return found, within.left + right + max(0, spare)


def _margin(shown: Line, well: Inkwell, left: int) -> list[Segment]:
    """What stands left of the text: the letters of the marks, the cursor's bar and a hint."""
    if not (shown.gutter or shown.bar or shown.label):
        return [Segment(" " * left, well.ground)]
    room = left - GUTTER + LANES
    gutter = shown.gutter[-room:]
    bar = "▌" if shown.bar == CURSOR_BAR else "▏" if shown.bar else " "
    return [
        Segment(" " * (room - len(gutter)), well.ground),
        *(Segment(piece.text, well.style(*piece.inks)) for piece in gutter),
        Segment(bar, well.style(shown.bar) if shown.bar else well.ground),
        Segment(shown.label or " " * _SPARE, well.style("label") if shown.label else well.ground),
    ]
