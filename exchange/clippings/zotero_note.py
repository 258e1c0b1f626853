"""Notes of Zotero's: pages of HTML, in which the annotations they were made from are marked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from exchange.clippings.place import place
from exchange.clippings.record import inner, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from exchange.clippings.clipping import Clipping
    from exchange.json import Json

_QUOTES = "“”\"'‘’«»„ \n"
_BLOCKS = ("p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")


def note_clippings(page: str, blank: Clipping, identity: str) -> Iterator[Clipping]:
    """The highlights in a note, each with what is written after it; one that holds none is a note itself.

    blank: the clipping with what is known of the note's item.
    """
    from exchange import lenient  # noqa: PLC0415 - lxml's HTML is heavy, and few files have notes

    root = lenient.parse(page) if page.strip() else None
    if root is None:
        return
    marks = root.xpath("//*[@data-annotation and contains(concat(' ', @class, ' '), ' highlight ')]")
    if not marks:
        yield replace(blank, note=_plain(root), origin=f"zotero:{identity}" if identity else "")
    for mark in marks:
        yield _highlight(mark, blank)


def _highlight(mark: HtmlElement, blank: Clipping) -> Clipping:
    told = _told(mark.get("data-annotation", ""))
    key, page = (
        text(told, "annotationKey"),
        text(told, "pageLabel") or text(inner(told, "citationItem"), "locator"),
    )
    return replace(
        blank,
        words=str(mark.text_content()).strip(_QUOTES),
        note=_after(mark),
        colour=text(told, "color"),
        place=place(page=page),
        origin=f"zotero:{key}" if key else "",
    )


def _told(attribute: str) -> dict[str, Json]:
    """What a note keeps of an annotation; nothing where that is damaged."""
    try:
        return mapping(json.loads(unquote(attribute)))
    except (ValueError, RecursionError):
        return {}


def _after(mark: HtmlElement) -> str:
    """What the paragraph says after a highlight and its citation, until the next highlight."""
    parts = [mark.tail or ""]
    for following in mark.itersiblings():
        classes = (following.get("class") or "").split()
        if "highlight" in classes:
            break
        parts.append("" if "citation" in classes else str(following.text_content()))
        parts.append(following.tail or "")
    return " ".join("".join(parts).split())


def _plain(root: HtmlElement) -> str:
    """The text of a note, its blocks parted by empty lines."""
    blocks = [block for block in root.iter(*_BLOCKS) if next(block.iterdescendants(*_BLOCKS), None) is None]
    said = [" ".join(str(block.text_content()).split()) for block in blocks]
    return "\n\n".join(filter(None, said)) or " ".join(str(root.text_content()).split())
