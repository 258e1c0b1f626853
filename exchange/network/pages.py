"""Articles of pages from the web, and of entries of feeds and lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from exchange.errors import BinarySourceError, EmptySourceError
from exchange.network.addresses import remembered
from exchange.reading.source import MARKDOWN, opening, read_bytes
from store.records import ArticleDraft

if TYPE_CHECKING:
    from exchange.network.web import Page
    from exchange.saved.entries import Entry
    from text.document import Metadata, Parsed

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/epub+zip": ".epub",
    "application/pdf": ".pdf",
}
_NO_TEXT = {"image": "an image", "audio": "a sound", "video": "a film", "font": "a font"}


def from_page(page: Page, name: str, source: str) -> ArticleDraft:
    """The article of a page, to be remembered by `source`. Raises a `RefusedError`, which calls it `name`."""
    draft = read_bytes(page.data, name, page.address, ending=_ending(page, name), charset=page.charset)
    return replace(draft, source=source)


def from_entry(entry: Entry, name: str) -> ArticleDraft:
    """The article that came along with an entry. Raises `EmptySourceError`, which calls it `name`."""
    parsed = _parsed(entry)
    if not parsed.document.text.strip():
        raise EmptySourceError(name=name)
    title = parsed.metadata.title or opening(parsed.document.text)
    return ArticleDraft(parsed.document, replace(parsed.metadata, title=title), remembered(entry.address))


def from_file(data: bytes, path: str, entry: Entry, name: str) -> ArticleDraft:
    """The article of an entry whose content is a file: a page, or a PDF. Raises a `RefusedError`."""
    ending = PurePosixPath(path).suffix
    if ending == ".html":
        return from_entry(replace(entry, content=data.decode(errors="replace")), name)
    draft = read_bytes(data, name, remembered(entry.address), ending=ending)
    return replace(draft, metadata=completed(draft, entry.known))


def completed(draft: ArticleDraft, said: Metadata) -> Metadata:
    """What a page says of itself, completed by what is said of it elsewhere."""
    found = draft.metadata
    is_titled = found.title != opening(draft.document.text)
    return replace(
        found,
        title=(found.title if is_titled else "") or said.title or found.title,
        byline=found.byline or said.byline,
        publisher=found.publisher or said.publisher,
        published=found.published or said.published,
        language=found.language or said.language,
        tags=tuple(dict.fromkeys((*said.tags, *found.tags))),
    )


def _parsed(entry: Entry) -> Parsed:
    if entry.is_plain:
        from text import plain  # noqa: PLC0415 - few feeds have it

        return replace(plain.parse(entry.content), metadata=entry.known)
    from exchange.reading import html  # noqa: PLC0415 - 200 ms

    return html.parse_content(entry.content, entry.known, entry.address)


def _ending(page: Page, name: str) -> str:
    """The ending that tells a page's format: what its site says it is, or else that of its address.

    Raises `BinarySourceError` where it is no text.
    """
    kind = page.media_type.partition("/")[0]
    if kind in _NO_TEXT:
        raise BinarySourceError(name=name, what=_NO_TEXT[kind])
    if page.media_type in _ENDINGS:
        return _ENDINGS[page.media_type]
    named = PurePosixPath(urlsplit(page.address).path).suffix.lower()
    return named if page.media_type != "text/plain" or named in MARKDOWN else ".txt"
