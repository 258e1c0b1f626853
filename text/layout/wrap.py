"""Setting text in rows of terminal cells.

Rows are spans of the text, so nothing is copied and every coordinate stays a code point. Breaks
follow the simple part of Unicode Standard Annex 14: at white space, after hyphens and dashes
between words, at zero-width spaces, and between CJK characters but for the punctuation that may
not close or open a row. Scores and spans of years stay whole, and so do addresses that fit a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from text.document import Span
from text.graphemes import clusters, is_narrow
from text.layout import tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_CJK = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NEVER_LAST = r"（〔［｛〈《「『【〖〘｢“‘(\[{"
_NEVER_FIRST = (
    r"、。，．：；！？）〕］｝〉》」』】〗〙｣”’)\]}…‥・ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?%％"
)

_DASH = re.compile("[-‐–—]")
_DASHED = re.compile(
    r"""[-‐–—](?:(?<=[^\W_][-‐–])(?=[^\W_])(?!(?<=\d.)\d)|(?<=[\w”’"'?!,]—)(?=[\w“‘"']))""",
)
_ADDRESS = re.compile(r"\S{0,16}?(?:://|www\.)")
# A string, which `re` compiles when first used: 3 ms that Latin text need not pay.
_INSIDE = f"(?<=\u200b)|(?:(?<=[{_CJK}])|(?=[{_CJK}]))(?<![{_NEVER_LAST}])(?![{_NEVER_FIRST}])"


def wrap(text: str, span: Span, width: int) -> tuple[Span, ...]:
    """Return the rows of `span`, each at most `width` cells wide.

    A line feed always ends a row, and an empty line is an empty row. White space where a row is
    broken belongs to no row; every other character is in exactly one. A word wider than a row is
    cut between graphemes, and a grapheme wider than a row stands alone. A width below 1 counts as 1.
    Tabs are as wide as `text.layout.tabs` has them painted.
    """
    width = max(1, width)
    if len(span) <= width and is_narrow(text, span):
        return (Span(span.start, span.start + len(span.of(text).rstrip(" "))),)
    rows: list[Span] = []
    for line in _lines(text, span):
        before = len(rows)
        rows.extend(_ruler(text, line, len(tabs.ELSEWHERE)).rows(width))
        if len(rows) == before:
            rows.append(Span(line.start, line.start))
    return tuple(rows)


def wrap_code(text: str, span: Span, width: int) -> tuple[Span, ...]:
    """Return the lines of `span`, word for word, cut hard at `width` cells."""
    rows: list[Span] = []
    for line in _lines(text, span):
        ruler = _ruler(text, line, len(tabs.IN_CODE))
        start = line.start
        while (end := ruler.fit(start, max(1, width))) < line.end:
            rows.append(Span(start, end))
            start = end
        rows.append(Span(start, line.end))
    return tuple(rows)


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while (end := text.find("\n", start, span.end)) >= 0:
        yield Span(start, end)
        start = end + 1
    yield Span(start, max(start, span.end))


class _Ruler(Protocol):
    """Measures one line."""

    def fit(self, start: int, room: int) -> int:
        """Return where `room` cells from `start` end: past one grapheme at least."""

    def rows(self, width: int) -> Iterator[Span]:
        """Return the rows of the line; none where it is all white space.

        Each ends before the last white space that leaves it within `width` cells, or where a word
        may be broken or else has to be cut.
        """


def _ruler(text: str, line: Span, tab: int) -> _Ruler:
    return _Narrow(text, line) if is_narrow(text, line) else _Wide(text, line, tab)


class _Narrow:
    """A line whose every character is a grapheme of one cell, and whose one white space is " "."""

    def __init__(self, text: str, line: Span) -> None:
        self._text = text
        self._start, self._end = line.start, line.end

    def fit(self, start: int, room: int) -> int:
        return min(start + room, self._end)

    def rows(self, width: int) -> Iterator[Span]:
        text, start, end = self._text, self._start, self._end
        while (fit := start + width) < end:
            space = text.rfind(" ", start, fit + 1)
            word = max(start, space + 1)
            whole = word > start and _ADDRESS.match(text, word)
            if not whole and _DASH.search(text, word, fit) and (dash := self._last_dash(word, fit)):
                stop = after = dash
            elif space < 0:
                stop = after = fit
            else:
                stop, after = space, space + 1
                while stop > start and text[stop - 1] == " ":
                    stop -= 1
                while after < end and text[after] == " ":
                    after += 1
            if stop > start:
                yield Span(start, stop)
            start = after
        stop = start + len(text[start:end].rstrip(" "))
        if stop > start:
            yield Span(start, stop)

    def _last_dash(self, start: int, fit: int) -> int:
        """Return the end of the last dash from `start` on that a row may end with; 0 when there is none."""
        ends = (match.end() for match in _DASHED.finditer(self._text, start, fit + 1))
        return max((end for end in ends if end <= fit), default=0)


class _Wide:
    """Any line, measured grapheme by grapheme."""

    def __init__(self, text: str, line: Span, tab: int) -> None:
        self._inside = re.compile(_INSIDE)
        self._text = text
        graphemes = list(clusters(text, line, tab))
        self._bounds = [line.start, *(end for _, end, _ in graphemes)]
        self._cells = list(accumulate((width for _, _, width in graphemes), initial=0))

    def fit(self, start: int, room: int) -> int:
        first = bisect_left(self._bounds, start)
        last = bisect_right(self._cells, self._cells[first] + room) - 1
        return self._bounds[max(last, first + 1)]

    def rows(self, width: int) -> Iterator[Span]:
        start = self._bounds[0]
        while start < self._bounds[-1]:
            end, after = self._row(start, width)
            if end > start:
                yield Span(start, end)
            start = after

    def _row(self, start: int, room: int) -> tuple[int, int]:
        """Return where the row from `start` ends, and where the next one begins."""
        first = bisect_left(self._bounds, start)
        fit = self.fit(start, room)
        last = bisect_left(self._bounds, fit)
        if fit == self._bounds[-1]:
            return self._bounds[self._before_spaces(first, last)], fit
        for index in range(last, first - 1, -1):
            offset = self._bounds[index]
            if self._is_space(index):
                before, after = self._before_spaces(first, index), self._after_spaces(index)
                return self._bounds[before], self._bounds[after]
            if offset > start and self._may_break(start, offset):
                return offset, offset
        return fit, fit

    def _may_break(self, start: int, offset: int) -> bool:
        """Whether the row from `start` may end at `offset`, inside a word."""
        if self._inside.match(self._text, offset):
            return True
        word = self._text.rfind(" ", start, offset) + 1
        whole = word > start and _ADDRESS.match(self._text, word)
        return not whole and _DASHED.match(self._text, offset - 1) is not None

    def _is_space(self, index: int) -> bool:
        start, end = self._bounds[index : index + 2]
        return end - start == 1 and self._text[start] in _SPACES

    def _before_spaces(self, first: int, index: int) -> int:
        while index > first and self._is_space(index - 1):
            index -= 1
        return index

    def _after_spaces(self, index: int) -> int:
        while index < len(self._bounds) - 1 and self._is_space(index):
            index += 1
        return index
