"""The package of an EPUB book (EPUB 3.3, Package Document; OPF 2.0): what it says, and its parts in order."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from exchange.errors import BinarySourceError, BrokenBookError, LockedBookError, UnknownEncodingError
from exchange.reading import xml
from text.clean import clean_line
from text.document import Metadata
from text.html.elements import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from exchange.reading.archive import Archive

_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml"})
_CONTENTS = "application/x-dtbncx+xml"
_FONT_LOCKS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_DATE = re.compile(r"\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)")
_MOST_FALLBACKS = 10


@dataclass(frozen=True, slots=True)
class Package:
    """A book: what it says of itself, its chapters' paths in reading order, and its tables of contents'."""

    known: Metadata
    chapters: tuple[str, ...]
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A part as the manifest lists it."""

    path: str
    media_type: str
    properties: frozenset[str]
    fallback: str


def read(archive: Archive) -> Package:
    """The package of a book.

    Raises `BrokenBookError` where there is none, and `LockedBookError` where its chapters are encrypted.
    """
    path = _package_path(archive)
    root = document(archive, path)
    if root is None:
        raise BrokenBookError(name=archive.name, what="it has no list of its parts")
    items = {element.get("id", ""): _item(element, path) for element in _all(root, "item")}
    spine = [element.get("idref", "") for element in _all(root, "itemref")]
    chapters = dict.fromkeys(filter(None, (_chapter(items, idref) for idref in spine)))
    _check_open(archive, frozenset(chapters))
    contents = [item.path for item in items.values() if "nav" in item.properties]
    contents += [item.path for item in items.values() if item.media_type == _CONTENTS]
    return Package(_metadata(root), tuple(chapters), tuple(contents))


def document(archive: Archive, path: str) -> Element | None:
    """The root of the document at `path`; None where it is missing or no text."""
    source = text(archive, path)
    return xml.parse(source) if source else None


def text(archive: Archive, path: str) -> str:
    """The text of the document at `path`; empty where it is missing or no text.

    Raises `LockedBookError` and `TooLargeError`.
    """
    data = archive.read(path) or b""
    try:
        return xml.decoded(data, path)
    except (BinarySourceError, UnknownEncodingError):
        return ""


def resolved(address: str, base: str) -> str:
    """The path within the archive that an address in the part `base` leads to; empty where it leads out."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), unquote(parts.path)))
    return joined.lstrip("/")


def _package_path(archive: Archive) -> str:
    container = document(archive, "META-INF/container.xml")
    files = _all(container, "rootfile") if container is not None else ()
    said = next((path for file in files if (path := resolved(file.get("full-path", ""), ""))), "")
    return said or next((path for path in archive.names() if path.lower().endswith(".opf")), "")


def _item(element: Element, package: str) -> _Item:
    return _Item(
        path=resolved(element.get("href", ""), package),
        media_type=element.get("media-type", ""),
        properties=frozenset(element.get("properties", "").split()),
        fallback=element.get("fallback", ""),
    )


def _chapter(items: Mapping[str, _Item], idref: str) -> str:
    """The path of a chapter, or of what it has for readers that cannot show it; empty where there is none."""
    for _ in range(_MOST_FALLBACKS):
        item = items.get(idref)
        if item is None or item.media_type in _CHAPTERS:
            return item.path if item else ""
        idref = item.fallback
    return ""


def _check_open(archive: Archive, chapters: frozenset[str]) -> None:
    """Make sure that no chapter is encrypted; fonts may be. Raises `LockedBookError`."""
    root = document(archive, "META-INF/encryption.xml")
    for locked in _all(root, "encrypteddata") if root is not None else ():
        method = next((one.get("Algorithm", "") for one in _all(locked, "encryptionmethod")), "")
        paths = {resolved(one.get("URI", ""), "") for one in _all(locked, "cipherreference")}
        if method not in _FONT_LOCKS and paths & chapters:
            raise LockedBookError(name=archive.name)


def _metadata(root: Element) -> Metadata:
    date = _DATE.match(next(_said(root, "date"), ""))
    return Metadata(
        title=next(_said(root, "title"), ""),
        byline=", ".join(dict.fromkeys(_said(root, "creator"))),
        publisher=next(_said(root, "publisher"), ""),
        published=date[1] if date else "",
        language=next(_said(root, "language"), ""),
        tags=tuple(dict.fromkeys(_said(root, "subject"))),
    )


def _said(root: Element, term: str) -> Iterator[str]:
    """What the package says under a term of the Dublin Core."""
    metadata = next(_all(root, "metadata"), None)
    for element in _all(metadata, term) if metadata is not None else ():
        words = clean_line("".join(element.itertext()))
        if words:
            yield words


def _all(root: Element, kind: str) -> Iterator[Element]:
    """The elements of a name under `root`, whatever their namespace."""
    return (element for element in root.iter() if name(element) == kind)
