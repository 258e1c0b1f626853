"""The articles that marks stand in, as sources that are cited: what BibTeX and CSL have in common."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exchange.formats.iri import web_address
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from store.records import Article

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Source:
    """A source; `key` is what it is cited by, dates are year, month and day as far as known."""

    key: str
    kind: str
    title: str
    author: str
    publisher: str
    published: tuple[int, ...]
    seen: tuple[int, ...]
    address: str
    language: str
    tags: tuple[str, ...]


def sources(sheets: Iterable[Sheet]) -> Iterator[Source]:
    """The articles of the sheets' marks, each once."""
    told: set[str] = set()
    for sheet in sheets:
        for article_id in dict.fromkeys(mark.article_id for mark in sheet.marks):
            if article_id not in told:
                told.add(article_id)
                yield source(sheet.articles[article_id])


def source(article: Article) -> Source:
    """One article as a source."""
    address = web_address(article.source)
    book = article.source.casefold().endswith(".epub")
    return Source(
        key=citation_key(article),
        kind="book" if book else "page" if address else "document",
        title=clean_line(article.title),
        author=clean_line(article.byline),
        publisher=clean_line(article.publisher),
        published=date(article.published),
        seen=date(article.added),
        address=address,
        language=clean_line(article.language),
        tags=article.tags,
    )


def citation_key(article: Article) -> str:
    """What an article is cited by: who wrote it, when, and the start of its id, in ASCII letters."""
    who = article.byline or article.publisher or article.title
    folded = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z]+", folded) or ["article"]
    name = words[-1] if article.byline else words[0]
    return f"{name[:20]}{article.published[:4] if date(article.published) else ''}-{article.id[:8]}"


def date(written: str) -> tuple[int, ...]:
    """Year, month and day of an ISO 8601 date, as far as it tells them."""
    found = _DATE.match(written)
    return tuple(int(part) for part in found.groups() if part) if found else ()
