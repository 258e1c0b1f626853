"""JSON of works, each with its highlights, as Readwise's API, Bookcision and Pocket give it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import epoch, utc, version
from exchange.clippings.place import place
from exchange.clippings.record import gather, inner, listed, mapping, numbered, origin, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

FORMAT = "JSON of works with highlights"

_WORDS = ("text", "quote")
_TITLES = ("title", "readable_title", "resolved_title", "given_title")
_ADDRESSES = ("source_url", "url", "resolved_url", "given_url")
_IDS = {"id": "readwise-api", "annotation_id": "pocket"}
"""Under what a highlight has its id, and whose ids these are."""

_OTHERS = frozenset({"ranges", "_id", "bookmarkId", "target", "selector"})
"""What highlights have of programs whose formats are read for themselves."""

_LISTS = ("results", "books", "list", "articles")
"""Under what an answer may hold its works."""
_OF_OTHERS = frozenset({"slug", "_id", "is_archived"})
"""What works have in the JSON of Omnivore, Raindrop and wallabag, which tell their highlights otherwise."""


class _Found(NamedTuple):
    """A highlight and the work it is in."""

    highlight: Json
    work: dict[str, Json]


def recognises(data: Json) -> bool:
    """Whether data is works, by title or address, whose highlights have words under a known name."""
    return any(
        isinstance(mark, dict)
        and any(isinstance(mark.get(name), str) for name in _WORDS)
        and not _OTHERS & mark.keys()
        for work in _works(data)
        if any(work.get(name) for name in (*_TITLES, *_ADDRESSES)) and not _OF_OTHERS.intersection(work)
        for mark in _marks(work)[:3]
    )


def read(file: str, data: Json) -> Parsed:
    """The highlights of every work; those that were discarded or deleted are left aside."""
    found = (_Found(mark, work) for work in _works(data) for mark in _marks(work) if not _is_gone(mark))
    return gather(FORMAT, file, numbered("Highlight", found), _clippings)


def _works(data: Json) -> Iterator[dict[str, Json]]:
    """The works in a list, in an answer that holds one, or the only one there is."""
    inside = next((data[key] for key in _LISTS if key in data), data) if isinstance(data, dict) else data
    is_named = isinstance(inside, dict) and inside is not data  # Pocket's are named by their ids
    works = list(inside.values()) if is_named and isinstance(inside, dict) else listed(inside)
    return (work for work in works if isinstance(work, dict))


def _marks(work: dict[str, Json]) -> list[Json]:
    marks = work.get("highlights") or work.get("annotations")
    return marks if isinstance(marks, list) else []


def _is_gone(mark: Json) -> bool:
    return isinstance(mark, dict) and (mark.get("is_discard") is True or mark.get("is_deleted") is True)


def _clippings(found: _Found) -> Iterable[Clipping]:
    mark, work = mapping(found.highlight), found.work
    words, note = text(mark, *_WORDS), text(mark, "note")
    is_note = mark.get("isNoteOnly") is True
    title = text(work, *_TITLES)
    position = _place(mark)
    named = (f"{program}:{identity}" for key, program in _IDS.items() if (identity := text(mark, key)))
    yield Clipping(
        words="" if is_note else words,
        note=note or (words if is_note else ""),
        tags=texts(mark.get("tags"), "tags"),
        colour=text(mark, "color"),
        made=_made(mark),
        title=title,
        author=text(work, "author", "authors"),
        source=text(work, *_ADDRESSES),
        place=position,
        origin=next(named, origin("works", title, position, words)),
        version=version(mark, "updated_at", "updated"),
    )


def _place(mark: dict[str, Json]) -> str:
    """The page or location; Readwise tells which, Bookcision knows locations alone."""
    if isinstance(mark.get("location"), dict):
        return place(location=text(inner(mark, "location"), "value"))
    kind, told = text(mark, "location_type"), text(mark, "location")
    return place(page=told if kind == "page" else "", location=told if kind == "location" else "")


def _made(mark: dict[str, Json]) -> str:
    """When a highlight was made; Pocket tells seconds, or moments in UTC without saying so."""
    told = next((mark[key] for key in ("highlighted_at", "created_at", "time") if mark.get(key)), None)
    if isinstance(told, int | float) and not isinstance(told, bool):
        return epoch(told)
    return utc(told, zone=dt.UTC) if isinstance(told, str) else ""
