"""Inline Markdown: plain words, and the styles upon them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text.document import Inline, Span, Style
from text.html import LINE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.STRIKE, "link": Style.LINK}
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")


@dataclass(frozen=True, slots=True)
class Styled:
    """Words and the styles on them, counted from their start."""

    text: str
    inlines: tuple[Inline, ...] = ()

    def cut(self, start: int, end: int) -> Styled:
        """The part between two offsets, with what falls on it of each style."""
        kept = (_clipped(inline, start, end) for inline in self.inlines)
        return Styled(self.text[start:end], tuple(inline for inline in kept if len(inline.span)))

    def stripped(self) -> Styled:
        """The same without white space at the ends."""
        span = Span(0, len(self.text)).trimmed(self.text)
        return self if len(span) == len(self.text) else self.cut(span.start, span.end)


def _clipped(inline: Inline, start: int, end: int) -> Inline:
    first = min(max(inline.span.start, start), end)
    last = min(max(inline.span.end, first), end)
    return replace(inline, span=Span(first - start, last - start))


def joined(parts: Sequence[Styled], separator: str) -> Styled:
    """The parts as one, with `separator` between them."""
    inlines: list[Inline] = []
    offset = 0
    for part in parts:
        inlines += (moved(inline, offset) for inline in part.inlines)
        offset += len(part.text) + len(separator)
    return Styled(separator.join(part.text for part in parts), tuple(inlines))


def moved(inline: Inline, offset: int) -> Inline:
    """The same style, `offset` code points further on."""
    return replace(inline, span=Span(inline.span.start + offset, inline.span.end + offset))


def styled(tokens: Iterable[Token]) -> Styled:
    """The words of inline tokens: a soft break is a space, a hard one a line feed, an image what it says."""
    writer = _Writer()
    for token in tokens:
        writer.write(token)
    return writer.styled().stripped()


class _Writer:
    """Words as they come, the styles open on them, and the styles closed."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[int, str]] = []
        self._inlines: list[Inline] = []

    def styled(self) -> Styled:
        """All that was written; an outer style stands before those inside it."""
        order = sorted(self._inlines, key=lambda inline: (inline.span.start, -inline.span.end))
        return Styled("".join(self._parts), tuple(order))

    def write(self, token: Token) -> None:
        """Takes one token; what it does not know it takes as words."""
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _STYLES:
            self._style(_STYLES[name], token)
        elif token.type == "softbreak":
            self._put(" ")
        elif token.type == "hardbreak":
            self._put("\n")
        elif token.type == "html_inline":
            self._put("\n" if LINE_BREAK.match(token.content) else "")
        elif token.type == "image":
            self._put_as(styled(token.children or ()).text, Style.IMAGE, str(token.attrs.get("src", "")))
        elif token.type == "code_inline":
            self._put_as(_SPACES.sub(" ", token.content), Style.CODE)
        else:
            self._put(_SPACES.sub(" ", token.content))

    def _put(self, text: str) -> None:
        if self._parts and self._parts[-1] == "\n":
            text = text.lstrip(" ")
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _put_as(self, text: str, style: Style, target: str = "") -> None:
        start = self._length
        self._put(text)
        self._close(start, style, target)

    def _style(self, style: Style, token: Token) -> None:
        if token.nesting > 0:
            self._open.append((self._length, str(token.attrs.get("href", ""))))
        elif self._open:
            start, target = self._open.pop()
            self._close(start, style, target)

    def _close(self, start: int, style: Style, target: str) -> None:
        if start < self._length:
            self._inlines.append(Inline(Span(start, self._length), style, target))
