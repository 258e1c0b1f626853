"""Notes of Zotero's: pages of HTML, in which the annotations they were made from are marked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.csl import known
from exchange.clippings.hypertext import said
from exchange.clippings.place import place
from exchange.clippings.record import gather, inner, listed, mapping, offset, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from exchange.json import Json

FORMAT = "Zotero note"

_QUOTES = "“”\"'‘’«»„ \n"
_SAMPLE = 200_000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({*_HEADINGS, "p", "li", "td", "th"})


def recognises(content: str) -> bool:
    """Whether a page is a note of Zotero's with annotations in it."""
    head = content[:_SAMPLE]
    return head.lstrip()[:1] == "<" and "data-annotation=" in head and "data-schema-version=" in head


def read(file: str, content: str) -> Parsed:
    """The highlights in a page, and what else it says."""
    pages = [("The note", content)]
    return gather(FORMAT, file, pages, lambda page: note_clippings(page, Clipping(""), ""))


def note_clippings(page: str, blank: Clipping, identity: str) -> Iterator[Clipping]:
    """The highlights in a note, each with what is written after it, and the rest as a note of its own.

    blank: the clipping with what is known of the note's item.
    """
    from exchange.reading import lenient  # noqa: PLC0415 - lxml's HTML is heavy, and few files have notes

    root = lenient.parse(page) if page.strip() else None
    if root is None:
        return
    works = _works(root)
    marks = root.xpath("//span[@data-annotation] | //img[@data-annotation]")
    for mark in marks:
        told = _told(mark.get("data-annotation", ""))
        found = _highlight(mark, told, blank if blank.title else _work(told, works, blank))
        if found.words or found.note:  # else a picture alone
            yield found
    rest = _rest(root, marks) if marks else said(root)
    if rest:
        only = next(iter(works.values())) if len(works) == 1 and not blank.title else blank
        yield replace(only, note=rest, tags=blank.tags, made=blank.made, origin=_origin(identity))


def _highlight(mark: HtmlElement, told: dict[str, Json], blank: Clipping) -> Clipping:
    index = offset(inner(told, "position"), "pageIndex")
    page = text(told, "pageLabel") or text(inner(told, "citationItem"), "locator")
    return replace(
        blank,
        words=str(mark.text_content()).strip(_QUOTES),
        note=_after(mark),
        tags=(),
        colour=text(told, "color"),
        place=place(page=page or ("" if index is None else str(index + 1))),
        origin=_origin(text(told, "annotationKey")),
    )


def _origin(key: str) -> str:
    return f"zotero:{key}" if key else ""


def _told(attribute: str) -> dict[str, Json]:
    """What a note keeps of an annotation; nothing where that is damaged."""
    value = _json(attribute)
    return value if isinstance(value, dict) else {}


def _json(attribute: str) -> Json:
    try:
        value: Json = json.loads(unquote(attribute))
    except (ValueError, RecursionError):
        return None
    return value


def _works(root: HtmlElement) -> dict[str, Clipping]:
    """What a note tells of the works that it cites, by their addresses in Zotero."""
    works: dict[str, Clipping] = {}
    for holder in root.xpath("//*[@data-citation-items]"):
        for cited in listed(_json(holder.get("data-citation-items", ""))):
            record = mapping(cited, "a work that it cites")
            work = known(inner(record, "itemData"))
            works |= {uri: work for uri in listed(record.get("uris")) if isinstance(uri, str)}
    return works


def _work(told: dict[str, Json], works: dict[str, Clipping], blank: Clipping) -> Clipping:
    """What is known of the work that an annotation was made in."""
    uris = listed(inner(told, "citationItem").get("uris"))
    return next((works[uri] for uri in uris if isinstance(uri, str) and uri in works), blank)


def _after(mark: HtmlElement) -> str:
    """What the paragraph says after a highlight and its citation, until the next highlight."""
    parts = [mark.tail or ""]
    for following in mark.itersiblings():
        if following.get("data-annotation") is not None:
            break
        if isinstance(following.tag, str) and "citation" not in (following.get("class") or "").split():
            parts.append(str(following.text_content()))
        parts.append(following.tail or "")  # of a comment too
    return " ".join("".join(parts).split())


def _rest(root: HtmlElement, marks: Iterable[HtmlElement]) -> str:
    """What stands in no paragraph with a highlight, and in no heading; nothing where there are none."""
    for taken in [*marks, *root.iter(*_HEADINGS)]:
        block = next((each for each in (taken, *taken.iterancestors()) if each.tag in _BLOCKS), None)
        if block is None:
            return ""
        block.clear()
    return said(root)
