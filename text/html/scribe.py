"""Pieces being written down from an HTML tree: the block under way, and the containers it stands in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from text.builder import Piece
from text.document import DEEPEST, QUOTED, BlockKind, Style
from text.html.run import Run
from text.markers import BULLET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from text.html.grid import Grid


class Located(NamedTuple):
    """A piece, the element its words begin in, the ids that lead to it, and whether it is in a menu."""

    piece: Piece
    element: Element | None = None
    ids: tuple[str, ...] = ()
    in_menu: bool = False


@dataclass(slots=True)
class Container:
    """A list or quotation being written, and how deep it stands in others of its kind (1 is outermost).

    `name` is the marker of the list's item under way, or `>` for a quotation; `number` is that of the
    next item, none where items have bullets.
    """

    kind: BlockKind
    level: int
    name: str = ""
    number: int | None = None

    def marker(self, item: Element) -> str:
        """What stands before the item, which is now the one under way."""
        self.name = BULLET
        if self.number is not None:
            number = integer(item.get("value"), self.number)
            self.number = number + 1
            self.name = f"{number}."
        return self.name


@dataclass(slots=True)
class Scribe:
    """What has been written, the containers it has come to, and the block under way.

    `base` and `here` are what addresses elsewhere, and in the same document, are relative to; `menu` is
    the outermost menu of any kind that the walk is in, and `navs` how many `nav` elements. `raised`
    holds what closes the superscripts the walk is in. `block` names the
    block begun last: the items of a loose list are paragraphs.
    """

    base: str
    here: str
    element: Element
    found: list[Located] = field(default_factory=list)
    run: Run = field(default_factory=Run)
    containers: list[Container] = field(default_factory=list)
    depths: Counter[BlockKind] = field(default_factory=Counter)
    menu: Element | None = None
    navs: int = 0
    in_menu: bool = False
    block: str = ""
    marker: str = ""
    heading: int = 0
    preformatted: int = 0
    quotes: int = 0
    grid: Grid | None = None
    cell: Element | None = None
    raised: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    @property
    def within(self) -> tuple[str, ...]:
        """The names of the containers the walk is in, outermost first."""
        return tuple(each.name for each in self.containers[:DEEPEST]) if self.containers else ()

    def write(self, words: str | None, element: Element) -> None:
        """Write text that stands in an element."""
        if self.run.is_blank:
            self.element, self.in_menu = element, self.menu is not None
        if words and self.preformatted and self.cell is None:
            self.run.write_verbatim(words)
        elif words:
            self.run.write(words)

    def flush(self) -> None:
        """End the block being written; blocks in a table's cell are only parted by a space."""
        if self.cell is not None:
            self.run.write(" ")
            return
        if self.run.is_blank:
            return
        words = self.run.take(indented=bool(self.preformatted))
        if words.text:
            kind, level = self._kind()
            marker, self.marker = self.marker, ""
            inlines = words.inlines
            if kind is BlockKind.CODE:
                inlines = tuple(inline for inline in inlines if inline.style is not Style.CODE)
            apart = bool(marker) and self.block == "p"
            self.find(
                Piece(words.text, kind, level, marker, inlines=inlines, apart=apart, within=self.within)
            )

    def find_all(self, pieces: Iterable[Piece]) -> None:
        """Take finished pieces that stand where the walk is."""
        for piece in pieces:
            self.find(replace(piece, within=self.within))

    def find(self, piece: Piece) -> None:
        """Take a finished piece; the ids passed since the last one lead to it."""
        ids, self.ids = (tuple(self.ids), []) if self.ids else ((), self.ids)
        self.found.append(Located(piece, self.element, ids, self.in_menu))

    def end_ids(self) -> None:
        """Let the ids that nothing follows lead to the last piece."""
        if self.ids and self.found:
            self.found[-1] = self.found[-1]._replace(ids=(*self.found[-1].ids, *self.ids))

    def begin_list(self, number: int | None = None) -> None:
        """Begin a list, numbered from `number` on if it is given."""
        self._begin(Container(BlockKind.LIST_ITEM, self.depths[BlockKind.LIST_ITEM] + 1, number=number))

    def begin_quotation(self) -> None:
        """Begin a quotation."""
        self._begin(Container(BlockKind.QUOTATION, self.depths[BlockKind.QUOTATION] + 1, QUOTED))

    def end(self) -> None:
        """End the innermost list or quotation."""
        self.depths[self.containers.pop().kind] -= 1

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
        return self.containers[-1].kind, self.containers[-1].level

    def _begin(self, container: Container) -> None:
        self.depths[container.kind] += 1
        self.containers.append(container)


def integer(written: str | None, otherwise: int) -> int:
    """A whole number of nine digits at most, or `otherwise`."""
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else otherwise
