"""HTML inside Markdown: tags and comments go, the words they stood around stay."""

from __future__ import annotations

import html
import re

from text.builder import Piece
from text.document import BlockKind
from text.html.elements import BLOCKS, HEADINGS
from text.html.tags import TAG, attribute, named
from text.inline import Styled, Writer, collapsed, table_row, write_tag
from text.markers import BULLET

_OTHER = re.compile(r"<[?!][^<>]*>")
_UNSEEN = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.IGNORECASE)
_RAISES = re.compile(r"<sup\b", re.IGNORECASE)
_AHEAD = 200
"""How many code points are looked at for the end of a superscript."""

_BLANK = re.compile(r"\n[ \t]*\n")
_DEEPEST = 50
"""Lists nested deeper are set no further in."""


def pieces(source: str) -> list[Piece]:
    """The blocks of words in a piece of HTML, entities decoded, none of them empty.

    Headings, list items, table rows and `pre` keep their kinds; all else is paragraphs.
    """
    source = bare(source)
    reader = _Reader()
    end = 0
    for tag in TAG.finditer(source):
        reader.words(html.unescape(source[end : tag.start()]))
        reader.tag(tag[0], source[tag.end() : tag.end() + _AHEAD] if _RAISES.match(tag[0]) else "")
        end = tag.end()
    reader.words(html.unescape(source[end:]))
    reader.flush()
    return reader.pieces


def bare(source: str) -> str:
    """The source without its comments, declarations, scripts and styles; ones never closed hide nothing."""
    return _OTHER.sub("", _without_scripts(_without_comments(source)))


class _Reader:
    """Pieces as they are closed, and the one being written."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._writer = Writer()
        self._cells: list[Styled] | None = None
        self._in_cell = False
        self._are_headers: list[bool] = []
        self._opens_table = False
        self._rows = 0
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._marker = ""
        self._lists: list[int] = []

    def words(self, text: str) -> None:
        """Takes words; a blank line parts them."""
        if self._kind is BlockKind.CODE:
            self._writer.verbatim(text)
            return
        for index, part in enumerate(_BLANK.split(text)):
            if index:
                self._break()
            self._writer.words(collapsed(part))

    def tag(self, tag: str, ahead: str = "") -> None:
        """Takes a tag; for a superscript, what follows it too."""
        name, closing = named(tag)
        if self._kind is BlockKind.CODE and name != "pre":
            self._writer.verbatim("\n" if name == "br" else "")
            return
        if name in ("tr", "table") or (name in ("td", "th") and self._cells is not None):
            self._table(name, closing=closing)
        elif name not in BLOCKS:
            write_tag(self._writer, tag, ahead)
        else:
            self._break()
            self._enter(name, tag, closing=closing)

    def flush(self) -> None:
        """Ends the piece being written, a table row with it."""
        if self._cells is not None:
            self._end_row()
        words = self._writer.code() if self._kind is BlockKind.CODE else self._writer.styled()
        if words.text:
            self.pieces.append(
                Piece(words.text, self._kind, self._level, self._marker, inlines=words.inlines)
            )
            self._marker = ""
        self._writer = Writer()

    def _break(self) -> None:
        """A new paragraph, or a new line inside a cell."""
        if self._cells is None:
            self.flush()
        else:
            self._writer.put("\n")

    def _enter(self, name: str, tag: str, *, closing: bool) -> None:
        """Sets what the next piece is, by the block tag before it."""
        if name in ("ul", "ol"):
            self._list(tag, name, closing=closing)
        elif name == "li" and self._lists and not closing:
            self._marker = self._numbered()
        kind = BlockKind.LIST_ITEM if self._lists else BlockKind.PARAGRAPH
        level = min(len(self._lists), _DEEPEST)
        if name in HEADINGS and not closing and self._cells is None:
            kind, level = BlockKind.HEADING, HEADINGS[name]
        elif name == "pre" and not closing and self._cells is None:
            kind, level = BlockKind.CODE, 0
        self._kind, self._level = kind, level

    def _list(self, tag: str, name: str, *, closing: bool) -> None:
        if not closing:
            first = attribute(tag, "start") or "1"
            self._lists.append(int(first) if name == "ol" and first.isdecimal() else 1 if name == "ol" else 0)
        elif self._lists:
            self._lists.pop()

    def _numbered(self) -> str:
        number = self._lists[-1]
        self._lists[-1] += bool(number)
        return f"{number}." if number else BULLET

    def _table(self, name: str, *, closing: bool) -> None:
        if name == "tr" and not closing:
            self.flush()
            self._cells = []
        elif name in ("tr", "table"):
            self.flush()
            if name == "table":
                self._rows, self._opens_table = 0, not closing
        else:
            self._end_cell()
            self._in_cell = not closing
            if not closing:
                self._are_headers.append(name == "th")

    def _end_row(self) -> None:
        self._end_cell()
        row = table_row(self._cells or ())
        if row.text.strip():
            heads = not self._rows and bool(self._are_headers) and all(self._are_headers)
            apart = heads or self._opens_table
            self.pieces.append(
                Piece(row.text, BlockKind.TABLE_ROW, int(heads), inlines=row.inlines, apart=apart)
            )
            self._rows, self._opens_table = self._rows + 1, False
        self._cells, self._are_headers = None, []

    def _end_cell(self) -> None:
        """Ends the cell being written, or makes one of words that are in none."""
        words = self._writer.styled()
        self._writer = Writer()
        if self._cells is not None and (self._in_cell or words.text):
            self._cells.append(words)
        self._in_cell = False


def _without_comments(source: str) -> str:
    """The source without its comments; one that is never closed hides nothing."""
    head, *rest = source.split("<!--")
    parts = [head]
    for chunk in rest:
        comment, closing, after = chunk.partition("-->")
        parts.append(after if closing else comment)
    return "".join(parts)


def _without_scripts(source: str) -> str:
    """The source without what stands between script and style tags; one never closed hides nothing."""
    parts: list[str] = []
    start, name = 0, ""
    for tag in _UNSEEN.finditer(source):
        if not name and not tag[1]:
            parts.append(source[start : tag.start()])
            start, name = tag.end(), tag[2].lower()
        elif tag[1] and tag[2].lower() == name:
            start, name = tag.end(), ""
    return "".join([*parts, source[start:]])
