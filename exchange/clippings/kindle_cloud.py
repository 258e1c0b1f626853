"""The page “Your notes and highlights” of Kindle's web site, saved from a browser: one book's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.place import place
from exchange.clippings.record import BadRecordError, gather, numbered, origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

FORMAT = "Kindle web page"

_SIGNS = ("kp-notebook-annotations", "kp-annotation-location")
_ROWS = "//*[contains(@class, 'kp-notebook-row-separator')][.//*[@id='kp-annotation-location']]"
_BOOK = "//*[self::h3 or self::p][contains(@class, 'kp-notebook-metadata')]"
_COLOUR = re.compile(r"kp-notebook-highlight-(\w+)")
_NUMBER = re.compile(r"[:：]\s*([\d.,]+|[ivxlcdm]+)\s*\Z", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether a text is such a page."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and all(sign in text for sign in _SIGNS)


def read(file: str, text: str) -> Parsed:
    """The highlights on a page with their notes, and the notes that are on none."""
    from exchange.reading import lenient  # noqa: PLC0415 - lxml's HTML is heavy, and few files are such pages

    root = lenient.parse(text)
    rows = [] if root is None else root.xpath(_ROWS)
    known = Clipping("") if root is None else _book(root)
    return gather(FORMAT, file, numbered("Highlight", rows), lambda row: _clippings(row, known))


def _book(root: HtmlElement) -> Clipping:
    """The title, which is the page's third heading, and the author below it."""
    titles = [each for each in root.xpath(_BOOK) if each.tag == "h3"]
    if not titles:
        return Clipping("")
    authors = list(titles[0].itersiblings("p"))
    return Clipping("", title=_text(titles[0]), author=_text(authors[0]) if authors else "")


def _clippings(row: HtmlElement, known: Clipping) -> Iterator[Clipping]:
    words, note = (_told(row, name) for name in ("highlight", "note"))
    if not (words or note):
        raise BadRecordError(
            "the book's publisher limits how much of it may be copied, so its words are not there",
            "to keep it, write a note on it in the book",
        )
    location = "".join(row.xpath(".//*[@id='kp-annotation-location']/@value")[:1])
    header = _NUMBER.search(_told(row, "annotationHighlightHeader") or _told(row, "annotationNoteHeader"))
    number = header[1].replace(",", "").replace(".", "") if header else ""
    colour = _COLOUR.search(" ".join(row.xpath(".//*[contains(@class, 'kp-notebook-highlight-')]/@class")))
    yield Clipping(
        words=words,
        note=note,
        colour=colour[1] if colour else "",
        title=known.title,
        author=known.author,
        place=place(page=number if number != location else "", location=location),
        origin=_origin(row, known, location, words or note),
    )


def _origin(row: HtmlElement, known: Clipping, location: str, words: str) -> str:
    """The id that the site has for the annotation, else what tells it from others."""
    parent = row.getparent()
    identity = parent.get("id", "") if parent is not None else ""
    return (
        f"kindle:{identity}"
        if identity
        else origin("kindle-cloud", known.title, known.author, location, words)
    )


def _told(row: HtmlElement, identity: str) -> str:
    return next((_text(each) for each in row.xpath(f".//*[@id='{identity}']")), "")


def _text(element: HtmlElement) -> str:
    """The text of an element, with a line feed for each break."""
    for each in element.iter("br"):
        each.tail = f"\n{each.tail or ''}"
    return "\n".join(" ".join(line.split()) for line in str(element.text_content()).split("\n")).strip()
