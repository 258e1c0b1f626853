"""An HTML tree to pieces: every word a browser would show, as the block it stands in.

The walk never recurses, so that no depth of nesting can stop it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from text.builder import Piece
from text.document import BlockKind, Style
from text.html import raised
from text.html.elements import (
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
from text.html.grid import Cell, Grid
from text.html.scribe import Located, Scribe, integer
from text.markers import BULLET, TICKED, UNTICKED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

_QUOTES = "“‘", "”’"
_HREFS = ("href", "xlink:href", "{http://www.w3.org/1999/xlink}href")
_MENUS = frozenset({"nav", "footer", "menu", "form"})
_MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
"""What leads elsewhere, or asks for something."""

_SPECKS = frozenset({"0", "1"})
"""The width or height of an image that only counts visitors."""


def walk(root: Element, base: str = "", here: str = "") -> list[Located]:
    """The pieces of all that is shown under `root`.

    Relative addresses are resolved against `base`; those of places in the same document (`#…`) only
    get `here` before them.
    """
    scribe = Scribe(base, here, root)
    steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    unseen: Element | None = None
    for event, element in steps:
        if event == "start":
            kind, said = name(element), dict(element.items())
            if is_unseen(kind, said):
                unseen = element
                steps.skip_subtree()
            else:
                _enter(scribe, element, kind, said)
        else:
            if event == "end" and element is not unseen:
                _leave(scribe, element)
            parent = element.getparent()
            if element is not root and parent is not None:
                scribe.write(element.tail, parent)
    scribe.flush()
    scribe.end_ids()
    return scribe.found


def _enter(scribe: Scribe, element: Element, kind: str, said: Mapping[str, str]) -> None:
    """Begins an element of that name and attributes, and writes the text before its first child."""
    if kind in BLOCKS:
        scribe.flush()
        scribe.block = kind
    if scribe.menu is None and (kind in _MENUS or said.get("role") in _MENU_ROLES):
        scribe.menu = element
    if said:
        scribe.ids += filter(None, (said.get("id"), said.get("name") if kind == "a" else None))
    if kind in STYLES:
        scribe.run.open(STYLES[kind])
    elif kind in _ENTRANCES:
        _ENTRANCES[kind](scribe, element)
    scribe.write(element.text, element)


def _leave(scribe: Scribe, element: Element) -> None:
    """Ends an element."""
    kind = name(element)
    if kind in BLOCKS:
        scribe.flush()
    if kind in STYLES:
        scribe.run.close(STYLES[kind])
    elif kind in _EXITS:
        _EXITS[kind](scribe, element)
    if scribe.menu is element:
        scribe.menu = None


def _enter_nav(scribe: Scribe, _: Element) -> None:
    scribe.navs += 1


def _leave_nav(scribe: Scribe, _: Element) -> None:
    scribe.navs -= 1


def _enter_list(scribe: Scribe, element: Element) -> None:
    numbered = name(element) == "ol" and not scribe.navs
    scribe.begin_list(integer(element.get("start"), 1) if numbered else None)


def _enter_item(scribe: Scribe, element: Element) -> None:
    inner = scribe.containers[-1] if scribe.containers else None
    is_item = inner is not None and inner.kind is BlockKind.LIST_ITEM
    scribe.marker = inner.marker(element) if inner and is_item else ""


def _leave_item(scribe: Scribe, _: Element) -> None:
    scribe.marker = ""


def _enter_definition(scribe: Scribe, _: Element) -> None:
    scribe.begin_list()


def _enter_quotation(scribe: Scribe, _: Element) -> None:
    scribe.begin_quotation()


def _leave_container(scribe: Scribe, _: Element) -> None:
    scribe.end()


def _enter_heading(scribe: Scribe, element: Element) -> None:
    scribe.heading = HEADINGS[name(element)]


def _leave_heading(scribe: Scribe, _: Element) -> None:
    scribe.heading = 0


def _enter_preformatted(scribe: Scribe, _: Element) -> None:
    scribe.preformatted += 1


def _leave_preformatted(scribe: Scribe, _: Element) -> None:
    scribe.preformatted -= 1


def _enter_link(scribe: Scribe, element: Element) -> None:
    if element.get("href"):
        scribe.run.open(Style.LINK, scribe.address(element.get("href")))


def _leave_link(scribe: Scribe, element: Element) -> None:
    if element.get("href"):
        scribe.run.close(Style.LINK)


def _enter_quote(scribe: Scribe, _: Element) -> None:
    scribe.run.write(_QUOTES[0][scribe.quotes % 2])
    scribe.quotes += 1


def _leave_quote(scribe: Scribe, _: Element) -> None:
    scribe.quotes -= 1
    scribe.run.write(_QUOTES[1][scribe.quotes % 2])


def _break(scribe: Scribe, _: Element) -> None:
    """A line feed; a second one ends the paragraph. Headings and cells are of one line."""
    if scribe.heading or scribe.cell is not None:
        scribe.run.write(" ")
    elif scribe.preformatted:
        scribe.run.write_verbatim("\n")
    elif scribe.run.ends_line:
        scribe.flush()
    elif not scribe.run.is_blank:
        scribe.run.break_line()


def _rule(scribe: Scribe, _: Element) -> None:
    scribe.find(Piece("", BlockKind.RULE, within=scribe.within))


def _image(scribe: Scribe, element: Element) -> None:
    """What an image says; nothing where it says that it says nothing."""
    said = element.get("alt")
    words = " ".join((said or "").split())
    speck = element.get("width") in _SPECKS or element.get("height") in _SPECKS
    if (said is not None and not words) or element.get("role") in {"presentation", "none"} or speck:
        return
    source = element.get("src") or _linked(element)
    if source.startswith("data:"):  # the image itself, or what stands in for one that comes later
        source = element.get("data-src", "")
    scribe.run.open(Style.IMAGE, scribe.address(source))
    scribe.run.write(f"[image: {words}]" if words else "[image]")
    scribe.run.close(Style.IMAGE)


def _drawn_image(scribe: Scribe, element: Element) -> None:
    """An image within an SVG drawing, as the covers of books often are."""
    if _linked(element):
        _image(scribe, element)


def _linked(element: Element) -> str:
    """The address of a drawn image, by whichever name its parser knows it."""
    return next(filter(None, map(element.get, _HREFS)), "")


def _input(scribe: Scribe, element: Element) -> None:
    """A box to tick makes its list item a task."""
    if element.get("type", "").lower() == "checkbox" and scribe.marker == BULLET and scribe.run.is_blank:
        scribe.marker = UNTICKED if element.get("checked") is None else TICKED


def _enter_table(scribe: Scribe, element: Element) -> None:
    if is_grid(element):
        scribe.grid = Grid()


def _leave_table(scribe: Scribe, _: Element) -> None:
    if scribe.grid is not None:
        scribe.find_all(scribe.grid.pieces())
        scribe.grid = None


def _enter_row(scribe: Scribe, _: Element) -> None:
    if scribe.grid is not None:
        scribe.grid.begin_row()


def _enter_cell(scribe: Scribe, element: Element) -> None:
    if scribe.grid is not None:
        scribe.cell = element


def _leave_cell(scribe: Scribe, element: Element) -> None:
    if scribe.grid is not None and scribe.cell is element:
        scribe.cell = None
        scribe.grid.add(
            Cell(
                words=scribe.run.take(),
                align=alignment(element),
                is_header=name(element) == "th" or _in_head(element),
                columns=integer(element.get("colspan"), 1),
                rows=integer(element.get("rowspan"), 1),
            )
        )


def _in_head(cell: Element) -> bool:
    row = cell.getparent()
    group = row.getparent() if row is not None else None
    return group is not None and name(group) == "thead"


_ENTRANCES: dict[str, Callable[[Scribe, Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _enter_list),
    **dict.fromkeys(HEADINGS, _enter_heading),
    **dict.fromkeys(PREFORMATTED, _enter_preformatted),
    **dict.fromkeys(CELLS, _enter_cell),
    "nav": _enter_nav,
    "li": _enter_item,
    "dd": _enter_definition,
    "blockquote": _enter_quotation,
    **dict.fromkeys(raised.MATH, raised.enter_math),
    "sup": raised.enter,
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
_EXITS: dict[str, Callable[[Scribe, Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir", "dd", "blockquote"), _leave_container),
    **dict.fromkeys(HEADINGS, _leave_heading),
    **dict.fromkeys(PREFORMATTED, _leave_preformatted),
    **dict.fromkeys(CELLS, _leave_cell),
    "nav": _leave_nav,
    "li": _leave_item,
    **dict.fromkeys(raised.MATH, raised.leave_math),
    "sup": raised.leave,
    "a": _leave_link,
    "q": _leave_quote,
    "table": _leave_table,
}
