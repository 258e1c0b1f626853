"""An HTML tree to pieces: every word a browser would show, as the block it stands in.

The walk never recurses, so that no depth of nesting can stop it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from text.builder import Piece
from text.document import BlockKind, Style
from text.elements import (
    BLOCKS,
    CELLS,
    HEADINGS,
    PREFORMATTED,
    STYLES,
    alignment,
    is_grid,
    is_unseen,
    name,
)
from text.grid import Cell, Grid
from text.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element

_BULLET = "•"
_QUOTES = "“‘", "”’"
_SPECKS = frozenset({"0", "1"})
"""The width or height of an image that only counts visitors."""


class Located(NamedTuple):
    """A piece, the element its words begin in, and the ids that lead to it."""

    piece: Piece
    element: Element
    ids: tuple[str, ...] = ()


def walk(root: Element, base: str = "", here: str = "") -> list[Located]:
    """The pieces of all that is shown under `root`.

    Relative addresses are resolved against `base`; those of places in the same document (`#…`) only
    get `here` before them.
    """
    walker = _Walker(base, here, root)
    steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    unseen: Element | None = None
    for event, element in steps:
        if event == "start" and is_unseen(element):
            unseen = element
            steps.skip_subtree()
        elif event == "start":
            walker.enter(element)
        else:
            if event == "end" and element is not unseen:
                walker.leave(element)
            parent = element.getparent()
            if element is not root and parent is not None:
                walker.write(element.tail, parent)
    walker.flush()
    return walker.found


@dataclass(slots=True)
class _List:
    """A list the walk is in: the number of its next item, none where items have bullets."""

    number: int | None = None

    def marker(self, item: Element) -> str:
        """What stands before the item."""
        if self.number is None:
            return _BULLET
        number = _integer(item.get("value"), self.number)
        self.number = number + 1
        return f"{number}."


@dataclass(slots=True)
class _Walker:
    """What a walk has found, the containers it is in (None for a quotation), and the block being written."""

    base: str
    here: str
    element: Element
    found: list[Located] = field(default_factory=list)
    run: Run = field(default_factory=Run)
    containers: list[_List | None] = field(default_factory=list)
    marker: str = ""
    heading: int = 0
    preformatted: int = 0
    quotes: int = 0
    grid: Grid | None = None
    cell: Element | None = None
    ids: list[str] = field(default_factory=list)

    def enter(self, element: Element) -> None:
        """Begin an element, and write the text before its first child."""
        kind = name(element)
        if kind in BLOCKS:
            self.flush()
        self.ids += filter(None, (element.get("id"), element.get("name") if kind == "a" else None))
        if kind in STYLES:
            self.run.open(STYLES[kind])
        elif kind in _ENTRANCES:
            _ENTRANCES[kind](self, element)
        self.write(element.text, element)

    def leave(self, element: Element) -> None:
        """End an element."""
        kind = name(element)
        if kind in BLOCKS:
            self.flush()
        if kind in STYLES:
            self.run.close()
        elif kind in _EXITS:
            _EXITS[kind](self, element)

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
        for piece in pieces:
            self.found.append(Located(piece, self.element, tuple(self.ids)))
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
        return BlockKind.LIST_ITEM if inner is _List else BlockKind.QUOTATION, level


def _enter_list(walker: _Walker, element: Element) -> None:
    in_contents = any(name(outer) == "nav" for outer in element.iterancestors())
    numbered = name(element) == "ol" and not in_contents
    walker.containers.append(_List(_integer(element.get("start"), 1) if numbered else None))


def _enter_item(walker: _Walker, element: Element) -> None:
    inner = walker.containers[-1] if walker.containers else None
    walker.marker = inner.marker(element) if inner else ""


def _leave_item(walker: _Walker, _: Element) -> None:
    walker.marker = ""


def _enter_definition(walker: _Walker, _: Element) -> None:
    walker.containers.append(_List())


def _enter_quotation(walker: _Walker, _: Element) -> None:
    walker.containers.append(None)


def _leave_container(walker: _Walker, _: Element) -> None:
    walker.containers.pop()


def _enter_heading(walker: _Walker, element: Element) -> None:
    walker.heading = HEADINGS[name(element)]


def _leave_heading(walker: _Walker, _: Element) -> None:
    walker.heading = 0


def _enter_preformatted(walker: _Walker, _: Element) -> None:
    walker.preformatted += 1


def _leave_preformatted(walker: _Walker, _: Element) -> None:
    walker.preformatted -= 1


def _enter_link(walker: _Walker, element: Element) -> None:
    if element.get("href"):
        walker.run.open(Style.LINK, walker.address(element.get("href")))


def _leave_link(walker: _Walker, element: Element) -> None:
    if element.get("href"):
        walker.run.close()


def _enter_quote(walker: _Walker, _: Element) -> None:
    walker.run.write(_QUOTES[0][walker.quotes % 2])
    walker.quotes += 1


def _leave_quote(walker: _Walker, _: Element) -> None:
    walker.quotes -= 1
    walker.run.write(_QUOTES[1][walker.quotes % 2])


def _break(walker: _Walker, _: Element) -> None:
    """A line feed; a second one ends the paragraph. Headings and cells are of one line."""
    if walker.heading or walker.cell is not None:
        walker.run.write(" ")
    elif walker.preformatted:
        walker.run.write_verbatim("\n")
    elif walker.run.ends_line:
        walker.flush()
    elif not walker.run.is_blank:
        walker.run.break_line()


def _rule(walker: _Walker, _: Element) -> None:
    walker.find([Piece("", BlockKind.RULE)])


def _image(walker: _Walker, element: Element) -> None:
    """What an image says; nothing where it says that it says nothing."""
    said = element.get("alt")
    words = " ".join((said or "").split())
    speck = element.get("width") in _SPECKS or element.get("height") in _SPECKS
    if (said is not None and not words) or element.get("role") in {"presentation", "none"} or speck:
        return
    source = element.get("src") or _linked(element)
    if source.startswith("data:"):  # the image itself, or what stands in for one that comes later
        source = element.get("data-src", "")
    walker.run.open(Style.IMAGE, walker.address(source))
    walker.run.write(f"[image: {words}]" if words else "[image]")
    walker.run.close()


def _drawn_image(walker: _Walker, element: Element) -> None:
    """An image within an SVG drawing, as the covers of books often are."""
    if _linked(element):
        _image(walker, element)


def _linked(element: Element) -> str:
    return element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""


def _input(walker: _Walker, element: Element) -> None:
    """A box to tick makes its list item a task."""
    if element.get("type", "").lower() == "checkbox" and walker.marker == _BULLET and walker.run.is_blank:
        walker.marker = "☐" if element.get("checked") is None else "☑"


def _enter_table(walker: _Walker, element: Element) -> None:
    if is_grid(element):
        walker.grid = Grid()


def _leave_table(walker: _Walker, _: Element) -> None:
    if walker.grid is not None:
        walker.find(walker.grid.pieces())
        walker.grid = None


def _enter_row(walker: _Walker, _: Element) -> None:
    if walker.grid is not None:
        walker.grid.begin_row()


def _enter_cell(walker: _Walker, element: Element) -> None:
    if walker.grid is not None:
        walker.cell = element


def _leave_cell(walker: _Walker, element: Element) -> None:
    if walker.grid is not None and walker.cell is element:
        walker.cell = None
        walker.grid.add(
            Cell(
                words=walker.run.take(),
                align=alignment(element),
                is_header=name(element) == "th" or _in_head(element),
                columns=_integer(element.get("colspan"), 1),
                rows=_integer(element.get("rowspan"), 1),
            )
        )


def _in_head(cell: Element) -> bool:
    row = cell.getparent()
    group = row.getparent() if row is not None else None
    return group is not None and name(group) == "thead"


def _integer(written: str | None, otherwise: int) -> int:
    """A whole number of nine digits at most, or `otherwise`."""
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else otherwise


_ENTRANCES: dict[str, Callable[[_Walker, Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _enter_list),
    **dict.fromkeys(HEADINGS, _enter_heading),
    **dict.fromkeys(PREFORMATTED, _enter_preformatted),
    **dict.fromkeys(CELLS, _enter_cell),
    "li": _enter_item,
    "dd": _enter_definition,
    "blockquote": _enter_quotation,
    "a": _enter_link,
    "q": _enter_quote,
    "br": _break,
    "hr": _rule,
    "img": _image,
    "image": _drawn_image,
    "input": _input,
    "table": _enter_table,
    "tr": _enter_row,
}
_EXITS: dict[str, Callable[[_Walker, Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir", "dd", "blockquote"), _leave_container),
    **dict.fromkeys(HEADINGS, _leave_heading),
    **dict.fromkeys(PREFORMATTED, _leave_preformatted),
    **dict.fromkeys(CELLS, _leave_cell),
    "li": _leave_item,
    "a": _leave_link,
    "q": _leave_quote,
    "table": _leave_table,
}
