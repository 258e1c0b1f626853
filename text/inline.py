"""Inline Markdown: plain words, and the styles upon them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from text.document import Inline, Span, Style
from text.html.elements import BLOCKS, STYLES
from text.html.tags import TAG, attribute, named
from text.markdown.autolink import emails
from text.superscripts import around

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.STRIKE, "link": Style.LINK}
_LINKS = ("link", "<a")
_LINK = re.compile(r"<a\b", re.IGNORECASE)
_SUPERSCRIPT_END = re.compile(r"(</sup\s*>)", re.IGNORECASE)
_FEW = 12
"""How many tokens are looked at for the end of a superscript."""

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
        bare = self.text.strip()
        if len(bare) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(bare))


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


def table_row(cells: Sequence[Styled]) -> Styled:
    """The cells of a table row as one, parted by tabs; a line break in a cell is a space."""
    row = joined(cells, "\t")
    return Styled(row.text.replace("\n", " "), row.inlines)


def moved(inline: Inline, offset: int) -> Inline:
    """The same style, `offset` code points further on."""
    span = inline.span
    return Inline(Span(span.start + offset, span.end + offset), inline.style, inline.target)


def collapsed(text: str) -> str:
    """`text` with every run of spaces, tabs and line feeds as one space."""
    bare = "  " not in text and "\t" not in text and "\n" not in text
    return text if bare else _SPACES.sub(" ", text)


def styled(tokens: Iterable[Token]) -> Styled:
    """The words of inline tokens: a soft break is a space, a hard one a line feed, an image what it says."""
    writer = Writer()
    read = list(tokens)
    for index, token in enumerate(read):
        if token.type == "html_inline":
            following = read[index + 1 : index + _FEW] if token.content.lower().startswith("<sup") else ()
            write_tag(writer, token.content, "".join(map(_source, following)))
        else:
            _write(writer, token)
    return writer.styled()


def _source(token: Token) -> str:
    """A token as HTML, as far as a superscript has need of it."""
    return "<a>" if token.type in ("link_open", "footnote") else token.content


def _write(writer: Writer, token: Token) -> None:
    """Writes one token; what it does not know it takes as words."""
    name, _, way = token.type.rpartition("_")
    if token.type == "text":
        writer.words(collapsed(token.content))
    elif name in _STYLES and way == "open":
        writer.open(name, _STYLES[name], str(token.attrs.get("href", "")))
    elif name in _STYLES and way == "close":
        writer.close(name)
    elif token.type == "softbreak":
        writer.space()
    elif token.type == "hardbreak":
        writer.put("\n")
    elif token.type == "image":
        writer.image(styled(token.children or ()).text, str(token.attrs.get("src", "")))
    elif token.type == "code_inline":
        writer.put_as(collapsed(token.content), Style.CODE)
    elif token.type == "footnote":
        writer.put_as(f"[{token.content}]", Style.LINK, f"#fn-{token.content}")
    else:
        writer.words(collapsed(token.content))


def write_tag(writer: Writer, tag: str, ahead: str = "") -> None:
    """Writes what an HTML tag says within a line: a break, a picture, the start or end of a style.

    For a superscript, `ahead` is what follows the tag, beyond the superscript's end.
    """
    name, closing = named(tag)
    if name == "sup":
        writer.lower() if closing else _raise(writer, ahead)
    elif closing and (name in STYLES or name == "a"):
        writer.close(f"<{name}")
    elif name in STYLES:
        writer.open(f"<{name}", STYLES[name])
    elif name == "a":
        address = attribute(tag, "href")
        if address:
            writer.open("<a", Style.LINK, address)
    elif name == "img":
        alternative = attribute(tag, "alt")
        if alternative is None or alternative.strip():
            writer.image(alternative or "", attribute(tag, "src") or "")
    elif name == "br" or name in BLOCKS:
        writer.put("\n")


def _raise(writer: Writer, ahead: str) -> None:
    """Begins a superscript; a link in it is a reference to a note, and one without an end is none."""
    words, end, after = _SUPERSCRIPT_END.split(ahead, 1) if _SUPERSCRIPT_END.search(ahead) else ("", "", "")
    is_note = not end or _LINK.search(words)
    writer.raise_("" if is_note else unescape(TAG.sub("", words)), after)


class Writer:
    """Words as they come, the styles open on them, and the styles closed."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: dict[str, list[tuple[int, Style, str]]] = {}
        self._inlines: list[Inline] = []
        self._raised: list[str] = []

    def styled(self) -> Styled:
        """All that was written; an outer style stands before those inside it."""
        order = sorted(self._inlines, key=lambda inline: (inline.span.start, -inline.span.end))
        return Styled("".join(self._parts), tuple(order)).stripped()

    def code(self) -> Styled:
        """All that was written, as code: bare of styles, its first line's indent kept."""
        return Styled("".join(self._parts).strip("\n").rstrip())

    def verbatim(self, text: str) -> None:
        """Writes text with all its white space."""
        if text:
            self._parts.append(text)
            self._length += len(text)

    def put(self, text: str) -> None:
        """Writes words as they are; neither blank nor break follows a line feed."""
        if not self._parts or self._parts[-1][-1] == "\n":
            text = text.lstrip(" \n")
        self.verbatim(text)

    def space(self) -> None:
        """Writes a space, unless one stands there, or a line feed."""
        if self._parts and self._parts[-1][-1] not in " \n":
            self.verbatim(" ")

    def words(self, text: str) -> None:
        """Writes words, the e-mail addresses among them as links (but inside a link)."""
        if "@" not in text or self._in_link():
            self.put(text)
            return
        done = 0
        for found in emails(text):
            self.put(text[done : found.start()])
            self.put_as(found[0], Style.LINK, f"mailto:{found[0]}")
            done = found.end()
        self.put(text[done:])

    def put_as(self, text: str, style: Style, target: str = "") -> None:
        """Writes words that are all in one style."""
        start = self._length
        self.put(text)
        self._close(start, style, target)

    def image(self, alternative: str, target: str) -> None:
        """Writes a picture as what it says."""
        words = " ".join(alternative.split())
        self.put_as(f"[image: {words}]" if words else "[image]", Style.IMAGE, target)

    def open(self, name: str, style: Style, target: str = "") -> None:
        """Begins a style, under a name of the caller's to end it by."""
        self._open.setdefault(name, []).append((self._length, style, target))

    def close(self, name: str) -> None:
        """Ends the style that was begun last under this name, if there is one."""
        if self._open.get(name):
            self._close(*self._open[name].pop())

    def raise_(self, words: str, after: str) -> None:
        """Begins a superscript of these words, as an exponent where it is one."""
        begun = any(place[0] == self._length for name in _LINKS for place in self._open.get(name, ())[-1:])
        opening, closing = around("" if begun else "".join(self._parts[-1:]), words, after)
        self.put(opening)
        self._raised.append(closing)

    def lower(self) -> None:
        """Ends a superscript, if there is one."""
        if self._raised:
            self.put(self._raised.pop())

    def _in_link(self) -> bool:
        return any(self._open.get(name) for name in _LINKS)

    def _close(self, start: int, style: Style, target: str) -> None:
        if start < self._length:
            self._inlines.append(Inline(Span(start, self._length), style, target))
