"""The window on a page: what stands at its top, where the cursor is, and how both move.

Pure: a `View` is a value, and every motion answers another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text.document import Span
from text.graphemes import clusters
from text.layout import tabs
from text.layout.flow import HEAD, Flow, Place, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from text.layout.tables import Slot

MARGIN = 2
"""Rows kept in sight above and below the cursor."""


@dataclass(frozen=True, slots=True)
class View:
    """The row at the top of the window, the cursor's offset, and the column it keeps when moving by rows."""

    top: Place = HEAD
    cursor: int = 0
    column: int = 0


def move_to(flow: Flow, view: View, height: int, offset: int) -> View:
    """Put the cursor on `offset`, or the nearest there is, and bring it into sight."""
    cursor = max(0, min(offset, len(flow.document.text) - 1))
    return settle(flow, replace(view, cursor=cursor, column=_column(flow, cursor)), height)


def move_rows(flow: Flow, view: View, height: int, count: int) -> View:
    """Move the cursor down `count` rows that hold text (up when negative), keeping its column."""
    if not flow.document.blocks:
        return view
    place = flow.place_of(view.cursor)
    for _ in range(abs(count)):
        ahead = _next_text_row(flow, place, 1 if count > 0 else -1)
        if ahead is None:
            break
        place = ahead
    return settle(flow, _stand_on(flow, view, place), height)


def turn_pages(flow: Flow, view: View, height: int, pages: float) -> View:
    """Turn so many pages, keeping two rows of the old one in sight; the cursor keeps its row.

    Where the text ends, the cursor goes to the end.
    """
    if not flow.document.blocks:
        return view
    rows = round(pages * max(1, height - MARGIN))
    top = _within(flow, flow.step(view.top, rows), height)
    if top == view.top:
        aim = flow.last if rows > 0 else HEAD
    else:
        margin = _margin(height)
        below = flow.rows_between(view.top, flow.place_of(view.cursor), height)
        aim = flow.step(top, max(margin, min(below, height - 1 - margin)) if top != HEAD else below)
    while flow.row(aim).gap:
        aim = flow.step(aim, 1)
    return settle(flow, _stand_on(flow, replace(view, top=top), aim), height)


def centre(flow: Flow, view: View, height: int) -> View:
    """Bring the cursor's row to the middle of the window."""
    return replace(view, top=flow.step(flow.place_of(view.cursor), -(height // 2)))


def reset(old: Flow, new: Flow, view: View, height: int) -> View:
    """The view of the same text in another measure; the cursor's row stays where it was."""
    above = old.rows_between(view.top, old.place_of(view.cursor), height)
    return settle(new, replace(view, top=new.step(new.place_of(view.cursor), -above)), height)


def settle(flow: Flow, view: View, height: int) -> View:
    """Scroll as little as brings the cursor into sight; a far jump shows it a third down the window."""
    place = flow.place_of(view.cursor)
    margin = _margin(height)
    top = view.top
    if place < flow.step(top, margin):
        near = flow.rows_between(place, top, height) < height
        top = flow.step(place, -(margin if near else height // 3))
    else:
        below = flow.rows_between(top, place, 2 * height)
        if below > height - 1 - margin:
            top = flow.step(place, -(height - 1 - margin if below < 2 * height else height // 3))
    return replace(view, top=_within(flow, top, height))


def offset_at(flow: Flow, row: Row, column: int) -> int:
    """The start of the grapheme painted at a column of a row, or of the nearest one in its table column."""
    part = next((part for part in reversed(row.parts) if part.column <= column), row.parts[0])
    offset = part.span.start
    for start, left, right in _painted(flow, row.block, part):
        if left < right:
            offset = start
        if column < right:
            break
    return offset


def row_span(flow: Flow, offset: int) -> Span:
    """What the row that shows `offset` holds of the text."""
    return flow.row(flow.place_of(offset)).span if flow.document.blocks else Span(0, 0)


def _margin(height: int) -> int:
    return min(MARGIN, max(0, (height - 1) // 2))


def _within(flow: Flow, top: Place, height: int) -> Place:
    """`top`, or the last place that still fills the window."""
    return max(HEAD, min(top, flow.step(flow.last, 1 - max(1, height))))


def _next_text_row(flow: Flow, place: Place, step: int) -> Place | None:
    while (ahead := flow.step(place, step)) != place:
        if not flow.row(ahead).gap:
            return ahead
        place = ahead
    return None


def _stand_on(flow: Flow, view: View, place: Place) -> View:
    return replace(view, cursor=offset_at(flow, flow.row(place), view.column))


def _column(flow: Flow, offset: int) -> int:
    if not flow.document.blocks:
        return 0
    row = flow.row(flow.place_of(offset))
    painted = (cluster for part in row.parts for cluster in _painted(flow, row.block, part))
    return max((left for start, left, _ in painted if start <= offset), default=row.parts[0].left)


def _painted(flow: Flow, block: int, part: Slot) -> Iterator[tuple[int, int, int]]:
    """Each grapheme of a part of a row: its offset, the column it begins at, and the one after it."""
    tab = len(tabs.painted(flow.document.blocks[block].kind))
    left = part.left
    for start, _, width in clusters(flow.document.text, part.span, tab):
        yield start, left, left + width
        left += width
