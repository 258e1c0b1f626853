"""A run of inline text being written: white space collapsed as browsers do, and the styles on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from text.clean import newlines
from text.document import Inline, Span
from text.inline import Styled

if TYPE_CHECKING:
    from text.document import Style

_SPACES = re.compile("[ \t-\r\x85\u2028\u2029]+")


@dataclass(slots=True)
class _Open:
    style: Style
    target: str
    start: int = 0


@dataclass(slots=True)
class Run:
    """Words as they come, the styles open on them and the styles closed.

    What is taken out of it is one block's text; a style still open then goes on in the next.
    """

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _last: str = ""
    _open: list[_Open] = field(default_factory=list)
    _closed: list[Inline] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written since the last block."""
        return not self._length

    @property
    def ends_line(self) -> bool:
        """Whether the last that was written is a line feed."""
        return self._last == "\n"

    def write(self, text: str) -> None:
        """Write words; white space at the start of a line goes, any other run of it is one space."""
        spaced = _SPACES.sub(" ", text)
        self._put(spaced.lstrip(" ") if self._last in {"", " ", "\n"} else spaced)

    def write_verbatim(self, text: str) -> None:
        """Write preformatted text: as it is, but for the kinds of its line endings."""
        self._put(newlines(text))

    def break_line(self) -> None:
        """Write a line feed in place of the space before it, if there is one."""
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self._put("\n")

    def open(self, style: Style, target: str = "") -> None:
        """Begin a style."""
        self._open.append(_Open(style, target, self._length))

    def close(self) -> None:
        """End the style begun last."""
        self._end(self._open.pop())

    def take(self, *, indented: bool = False) -> Styled:
        """All that was written since the last time, without the white space at its ends.

        With `indented`, the white space before the first word of the first line stays.
        """
        for style in self._open:
            self._end(style)
            style.start = 0
        order = sorted(self._closed, key=lambda inline: (inline.span.start, -inline.span.end))
        written = Styled("".join(self._parts), tuple(order))
        self._parts, self._closed, self._length, self._last = [], [], 0, ""
        return _unindented(written) if indented else written.stripped()

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _end(self, style: _Open) -> None:
        start = min(style.start, self._length)
        if start < self._length:
            self._closed.append(Inline(Span(start, self._length), style.style, style.target))


def _unindented(words: Styled) -> Styled:
    """Preformatted words without empty lines at their start and white space at their end."""
    end = len(words.text.rstrip())
    blank = len(words.text) - len(words.text.lstrip())
    return words.cut(min(end, words.text.rfind("\n", 0, blank) + 1), end)
