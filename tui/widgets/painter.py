"""From a line of the page to a strip of the terminal, remembering what it painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from tui.inks import inkwell
from tui.widgets.sheet import Frame, segments

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
        self._frame = Frame()

    def resize(self, frame: Frame) -> None:
        """Paint strips in another frame."""
        self._frame = frame
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
        painted, width = segments(line, self._dip(), self._frame)
        strip = Strip(painted, width)
        return strip if width <= self._frame.width else strip.crop(0, self._frame.width)
