"""From a line of the page to a strip of the terminal, remembering what it painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.lines import CURSOR_BAR, GUTTER, LANES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

    from tui.widgets.lines import Line

_KEPT = 512


class Painter:
    """Paints lines in the styles that `component` answers for their names ("" for the ground)."""

    def __init__(self, component: Callable[[str], Style]) -> None:
        self._component = component
        self._strips: dict[Line, Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._left = GUTTER
        self._width = 0

    def resize(self, left: int, width: int) -> None:
        """Paint strips of `width` cells with their text from cell `left` on."""
        self._left, self._width = left, width
        self._strips.clear()

    def forget(self) -> None:
        """Forget what was painted in another style."""
        self._strips.clear()
        self._styles.clear()

    def paint(self, line: Line) -> Strip:
        """The strip that shows `line`."""
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[line] = self._strip(line)
        return strip

    def _strip(self, line: Line) -> Strip:
        ground = self._style(("page--text",))
        bar = "▌" if line.bar == CURSOR_BAR else "▏" if line.bar else " "
        segments = [
            Segment(" " * (self._left - GUTTER + LANES - len(line.gutter)), ground),
            *(Segment(piece.text, self._style(piece.styles)) for piece in line.gutter),
            Segment(bar, self._style((line.bar,)) if line.bar else ground),
            Segment(" " * (GUTTER - LANES - 1), ground),
            *(Segment(piece.text, self._style(piece.styles)) for piece in line.pieces),
        ]
        return Strip(segments).adjust_cell_length(self._width, ground)

    def _style(self, names: tuple[str, ...]) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self._component("")
            for name in names:
                style += self._component(name)
            self._styles[names] = style
        return style
