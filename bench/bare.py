"""The barest Textual app that shows an article: one Static, filled anew at each key.

    python bench/bare.py LINES.txt

What Textual itself costs, to measure Postil beside. Every key moves all the lines up by one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static


class Bare(App[None]):
    """A screenful of text."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines
        self._text = Static(Content("\n".join(lines)))

    def compose(self) -> ComposeResult:
        """Nothing but the text."""
        yield self._text

    def on_key(self) -> None:
        """Change every line."""
        self._lines.append(self._lines.pop(0))
        self._text.update(Content("\n".join(self._lines)), layout=False)


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
