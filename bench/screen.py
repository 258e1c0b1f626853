"""What stands on a terminal's screen, for programs that paint as Textual does: by place and by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.sequences import Form, tokens
from text.document import Span
from text.graphemes import clusters

if TYPE_CHECKING:
    from collections.abc import Iterator


class Screen:
    """Rows of cells, written by text, line ends and cursor positions; colours are not kept."""

    def __init__(self, columns: int, lines: int) -> None:
        self._columns, self._lines = columns, lines
        self._cells: dict[tuple[int, int], str] = {}
        self._row = self._column = 0

    def feed(self, output: bytes) -> None:
        """Paint what a program has written."""
        for token in tokens(output):
            if token.form is Form.TEXT:
                self._write(token.text)
            elif token.form is Form.CSI:
                self._obey(token.text)
            elif token.text == "\n":
                self._row += 1
            elif token.text == "\r":
                self._column = 0

    def rows(self) -> Iterator[str]:
        """Each line of the screen from the top, without the blanks at its end."""
        for row in range(self._lines):
            yield "".join(self._cells.get((row, column), " ") for column in range(self._columns)).rstrip()

    @property
    def text(self) -> str:
        """The whole screen, one line each."""
        return "\n".join(self.rows())

    def _write(self, text: str) -> None:
        for start, end, width in clusters(text, Span(0, len(text))):
            self._cells[self._row, self._column] = text[start:end]
            for further in range(1, width):
                self._cells[self._row, self._column + further] = ""
            self._column += width

    def _obey(self, sequence: str) -> None:
        arguments, final = sequence[2:-1], sequence[-1]
        if final == "H":
            row, _, column = arguments.partition(";")
            self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
        elif final == "J" or arguments.startswith("?1049"):
            self._cells.clear()
