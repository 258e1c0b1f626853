"""Highlights of services for reading later, as their APIs answer: one row of names for each service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, listed, mapping, numbered, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

_LISTS = ("items", "highlights", "annotations", "response")
"""Under what an answer may hold its list."""


@dataclass(frozen=True, slots=True)
class _Service:
    """A service, the names that its highlights alone have, and under what names they tell the rest."""

    name: str
    signs: frozenset[str]
    note: str = "note"
    made: str = "created"
    identity: str = "id"
    source: str = ""
    title: str = ""
    publisher: str = ""


_SERVICES = (
    _Service(
        "Readeck",
        frozenset({"bookmark_id", "bookmark_url"}),
        source="bookmark_url",
        title="bookmark_title",
        publisher="bookmark_site_name",
    ),
    _Service("Raindrop", frozenset({"raindropRef"}), identity="_id", source="link", title="title"),
    _Service("Karakeep", frozenset({"bookmarkId", "startOffset"}), made="createdAt"),
    _Service("Linkwarden", frozenset({"linkId", "startOffset"}), note="comment", made="createdAt"),
)
_RAINDROP = _SERVICES[1]


class _Found(NamedTuple):
    """A highlight, its service, and the bookmark that holds it, if one does."""

    highlight: Json
    service: _Service
    bookmark: dict[str, Json]


def recognises(data: Json) -> bool:
    """Whether data is highlights of one of the services, or Raindrop's bookmarks with theirs."""
    return any(isinstance(item, dict) and _service(item) for item in _items(data)[:10])


def read(file: str, data: Json) -> Parsed:
    """The highlights of the data, those of a bookmark together."""
    items = _items(data)
    service = next(service for item in items[:10] if isinstance(item, dict) and (service := _service(item)))
    found = numbered("Highlight", _found(items, service))
    return gather(f"{service.name} JSON", file, found, _clippings)


def _items(data: Json) -> list[Json]:
    if isinstance(data, dict) and not _service(data):
        return listed(next((data[name] for name in _LISTS if isinstance(data.get(name), list)), data))
    return listed(data)


def _service(item: dict[str, Json]) -> _Service | None:
    if _is_bookmark(item):
        return _RAINDROP
    return next((each for each in _SERVICES if "text" in item and each.signs <= item.keys()), None)


def _is_bookmark(item: dict[str, Json]) -> bool:
    """Whether an item is a bookmark of Raindrop's, which holds its highlights."""
    return {"_id", "link", "highlights"} <= item.keys()


def _found(items: list[Json], service: _Service) -> Iterator[_Found]:
    for item in items:
        if isinstance(item, dict) and _is_bookmark(item):
            yield from (_Found(each, service, item) for each in listed(item["highlights"]))
        else:
            yield _Found(item, service, {})


def _clippings(found: _Found) -> Iterable[Clipping]:
    mark, service = mapping(found.highlight), found.service
    identity = text(mark, service.identity)
    yield Clipping(
        words=text(mark, "text"),
        note=text(mark, service.note),
        tags=texts(mark.get("tags"), "tags"),
        colour=text(mark, "color"),
        made=utc(text(mark, service.made)),
        source=text(mark, service.source) or text(found.bookmark, "link"),
        title=text(mark, service.title) or text(found.bookmark, "title"),
        publisher=text(mark, service.publisher),
        origin=f"{service.name.lower()}:{identity}" if identity else "",
    )
