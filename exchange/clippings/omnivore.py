"""Omnivore's highlights in JSON, in the articles they were made in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.inline import unlinked
from exchange.clippings.moment import utc, version
from exchange.clippings.record import gather, inner, listed, mapping, numbered, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Omnivore JSON"


class _Found(NamedTuple):
    """A highlight and the article it was made in."""

    highlight: Json
    article: dict[str, Json]


def recognises(data: Json) -> bool:
    """Whether data is a list of Omnivore's articles; an export has the highlights apart, in Markdown."""
    return any(isinstance(item, dict) and {"slug", "savedAt"} <= item.keys() for item in listed(data)[:10])


def read(file: str, data: Json) -> Parsed:
    """The highlights in the articles."""
    found = (
        _Found(highlight, article)
        for article in listed(data)
        if isinstance(article, dict)
        for highlight in listed(article.get("highlights"))
    )
    return gather(FORMAT, file, numbered("Highlight", found), _clippings)


def _clippings(found: _Found) -> Iterable[Clipping]:
    mark, article = mapping(found.highlight), found.article
    identity = text(mark, "id")
    yield Clipping(
        words=unlinked(text(mark, "quote")),
        note=text(mark, "annotation", "note"),
        tags=texts(mark.get("labels"), "labels"),
        colour=text(mark, "color"),
        made=utc(text(mark, "createdAt", "highlightedAt", "updatedAt")),
        title=text(article, "title"),
        author=text(article, "author"),
        publisher=text(article, "siteName"),
        published=text(article, "publishedAt"),
        source=text(article, "originalArticleUrl", "url") or text(inner(article, "page"), "url"),
        prefix=text(mark, "prefix"),
        suffix=text(mark, "suffix"),
        origin=f"omnivore:{identity}" if identity else "",
        version=version(mark, "updatedAt"),
    )
