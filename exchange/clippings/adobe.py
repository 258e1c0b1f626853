"""Annotation sets in XML of Adobe Digital Editions, which Kobo's readers keep as `.annot` as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

FORMAT = "Adobe annotations"

_SPACE = "http://ns.adobe.com/digitaleditions/annotations"
_NAMES = {"a": _SPACE, "dc": "http://purl.org/dc/elements/1.1/"}
_HEAD = 4000


def recognises(text: str) -> bool:
    """Whether a text is a set of annotations in Adobe's namespace."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and _SPACE in text[:_HEAD]


def read(file: str, text: str) -> Parsed:
    """The highlights of a book with their notes; bookmarks, without words and notes, are left aside."""
    from exchange.reading import xml  # noqa: PLC0415 - lxml is heavy, and few files are such sets

    root = xml.parse(text)
    if root is None or not str(root.tag).startswith(f"{{{_SPACE}}}"):
        return Parsed((), FORMAT, (f"“{file}” is no sound XML: export it again.",))
    known = _book(root)
    marks = root.xpath("a:annotation", namespaces=_NAMES)
    return gather(FORMAT, file, numbered("Annotation", marks), lambda mark: _clippings(mark, known))


def _book(root: Element) -> Clipping:
    return Clipping(
        "",
        title=_said(root, "a:publication/dc:title"),
        author=", ".join(_all(root, "a:publication/dc:creator")),
        language=_said(root, "a:publication/dc:language"),
    )


def _clippings(mark: Element, known: Clipping) -> Iterator[Clipping]:
    words, note = _said(mark, "a:target/a:fragment/a:text"), _said(mark, "a:content/a:text")
    identity = _said(mark, "dc:identifier")
    if not (words or note):
        return
    yield Clipping(
        words=words,
        note=note,
        made=utc(_said(mark, "dc:date")),
        title=known.title,
        author=known.author,
        language=known.language,
        origin=f"adobe:{identity}" if identity else "",
    )


def _all(element: Element, path: str) -> list[str]:
    texts = ("".join(found.itertext()).strip() for found in element.xpath(path, namespaces=_NAMES))
    return list(filter(None, texts))


def _said(element: Element, path: str) -> str:
    """The first text that stands under a path, or nothing."""
    return next(iter(_all(element, path)), "")
