"""A run of inline text being written: white space collapsed as browsers do, and the styles on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from text.clean import newlines
from text.document import Inline, Span, Style
from text.inline import Styled

_SPACES = re.compile("[ \t-\r\x85\u2028\u2029]+")


@dataclass(slots=True)
class Run:
    """Words as they come, the styles open on them and the styles closed.

    What is taken out of it is one block's text; a style still open then goes on in the next. Of the
    elements open in one style the innermost counts, so that no nesting multiplies what is on a word.
    """

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _last: str = ""
    _open: dict[Style, list[str]] = field(default_factory=dict)
    _starts: dict[Style, int] = field(default_factory=dict)
    _closed: list[Inline] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written since the last block."""
        return not self._length

    @property
    def last(self) -> str:
        """The sign written last; nothing before the first, and where a link has just begun."""
        begun = self._open.get(Style.LINK) and self._starts.get(Style.LINK, 0) == self._length
        return "" if begun else self._last

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
        targets = self._open.setdefault(style, [])
        if not targets or targets[-1] != target:
            self._turn(style)
        targets.append(target)

    def close(self, style: Style) -> None:
        """End what was begun last in a style."""
        targets = self._open[style]
        if targets[-2:-1] != targets[-1:]:
            self._turn(style)
        targets.pop()

    def take(self, *, indented: bool = False) -> Styled:
        """All that was written since the last time, without the white space at its ends.

        With `indented`, the white space before the first word of the first line stays.
        """
        if self.is_blank:
            return Styled("")
        for style in self._open:
            self._turn(style)
        self._starts.clear()
        self._closed.sort(key=lambda inline: (inline.span.start, -inline.span.end))
        written = Styled("".join(self._parts), tuple(self._closed))
        self._parts, self._closed, self._length, self._last = [], [], 0, ""
        return _unindented(written) if indented else written.stripped()

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _turn(self, style: Style) -> None:
        """End the stretch in a style, if there is one, and begin the next."""
        start = self._starts.get(style, 0)
        if self._open[style] and start < self._length:
            self._closed.append(Inline(Span(start, self._length), style, self._open[style][-1]))
        self._starts[style] = self._length


def _unindented(words: Styled) -> Styled:
    """Preformatted words without empty lines at their start and white space at their end."""
    end = len(words.text.rstrip())
    blank = len(words.text) - len(words.text.lstrip())
    return words.cut(min(end, words.text.rfind("\n", 0, blank) + 1), end)
