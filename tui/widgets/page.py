"""The page: an article set in rows, painted line by line.

It repaints only the lines that a key has changed. It knows nothing of the library: it is given a
document and its marks, and is told where to go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message

from text import objects
from text.document import Document, Role, Span
from text.labels import laid_out
from text.layout import view
from text.layout.flow import Flow
from text.layout.view import View
from text.motions import sentence_at
from text.search import touching
from tui.widgets.laid import Laid
from tui.widgets.lines import Focus, Line
from tui.widgets.overlay import Overlay
from tui.widgets.painter import Painter
from tui.widgets.pointed import Pointed
from tui.widgets.sheet import MEASURE, Frame, frame, sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from textual.strip import Strip

    from store.records import Annotation
    from text.links import Link
    from text.search import Pattern

_NARROWEST, _WIDEST = 24, 160
_EMPTY = Document("", ())


class Page(Pointed, Laid, can_focus=True):
    """An article, its marks, the reading cursor and the selection."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor moved, or the selection changed."""

    def __init__(self, measure: int = MEASURE) -> None:
        super().__init__()
        self.document = _EMPTY
        self.tail: int | None = None
        """Where the selection began, or None without one; the cursor is its head."""
        self.reshaping: Annotation | None = None
        """The mark whose borders the selection moves, if that is what it is for."""
        self.labels: Mapping[str, Span] = {}
        """Labels painted over the text, with what each stands for; any move takes them away."""
        self.asked: Link | None = None
        """The link that is opened if the next key says so; any move takes the question away too."""
        self.suggested: Callable[[Span], Iterable[int]] = lambda _: ()
        """Where in a stretch of the text quotes are suggested."""
        self.lit: tuple[Span, ...] = ()
        """The words of a suggestion that one stands on; any move puts them out."""
        self._wanted: Pattern | None = None
        self.measure = measure
        """Cells of text in a line, where the terminal has room for them."""
        self._view = View()
        self._flow = Flow(_EMPTY, MEASURE)
        self._overlay = Overlay(())
        self._body_end = 0
        self._lines: list[Line] = []
        self._painter = Painter(self)

    # What it shows

    def open(self, document: Document, marks: Iterable[Annotation], position: int, heading: str = "") -> None:
        """Show a document from `position` on, a heading over its first block."""
        body = (block.span for block in reversed(document.blocks) if block.role is Role.BODY)
        self.document = document
        self.unselect()
        self._body_end = next(body, Span(0, len(document.text))).trimmed(document.text).end
        self._overlay = Overlay(marks)
        self._flow = Flow(document, self._frame.measure, self._frame.room, heading)
        self.look(view.move_to(self._flow, View(), self._height, position))

    def show_marks(self, marks: Iterable[Annotation]) -> None:
        """Show these marks instead of the ones before."""
        self._overlay = Overlay(marks)
        self._repaint()

    def show_found(self, wanted: Pattern | None) -> None:
        """Show what a pattern finds in sight; nothing for None."""
        self._wanted = wanted
        self._repaint()

    def show_suggested(self, lit: tuple[Span, ...] = ()) -> None:
        """Show what is suggested now, and the words of one lit."""
        self.lit = lit
        self._repaint()

    def show_labels(self, labels: Mapping[str, Span]) -> None:
        """Paint a label where each of these spans begins, or its part in sight."""
        self.labels = labels
        self._repaint()

    @property
    def marks(self) -> list[Annotation]:
        """The marks that have a place on the page."""
        return self._overlay.marks

    def marks_at(self, span: Span) -> tuple[Annotation, ...]:
        """The marks that touch `span`."""
        return self._overlay.over(span)

    @property
    def cursor(self) -> int:
        """The cursor's offset."""
        return self._view.cursor

    @property
    def sentence(self) -> Span:
        """The sentence the cursor stands on."""
        return sentence_at(self.document, self.cursor)

    @property
    def row_span(self) -> Span:
        """The text of the cursor's row."""
        return view.row_span(self._flow, self.cursor)

    @property
    def selection(self) -> Span:
        """The selected text, in whole graphemes; empty without a selection."""
        if self.tail is None:
            return Span(self.cursor, self.cursor)
        first, last = sorted((self.tail, self.cursor))
        return objects.whole(self.document, first, min(last + 1, len(self.document.text)))

    @property
    def progress(self) -> float:
        """The share of the text before the cursor, 0.0 to 1.0; all of it on the last sentence."""
        if self.sentence.end >= len(self.document.text):
            return 1.0
        return self.cursor / len(self.document.text)

    @property
    def finished(self) -> bool:
        """Whether the end of the article's body is in sight."""
        return self.in_sight.end >= self._body_end

    @property
    def left_to_read(self) -> Span:
        """From the cursor to the end of the article's body; nothing from its last sentence on."""
        return Span(self.cursor, self._body_end if self.sentence.end < self._body_end else self.cursor)

    @property
    def in_sight(self) -> Span:
        """The text of the rows that the window shows."""
        rows = self._flow.window(self._view.top, self._height)
        return Span(rows[0].span.start, rows[-1].span.end) if rows else Span(0, 0)

    @property
    def view(self) -> View:
        """The window on the text."""
        return self._view

    # Where it goes

    def look(self, seen: View) -> None:
        """Look at the text through another window."""
        before = self._lines
        self._look(seen)
        self._refresh_changed(before)

    def move_to(self, offset: int) -> None:
        """Put the cursor (or the selection's head) on `offset`."""
        self.look(view.move_to(self._flow, self._view, self._height, offset))

    def move_lines(self, count: int) -> None:
        """Move the cursor down `count` rows, up when negative."""
        self.look(view.move_rows(self._flow, self._view, self._height, count))

    def turn_pages(self, pages: float) -> None:
        """Turn so many pages, back when negative."""
        self.look(view.turn_pages(self._flow, self._view, self._height, pages))

    def centre(self) -> None:
        """Bring the cursor's row to the middle."""
        self.look(view.centre(self._flow, self._view, self._height))

    def select(self, tail: int, head: int) -> None:
        """Select from `tail` to `head`, both included."""
        self.tail = tail
        self.move_to(head)

    def drop_selection(self) -> None:
        """End the selection, and the moving of borders it was for; the cursor goes to its first character."""
        if self.tail is not None:
            start = self.selection.start
            self.unselect()
            self.move_to(start)

    def reshape(self, mark: Annotation) -> None:
        """Select a mark's text, to move its borders."""
        self.reshaping = mark
        self.select(mark.span.start, mark.span.end - 1)

    def unselect(self) -> None:
        """End the selection; the cursor stays."""
        self.tail = None
        self.reshaping = None

    def set_measure(self, measure: int) -> None:
        """Set the text in lines of about so many cells."""
        self.measure = max(_NARROWEST, min(_WIDEST, measure))
        self._set_anew()
        self.refresh()

    def offset_at(self, x: int, y: int) -> int | None:
        """What stands in a cell of the widget, or nearest to it; None on an empty page."""
        rows = self._flow.window(self._view.top, self._height)
        if not rows:
            return None
        return view.offset_at(self._flow, rows[max(0, min(y, len(rows) - 1))], x - self._frame.left)

    # Painting

    def watch_virtual_size(self) -> None:
        """Set the page anew at its new size, before that is painted; the sentence under the eye stays."""
        self._set_anew()

    def notify_style_update(self) -> None:
        """Forget everything painted in the old style."""
        super().notify_style_update()
        self._painter.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some lines, past Textual's own cache: the painter remembers them."""
        strips = [self.render_line(y) for y in crop.line_range]
        span = crop.column_span
        return strips if span == (0, self.size.width) else [strip.crop(*span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        return self._painter.paint(self._lines[y] if y < len(self._lines) else Line())

    @property
    def _height(self) -> int:
        # Before the first layout the screen's height is the best guess there is.
        return max(1, self.size.height or self.app.size.height - 1)

    @property
    def _frame(self) -> Frame:
        # Before the first layout the screen's width is the best guess there is.
        return frame(self.size.width or self.app.size.width, self.measure)

    def _set_anew(self) -> None:
        if not self.size.height:
            return
        within = self._frame
        old, self._flow = self._flow, Flow(self.document, within.measure, within.room, self._flow.heading)
        self._painter.resize(within)
        self._look(view.reset(old, self._flow, self._view, self._height))

    def _look(self, seen: View) -> None:
        """Work out the lines in another window, for someone else to have them painted."""
        self._view = seen
        self.labels, self.asked, self.lit = {}, None, ()
        self._lines = self._compose_lines()
        self.post_message(self.Moved())

    def _repaint(self) -> None:
        """Work out the lines and refresh those that differ."""
        before, self._lines = self._lines, self._compose_lines()
        self._refresh_changed(before)

    def _refresh_changed(self, before: list[Line]) -> None:
        width, height = self.size
        changed = [y for y in range(height) if y >= len(before) or before[y] != self._lines[y]]
        if len(changed) * 2 > height:
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _compose_lines(self) -> list[Line]:
        selection = self.selection if self.tail is not None else None
        sight = self.in_sight
        found = tuple(touching(self.document.text, self._wanted, sight)) if self._wanted else ()
        focus = Focus(
            self.sentence if selection is None else Span(0, 0),
            selection,
            found,
            next((span for span in found if self.cursor in span), None),
            tuple(laid_out(self.labels, sight.start)),
            frozenset(self.suggested(sight)),
            self.lit,
        )
        return sheet(self._flow, self._view, self._height, self._overlay, focus)
