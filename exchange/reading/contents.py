"""The tables of contents of a book: EPUB 3's navigation document, and the NCX of EPUB 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.reading import package
from text.clean import clean_line
from text.html.elements import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from exchange.reading.archive import Archive

_TYPE = "{http://www.idpf.org/2007/ops}type"


def headings(archive: Archive, contents: Sequence[str]) -> dict[str, str]:
    """What the tables of contents at the paths `contents` call each chapter, by its path."""
    found: dict[str, str] = {}
    for path in contents:
        root = package.document(archive, path)
        for address, words in _entries(root) if root is not None else ():
            chapter = package.resolved(address, path)
            if words:
                found.setdefault(chapter, words)
    return found


def _entries(root: Element) -> Iterator[tuple[str, str]]:
    """The addresses and names in a table of contents, in order."""
    for element in root.iter():
        if name(element) == "navpoint":
            yield _point(element)
        elif name(element) == "nav" and element.get(_TYPE, "toc") == "toc":
            for link in element.iter():
                if name(link) == "a":
                    yield link.get("href", ""), clean_line("".join(link.itertext()))


def _point(point: Element) -> tuple[str, str]:
    parts = {name(part): part for part in point}
    words = "".join(parts["navlabel"].itertext()) if "navlabel" in parts else ""
    return parts["content"].get("src", "") if "content" in parts else "", clean_line(words)
