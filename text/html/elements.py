"""What the elements of HTML are to a reader (HTML Living Standard, 15: the suggested rendering)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from text.document import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_BLOCK_NAMES = (
    "address article aside blockquote body canvas caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu"
    " nav ol optgroup option p pre search section summary table tbody td text tfoot th thead title tr ul"
    " video"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin and end a line (SVG's `text` among them)."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})
CELLS = frozenset({"td", "th"})

STYLES: dict[str, Style] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Style.EMPHASIS),
    **dict.fromkeys(("strong", "b"), Style.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Style.CODE),
    **dict.fromkeys(("s", "del", "strike"), Style.STRIKE),
}

_UNSEEN_NAMES = "head script style template title desc metadata defs annotation annotation-xml select"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_HIDING = re.compile(r"(display\s*:\s*none|visibility\s*:\s*(hidden|collapse))", re.IGNORECASE)
_STRUCTURE = frozenset({"table", "pre", "blockquote", "hr", "form", "ul", "ol", "dl", *HEADINGS})
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)
_LETTERS = {"left": "l", "right": "r", "center": "c"}


def name(element: Element) -> str:
    """The element's name without its namespace, in small letters; empty for a comment or the like."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(1000)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def is_unseen(kind: str, said: Mapping[str, str]) -> bool:
    """Whether no browser shows an element of that name and attributes, and what is in it."""
    if kind in _UNSEEN or not said:
        return kind in _UNSEEN
    hidden = said.get("hidden", "until-found") != "until-found"
    return hidden or _HIDING.search(said.get("style", "")) is not None


def is_grid(table: Element) -> bool:
    """Whether a table sets data in rows of two cells at least, rather than lays out a page."""
    if table.get("role") in {"presentation", "none"}:
        return False
    cells: dict[Element | None, int] = {}
    for element in table.iterdescendants():
        kind = name(element)
        if kind in _STRUCTURE:
            return False
        if kind in CELLS:
            row = element.getparent()
            cells[row] = cells.get(row, 0) + 1
    return max(cells.values(), default=0) > 1


def alignment(cell: Element) -> str:
    """How a table's cell is aligned: `l`, `c`, `r`, or `-` where nothing is said."""
    styled = _ALIGN.search(cell.get("style", ""))
    return _LETTERS.get((styled[1] if styled else cell.get("align", "")).lower(), "-")
