"""The page: an article set in rows, painted line by line.

It keeps its own place and repaints only the lines that a key has changed. It knows nothing of the
library: it is given a document and its marks, and is told where to go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from text import objects
from text.document import Document, Role, Span
from text.flow import Flow, Place
from text.graphemes import cells
from text.motions import sentence_at
from tui.widgets.lines import GUTTER, INLINE_STYLES, LETTERS, Focus, Line, line
from tui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual import events

    from store.records import Annotation

MEASURE = 72
"""Columns of text that read well."""

_NARROWEST, _WIDEST = 24, 160
_KEEP = 2
"""Rows kept in sight above and below the cursor."""

_EMPTY = Document("", ())


class Page(Widget, can_focus=True):
    """An article, its marks, the reading cursor and the selection."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(
            f"page--{name}"
            for name in ("text", "title", "heading", "standfirst", "aside", "code-block", "quotation")
        ),
        *(f"page--{kind}" for kind in LETTERS),
        *(f"page--{kind}-letter" for kind in LETTERS),
        *(
            f"page--{name}"
            for name in ("cursor", "cursor-bar", "sentence-bar", "selection", "overlap", "gutter")
        ),
        *INLINE_STYLES,
    }

    @dataclass
    class Moved(Message):
        """The cursor moved, or the selection changed."""

    @dataclass
    class Selected(Message):
        """The mouse selected some text."""

    def __init__(self) -> None:
        super().__init__()
        self.document = _EMPTY
        self.cursor = 0
        self.tail: int | None = None
        self.measure = MEASURE
        self._overlay = Overlay(())
        self._flow = Flow(_EMPTY, MEASURE)
        self._top = Place(0, 0)
        self._column = 0
        self._body_end = 0
        self._lines: list[Line] = []
        self._strips: dict[Line, Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._dragging = False

    # What it shows

    def open(self, document: Document, marks: Iterable[Annotation], position: int) -> None:
        """Show a document from `position` on."""
        self.document = document
        body = (block.span.end for block in reversed(document.blocks) if block.role is Role.BODY)
        self._body_end = next(body, len(document.text))
        self._overlay = Overlay(marks)
        self.tail = None
        self.cursor = min(position, max(0, len(document.text) - 1))
        self._flow = Flow(document, self._measure())
        self._top = self._flow.place_of(self.cursor)
        self._settle(_KEEP + 1)

    def show_marks(self, marks: Iterable[Annotation]) -> None:
        """Show these marks instead of the ones before."""
        self._overlay = Overlay(marks)
        self._repaint()

    @property
    def marks(self) -> list[Annotation]:
        """The marks that have a place on the page."""
        return self._overlay.marks

    def marks_at(self, span: Span) -> tuple[Annotation, ...]:
        """The marks that touch `span`."""
        return self._overlay.over(span)

    @property
    def sentence(self) -> Span:
        """The sentence the cursor stands on."""
        return sentence_at(self.document, self.cursor)

    @property
    def selection(self) -> Span:
        """The selected text, in whole graphemes; empty without a selection."""
        if self.tail is None:
            return Span(self.cursor, self.cursor)
        head = max(self.tail, self.cursor) + 1
        return objects.whole(self.document, min(self.tail, self.cursor), min(head, len(self.document.text)))

    @property
    def progress(self) -> float:
        """The share of the text above the lower edge of the page, 0.0 to 1.0."""
        rows = self._flow.window(self._top, max(1, self.size.height))
        return rows[-1].span.end / len(self.document.text) if rows and self.document.text else 1.0

    @property
    def finished(self) -> bool:
        """Whether the end of the article's body is in sight."""
        rows = self._flow.window(self._top, max(1, self.size.height))
        return not rows or rows[-1].span.end >= self._body_end

    # Where it goes

    def move_to(self, offset: int) -> None:
        """Put the cursor (or the selection's head) on `offset`."""
        self.cursor = max(0, min(offset, len(self.document.text) - 1))
        self._column = self._column_of(self.cursor)
        self._settle()

    def move_lines(self, count: int) -> None:
        """Move the cursor down `count` rows that hold text, keeping its column."""
        place = self._flow.place_of(self.cursor)
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            ahead = self._flow.step(place, step)
            while (
                self._flow_has(ahead) and self._flow.row(ahead).gap and ahead != self._flow.step(ahead, step)
            ):
                ahead = self._flow.step(ahead, step)
            if not self._flow_has(ahead) or self._flow.row(ahead).gap:
                break
            place = ahead
        self._stand_on(place)

    def scroll_pages(self, pages: float) -> None:
        """Turn so many pages; the cursor goes along. Two rows of the old page stay in sight."""
        if not self.document.blocks:
            return
        rows = round(pages * max(1, self.size.height - _KEEP))
        at_end = self._flow.step(self._flow.last, 1 - max(1, self.size.height))
        top = max(self._flow.first, min(self._flow.step(self._top, rows), at_end))
        if top == self._top:
            aim = self._flow.last if rows > 0 else self._flow.first
        else:
            aim = self._flow.step(
                top, self._flow.rows_between(self._top, self._flow.place_of(self.cursor), 999)
            )
        self._top = top
        self._stand_on(self._text_row(aim))

    def centre(self) -> None:
        """Bring the cursor's row to the middle."""
        self._top = self._flow.step(self._flow.place_of(self.cursor), -(self.size.height // 2))
        self._repaint()

    def select(self, tail: int, head: int) -> None:
        """Select from `tail` to `head`, both included."""
        self.tail = tail
        self.move_to(head)

    def drop_selection(self) -> None:
        """End the selection; the cursor goes to its head."""
        if self.tail is not None:
            self.cursor = self.selection.start
            self.tail = None
            self._settle()

    def widen(self, cells_more: int) -> None:
        """Widen the measure, or narrow it when negative."""
        self.measure = max(_NARROWEST, min(_WIDEST, self.measure + cells_more))
        self._reset()

    def row_span(self) -> Span:
        """The text of the cursor's row."""
        return self._flow.row(self._flow.place_of(self.cursor)).span if self.document.blocks else Span(0, 0)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the pointer, ready to select."""
        offset = self._offset_at(event.x, event.y)
        if offset is not None and event.button == 1:
            self.tail = None
            self._dragging = True
            self.capture_mouse()
            self.move_to(offset)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer."""
        offset = self._offset_at(event.x, event.y) if self._dragging else None
        if offset is not None and offset != self.cursor:
            self.select(self.cursor if self.tail is None else self.tail, offset)

    def on_mouse_up(self) -> None:
        """End the drag; the selection stays."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            self.post_message(self.Selected())

    def on_mouse_scroll_down(self) -> None:
        """Move down with the wheel."""
        self.move_lines(3)

    def on_mouse_scroll_up(self) -> None:
        """Move up with the wheel."""
        self.move_lines(-3)

    # Painting

    def on_resize(self) -> None:
        """Set the page anew; the sentence under the eye stays."""
        self._reset()

    def notify_style_update(self) -> None:
        """Forget everything painted in the old style."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        shown = self._lines[y] if y < len(self._lines) else Line()
        strip = self._strips.get(shown)
        if strip is None:
            strip = self._paint(shown)
        return strip

    def _measure(self) -> int:
        return max(1, min(self.measure, self.size.width - GUTTER - 1)) if self.size.width else self.measure

    def _reset(self) -> None:
        if self.size.height == 0:
            return
        above = self._flow.rows_between(self._top, self._flow.place_of(self.cursor), self.size.height)
        self._flow = Flow(self.document, self._measure())
        self._strips.clear()
        self._top = self._flow.step(self._flow.place_of(self.cursor), -above)
        self._lines = []
        self._settle()

    def _settle(self, above: int | None = None) -> None:
        """Bring the cursor into sight (with `above` rows over it when it has to jump), and repaint."""
        height = self.size.height
        place = self._flow.place_of(self.cursor)
        keep = min(_KEEP, max(0, (height - 1) // 2))
        if above is not None or place < self._flow.step(self._top, keep):
            near = above is None and self._flow.rows_between(place, self._top, height) < height
            self._top = self._flow.step(place, -(keep if near else above or height // 3))
        else:
            below = self._flow.rows_between(self._top, place, 2 * height)
            if below > height - 1 - keep:
                self._top = self._flow.step(
                    place, -(height - 1 - keep if below < 2 * height else height // 3)
                )
        self._top = max(self._flow.first, min(self._top, self._flow.step(self._flow.last, 1 - height)))
        self._repaint()
        self.post_message(self.Moved())

    def _repaint(self) -> None:
        """Work out the lines and refresh those that differ."""
        width, height = self.size
        if not height:
            return
        before, self._lines = self._lines, self._compose_lines(height)
        changed = [y for y in range(height) if y >= len(before) or before[y] != self._lines[y]]
        if len(changed) * 2 > height:
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _compose_lines(self, height: int) -> list[Line]:
        selection = self.selection if self.tail is not None else None
        focus = Focus(self.cursor, self.sentence if selection is None else Span(0, 0), selection)
        here = self._flow.place_of(self.cursor)
        place = self._top
        lines: list[Line] = []
        for row in self._flow.window(self._top, height):
            marks = self._overlay.over(row.span)
            lines.append(line(self.document, row, marks, focus, here=place == here))
            place = self._flow.step(place, 1)
        return lines + [Line()] * (height - len(lines))

    def _paint(self, shown: Line) -> Strip:
        left = self._left()
        pad = self._style(("page--text",))
        lane = [Segment(piece.text, self._style(piece.styles)) for piece in shown.gutter]
        segments = [
            Segment(" " * (left - GUTTER), pad),
            Segment(" " * (2 - len(lane)), pad),
            *lane,
            Segment("▌" if shown.bar == "page--cursor-bar" else "▏", self._style((shown.bar,)))
            if shown.bar
            else Segment(" ", pad),
            Segment(" ", pad),
            *(Segment(piece.text, self._style(piece.styles)) for piece in shown.pieces),
        ]
        strip = Strip(segments).adjust_cell_length(self.size.width, pad)
        if len(self._strips) > 4 * max(64, self.size.height):
            self._strips.clear()
        self._strips[shown] = strip
        return strip

    def _left(self) -> int:
        return max(GUTTER, (self.size.width - self._flow.measure) // 2)

    def _style(self, names: tuple[str, ...]) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            self._styles[names] = style
        return style

    # From cells to offsets

    def _flow_has(self, place: Place) -> bool:
        return place.block < len(self.document.blocks)

    def _text_row(self, place: Place) -> Place:
        """The nearest row at or below `place` that holds text."""
        while self._flow.row(place).gap:
            place = self._flow.step(place, 1)
        return place

    def _stand_on(self, place: Place) -> None:
        """Put the cursor on a row, as near as can be to the column it came from."""
        if not self._flow_has(place):
            return
        row = self._flow.row(place)
        column = self._column
        self.cursor = self._offset_in(row.span, column - row.indent)
        self._settle()

    def _column_of(self, offset: int) -> int:
        if not self.document.blocks:
            return 0
        row = self._flow.row(self._flow.place_of(offset))
        return row.indent + cells(self.document.text[row.span.start : offset])

    def _offset_in(self, span: Span, column: int) -> int:
        offset, width = span.start, 0
        while offset < span.end - 1 and width < column:
            width += cells(self.document.text[offset])
            offset += 1
        return offset

    def _offset_at(self, x: int, y: int) -> int | None:
        rows = self._flow.window(self._top, max(1, self.size.height))
        if not rows:
            return None
        row = rows[max(0, min(y, len(rows) - 1))]
        return self._offset_in(row.span, x - self._left() - row.indent)
