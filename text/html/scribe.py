"""Pieces being written down from an HTML tree: the block under way, and the containers it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from text.builder import Piece
from text.document import DEEPEST, QUOTED, BlockKind, Style
from text.html.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from text.html.grid import Grid

BULLET = "•"


class Located(NamedTuple):
    """A piece, the element its words begin in, and the ids that lead to it."""

    piece: Piece
    element: Element
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class ItemList:
    """A list being written: the number of its next item, none where items have bullets; the item under way."""

    number: int | None = None
    item: str = ""

    def marker(self, item: Element) -> str:
        """What stands before the item, which is now the one under way."""
        self.item = BULLET
        if self.number is not None:
            number = integer(item.get("value"), self.number)
            self.number = number + 1
            self.item = f"{number}."
        return self.item


@dataclass(slots=True)
class Scribe:
    """What has been written, the containers it has come to (None for a quotation), and the block under way.

    `base` and `here` are what addresses elsewhere, and in the same document, are relative to.
    """

    base: str
    here: str
    element: Element
    found: list[Located] = field(default_factory=list)
    run: Run = field(default_factory=Run)
    containers: list[ItemList | None] = field(default_factory=list)
    marker: str = ""
    heading: int = 0
    preformatted: int = 0
    quotes: int = 0
    grid: Grid | None = None
    cell: Element | None = None
    ids: list[str] = field(default_factory=list)

    def write(self, words: str | None, element: Element) -> None:
        """Write text that stands in an element."""
        if self.run.is_blank:
            self.element = element
        if words and self.preformatted and self.cell is None:
            self.run.write_verbatim(words)
        elif words:
            self.run.write(words)

    def flush(self) -> None:
        """End the block being written; blocks in a table's cell are only parted by a space."""
        if self.cell is not None:
            self.run.write(" ")
            return
        words = self.run.take(indented=bool(self.preformatted))
        if words.text:
            kind, level = self._kind()
            marker, self.marker = self.marker, ""
            inlines = words.inlines
            if kind is BlockKind.CODE:
                inlines = tuple(inline for inline in inlines if inline.style is not Style.CODE)
            self.find([Piece(words.text, kind, level, marker, inlines=inlines)])

    def find(self, pieces: Iterable[Piece]) -> None:
        """Take finished pieces; the ids passed since the last ones lead to the first of them."""
        within = tuple(each.item if each else QUOTED for each in self.containers[:DEEPEST])
        for piece in pieces:
            placed = replace(piece, within=within) if within else piece
            self.found.append(Located(placed, self.element, tuple(self.ids)))
            self.ids.clear()

    def address(self, written: str | None) -> str:
        """An address as it is to be kept."""
        address = (written or "").strip()
        if address.startswith("#"):
            return self.here + address
        if not self.base:
            return address
        try:
            return urljoin(self.base, address)
        except ValueError:  # no address at all, such as "http://["
            return address

    def _kind(self) -> tuple[BlockKind, int]:
        """What a block is here, and its level."""
        if self.preformatted:
            return BlockKind.CODE, 0
        if self.heading:
            return BlockKind.HEADING, self.heading
        if not self.containers:
            return BlockKind.PARAGRAPH, 0
        inner = type(self.containers[-1])
        level = sum(type(container) is inner for container in self.containers)
        return BlockKind.LIST_ITEM if inner is ItemList else BlockKind.QUOTATION, level


def integer(written: str | None, otherwise: int) -> int:
    """A whole number of nine digits at most, or `otherwise`."""
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else otherwise
