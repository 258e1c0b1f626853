"""Markdown's blocks: a source read window by window, so that memory is bounded by the largest block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from text.builder import Piece
from text.document import DEEPEST, QUOTED, BlockKind, containers_of
from text.html import fragment
from text.markdown.parser import blocks
from text.markdown.tables import surplus
from text.markers import BULLET, TICKED, UNTICKED

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence
    from typing import Any

    from markdown_it.token import Token

_WINDOW = 20_000
_GROWTH = 4
"""Lines parsed at a time, and how many times as many where one block is longer, and again."""

_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")
_ALIGNMENTS = {"text-align:left": "l", "text-align:center": "c", "text-align:right": "r"}
_CONTAINERS = {
    "bullet_list": "",
    "ordered_list": "",
    "footnote": "",
    "blockquote": QUOTED,
}
"""What opens a container, and its name in `Block.within`; a list has that of the item entered last."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A block whose words are still Markdown, in one source or, in a table row, in one a cell.

    `within` and `apart` are those of its `Piece`.
    """

    sources: tuple[str, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    within: tuple[str, ...] = ()
    apart: bool = False


def drafts(source: str, env: MutableMapping[str, Any], window: int = _WINDOW) -> Iterator[Draft | Piece]:
    """The blocks of a Markdown source, in order; `env` learns all the references and footnotes it defines.

    The same whatever the window, in lines: all top-level blocks of a window but the last are certain
    (nothing that follows can change them), and the next window starts where they end.
    """
    lines = source.split("\n")
    start, size = 0, window
    while start < len(lines):
        size = size if start + 2 * size < len(lines) else len(lines)
        part = lines[start : start + size]
        tokens = blocks("\n".join(part), env)
        count, end = len(tokens), len(part)
        if start + size < len(lines):
            count, end = _certain(tokens)
        if not end:
            size *= _GROWTH
            continue
        yield from _Walk().drafts(tokens[:count])
        start, size = start + end, window


def _certain(tokens: Sequence[Token]) -> tuple[int, int]:
    """How many of the tokens come before the last top-level block, and the line the one before it ends on."""
    tops = [index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    if len(tops) < 2:
        return 0, 0
    lines = tokens[tops[-2]].map
    return tops[-1], lines[1] if lines else 0


@dataclass(slots=True)
class _Walk:
    """A walk over block tokens: the containers it stands in, and the marker of the item it has entered."""

    containers: list[str] = field(default_factory=list)
    marker: str = ""
    is_loose: bool = False
    heading: int = 0
    cells: list[str] | None = None
    surplus: Sequence[str] = ()
    alignments: str = ""
    is_header: bool = False

    def drafts(self, tokens: Sequence[Token]) -> Iterator[Draft | Piece]:
        """The blocks of the tokens, in order."""
        for token in tokens:
            if token.type == "inline":
                yield from self._words(token.content)
            elif token.type in ("fence", "code_block"):
                words = token.content.removesuffix("\n")
                yield Piece(words, BlockKind.CODE, marker=self._taken(), within=self._within)
            elif token.type == "html_block":
                yield from self._html(token.content)
            elif token.type == "hr":
                yield Piece("", BlockKind.RULE, within=self._within)
            elif token.type == "tr_close":
                yield from self._row()
            else:
                self._step(token)

    def _step(self, token: Token) -> None:
        """Enters or leaves a container."""
        name, _, way = token.type.rpartition("_")
        if name in _CONTAINERS:
            self.containers.append(_CONTAINERS[name]) if way == "open" else self.containers.pop()
        if name in ("list_item", "footnote"):
            self.marker = _marker(token) if way == "open" else ""
            if self.marker:
                self.containers[-1] = self.marker
        elif name == "paragraph":
            self.is_loose = not token.hidden
        elif name == "heading":
            self.heading = int(token.tag[1:]) if way == "open" else 0
        elif name == "thead":
            self.is_header = way == "open"
            self.alignments = "" if way == "open" else self.alignments
        elif name == "th" and way == "open":
            self.alignments += _ALIGNMENTS.get(str(token.attrs.get("style")), "-")
        elif name == "tr":
            self.cells, self.surplus = [], surplus(token)

    def _words(self, source: str) -> Iterator[Draft]:
        if self.cells is not None:
            self.cells.append(source)
        elif self.heading:
            yield Draft((source,), BlockKind.HEADING, self.heading, self._taken(), self._within)
        else:
            kind, level = self._place()
            source, marker = self._without_task(source), self._taken()
            yield Draft((source,), kind, level, marker, self._within, apart=self.is_loose and bool(marker))

    def _html(self, source: str) -> Iterator[Piece]:
        """The pieces of a block of HTML; its paragraphs are what they are in the innermost container."""
        for piece in fragment.pieces(source):
            if piece.kind is BlockKind.PARAGRAPH:
                kind, level = self._place()
                yield replace(piece, kind=kind, level=level, marker=self._taken(), within=self._within)
            else:
                own = containers_of(piece.kind, piece.level, piece.marker)
                yield replace(piece, within=self._within + own)

    def _place(self) -> tuple[BlockKind, int]:
        """The kind and level of a paragraph in the innermost container."""
        if not self.containers:
            return BlockKind.PARAGRAPH, 0
        if self._is_quoted:
            return BlockKind.QUOTATION, len(self.containers) - self._items
        return BlockKind.LIST_ITEM, self._items

    @property
    def _items(self) -> int:
        """How many of the containers are items."""
        return len(self.containers) - self.containers.count(QUOTED)

    @property
    def _is_quoted(self) -> bool:
        """Whether the innermost container is a quotation."""
        return self.containers[-1:] == [QUOTED]

    @property
    def _within(self) -> tuple[str, ...]:
        return tuple(self.containers[:DEEPEST])

    def _without_task(self, source: str) -> str:
        """The source without its task box, which becomes the marker, if it is an item's first paragraph."""
        task = _TASK.match(source) if self.marker and not self._is_quoted else None
        if not task:
            return source
        self.marker = UNTICKED if task[1] == " " else TICKED
        return source[task.end() :]

    def _taken(self) -> str:
        """The marker of the item entered, for the first block in it only."""
        marker, self.marker = self.marker, ""
        return marker

    def _row(self) -> Iterator[Draft | Piece]:
        """A table's row; before one that begins an item, its marker alone: a row's says the alignments."""
        if marker := self._taken():
            yield Piece("", BlockKind.LIST_ITEM, self._items, marker, within=self._within)
        sources = (*(self.cells or ()), *self.surplus)
        self.cells = None
        yield Draft(sources, BlockKind.TABLE_ROW, int(self.is_header), self.alignments, self._within)


def _marker(token: Token) -> str:
    """What stands before a list item or a footnote."""
    if token.type == "footnote_open":
        return f"[{token.info}]"
    return f"{token.info}{token.markup}" if token.info else BULLET
