"""From a line of the page to a strip of the terminal, remembering what it painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from text.graphemes import cells
from tui.inks import inkwell
from tui.widgets.lines import CURSOR_BAR, GUTTER, LANES

if TYPE_CHECKING:
    from textual.color import Color
    from textual.filter import LineFilter
    from textual.widget import Widget

    from tui.inks import Inkwell
    from tui.widgets.lines import Line

_KEPT = 512


class Painter:
    """Paints lines with the inks of a widget, and passes them through the app's filters.

    A strip is painted and filtered once, and so may go to the terminal past Textual's own cache,
    which would do both again for every line that a key changes.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._well: Inkwell | None = None
        self._filters: list[tuple[LineFilter, Color]] = []
        self._strips: dict[Line, Strip] = {}
        self._left = GUTTER
        self._measure = self._width = 0

    def resize(self, left: int, measure: int, width: int) -> None:
        """Paint strips of `width` cells, with `measure` cells of text from cell `left` on."""
        self._left, self._measure, self._width = left, measure, width
        self._strips.clear()

    def forget(self) -> None:
        """Forget what was painted with other inks."""
        self._strips.clear()
        self._well = None

    def paint(self, line: Line) -> Strip:
        """The strip that shows `line`."""
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[line] = self._filtered(self._strip(line))
        return strip

    def _filtered(self, strip: Strip) -> Strip:
        for line_filter, background in self._filters:
            strip = strip.apply_filter(line_filter, background)
        return strip

    def _dip(self) -> Inkwell:
        """The inks in force; with them, the filters and the ground they are told of."""
        if self._well is None:
            background = self._widget.background_colors[1]
            self._filters = [(line_filter, background) for line_filter in self._widget.get_line_filters()]
            self._well = inkwell(self._widget)
        return self._well

    def _strip(self, line: Line) -> Strip:
        well = self._dip()
        right = sum(cells(piece.text) for piece in line.pieces)
        segments = self._margin(line, well)
        segments += [Segment(piece.text, well.style(*piece.inks)) for piece in line.pieces]
        if line.ground and right < self._measure:
            segments.append(Segment(" " * (self._measure - right), well.style(line.ground)))
            right = self._measure
        spare = self._width - self._left - right
        if spare > 0:
            segments.append(Segment(" " * spare, well.ground))
        strip = Strip(segments, self._left + right + max(0, spare))
        return strip if spare >= 0 else strip.crop(0, self._width)

    def _margin(self, line: Line, well: Inkwell) -> list[Segment]:
        """What stands left of the text: the letters of the marks and the cursor's bar."""
        if not line.gutter and not line.bar:
            return [Segment(" " * self._left, well.ground)]
        bar = "▌" if line.bar == CURSOR_BAR else "▏" if line.bar else " "
        return [
            Segment(" " * (self._left - GUTTER + LANES - len(line.gutter)), well.ground),
            *(Segment(piece.text, well.style(*piece.inks)) for piece in line.gutter),
            Segment(bar, well.style(line.bar) if line.bar else well.ground),
            Segment(" " * (GUTTER - LANES - 1), well.ground),
        ]
