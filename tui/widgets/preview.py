"""A preview: the passage of a mark in its article, set as on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from store.records import AnchorState
from text.document import Block, Document, Span
from text.layout import view
from text.layout.flow import Flow
from text.layout.view import View
from tui.hits import matching
from tui.widgets.lines import Focus, Line
from tui.widgets.overlay import Overlay
from tui.widgets.painter import Painter
from tui.widgets.sheet import MEASURE, frame, sheet

if TYPE_CHECKING:
    from textual.strip import Strip

    from store.records import Annotation, Hit

_EMPTY = Document("", ())
_NOWHERE = Span(0, 0)
_LIT = 4_000
"""Code points of a mark in which matched words are lit."""


class Preview(Widget):
    """A window on a document, at a mark."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._flow = Flow(_EMPTY, MEASURE)
        self._hit: Hit | None = None
        self._lines: list[Line] = []
        self._painter = Painter(self)

    def show(self, document: Document, hit: Hit) -> None:
        """Show a mark in the document it stands in; a lost one in the words it was made on."""
        self._hit = hit
        if hit.annotation.anchor_state is AnchorState.LOST:
            document, mark = remains(hit.annotation)
            self._hit = replace(hit, annotation=mark)
        if document is not self._flow.document:
            self._flow = Flow(document, self._flow.measure)
        self._set()

    def clear(self) -> None:
        """Show nothing."""
        self._hit, self._lines = None, []
        self.refresh()

    def on_resize(self) -> None:
        """Set the passage anew."""
        within = frame(self.size.width, MEASURE)
        self._painter.resize(within)
        self._flow = Flow(self._flow.document, within.measure)
        self._set()

    def notify_style_update(self) -> None:
        """Forget everything painted in the old style."""
        super().notify_style_update()
        self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        return self._painter.paint(self._lines[y] if y < len(self._lines) else Line())

    def _set(self) -> None:
        if self._hit is None or not self.size.height:
            return
        mark = self._hit.annotation
        seen = view.move_to(self._flow, View(), self.size.height, mark.span.start)
        focus = Focus(_NOWHERE, found=found_in(self._flow.document, mark.span, self._hit.terms))
        self._lines = sheet(self._flow, seen, self.size.height, Overlay([mark] if mark.id else []), focus)
        self.refresh()


def found_in(document: Document, span: Span, terms: tuple[str, ...]) -> tuple[Span, ...]:
    """Where folded words stand in a span."""
    text = document.text[span.start : min(span.end, span.start + _LIT)]
    found = matching(text, frozenset(terms))
    return tuple(Span(span.start + lit.start, span.start + lit.end) for lit in found)


def remains(mark: Annotation) -> tuple[Document, Annotation]:
    """What is left of a lost mark: its words among those that stood round them, and the mark on these."""
    anchor = mark.anchor
    text = anchor.prefix + anchor.exact + anchor.suffix
    start = len(anchor.prefix)
    placed = anchor._replace(start=start, end=start + len(anchor.exact))
    document = Document(text, (Block(Span(0, len(text))),))
    return document, mark._replace(anchor=placed, anchor_state=AnchorState.CHANGED)
