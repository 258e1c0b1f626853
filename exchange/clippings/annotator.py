"""Marks in the JSON of Annotator 1: bare ones, and those that wallabag keeps on its articles.

(https://docs.annotatorjs.org/en/v1.2.x/annotation-format.html)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, listed, mapping, numbered, origin, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

FORMAT = "Annotator JSON"
WALLABAG = "wallabag JSON"


class _Found(NamedTuple):
    """A mark, and wallabag's article that it is on."""

    mark: Json
    article: dict[str, Json]


def recognises(data: Json) -> bool:
    """Whether data is articles of wallabag's, or marks with a quotation and its ranges."""
    return any(
        isinstance(item, dict) and (_is_article(item) or {"quote", "ranges"} <= item.keys())
        for item in _items(data)[:10]
    )


def read(file: str, data: Json) -> Parsed:
    """The marks in the data, those of an article together."""
    items = _items(data)
    is_wallabag = any(isinstance(item, dict) and _is_article(item) for item in items[:10])
    return gather(
        WALLABAG if is_wallabag else FORMAT, file, numbered("Annotation", _found(items)), _clippings
    )


def _items(data: Json) -> list[Json]:
    """The articles or marks of a file, a list of them, or an answer of either program's API."""
    if not isinstance(data, dict):
        return listed(data)
    embedded = data.get("_embedded")
    if isinstance(embedded, dict):
        return listed(embedded.get("items"))
    return listed(data.get("rows", data))


def _is_article(item: dict[str, Json]) -> bool:
    return {"url", "is_archived", "domain_name"} <= item.keys()


def _found(items: list[Json]) -> Iterator[_Found]:
    for item in items:
        if isinstance(item, dict) and _is_article(item):
            yield from (_Found(mark, item) for mark in listed(item.get("annotations")))
        else:
            yield _Found(item, {})


def _clippings(found: _Found) -> Iterable[Clipping]:
    mark, article = mapping(found.mark), found.article
    source = text(article, "url") or text(mark, "uri")
    identity = text(mark, "id")
    yield Clipping(
        words=text(mark, "quote"),
        note=text(mark, "text"),
        tags=texts(mark.get("tags"), "tags"),
        made=utc(text(mark, "created_at", "created")),
        title=text(article, "title"),
        author=", ".join(texts(article.get("published_by"), "published_by")),
        published=text(article, "published_at"),
        language=text(article, "language"),
        source=source,
        origin=origin("wallabag" if article else "annotator", source, identity) if identity else "",
    )
