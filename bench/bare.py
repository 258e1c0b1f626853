"""The barest Textual app that shows an article: one widget that paints lines made beforehand.

    python bench/bare.py LINES.txt

What Textual itself costs, to measure Postil beside. Every key moves all the lines up by one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget


class Lines(Widget, can_focus=True):
    """A screenful of text."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._strips = [Strip([Segment(line)]) for line in lines]

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        strip = self._strips[y] if y < len(self._strips) else Strip([])
        return strip.adjust_cell_length(self.size.width)

    def on_key(self) -> None:
        """Change every line."""
        self._strips.append(self._strips.pop(0))
        self.refresh()


class Bare(App[None]):
    """Nothing but the text."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = Lines(lines)

    def compose(self) -> ComposeResult:
        """Only the lines."""
        yield self._lines

    def on_mount(self) -> None:
        """Give them the keys."""
        self._lines.focus()


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
