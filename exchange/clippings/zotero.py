"""Zotero's annotations in JSON: its web API's answers, its reader's own, Better BibTeX's export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc, version
from exchange.clippings.place import place
from exchange.clippings.record import gather, listed, mapping, numbered, offset, text, texts
from exchange.clippings.zotero_note import note_clippings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

FORMAT = "Zotero JSON"

_DEEPEST = 4
"""An annotation is in an attachment, which is in an item, which may be in a list."""

_EMPHASIS = re.compile(r"</?(?:b|i|sub|sup)>")
_INDEX = re.compile(r'"pageIndex":\s*(\d{1,9})')
_TYPES = ("highlight", "underline", "note", "text", "image", "ink")


class _Item(NamedTuple):
    """What is the same for all annotations of an item."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    source: str = ""


class _Found(NamedTuple):
    """An annotation or a note, and the items it is in, the nearest first."""

    record: dict[str, Json]
    parents: tuple[dict[str, Json], ...]


def recognises(data: Json) -> bool:
    """Whether data holds items, or annotations, of Zotero's."""
    return any(
        isinstance(item, dict)
        and ("itemType" in item or "itemType" in _data(item) or _is_annotation(item) or _is_attachment(item))
        for item in [*_items(data)[:10], data]
    )


def read(file: str, data: Json) -> Parsed:
    """Every annotation in the data, however deep in items and attachments, and every note."""
    items = _items(data)
    known = {text_: item for item in map(_data, items) if (text_ := _key(item, "key", "itemKey"))}
    return gather(FORMAT, file, numbered("Annotation", _found(items, known, ())), _clippings)


def _items(data: Json) -> list[Json]:
    """The items of an export, or of what Better BibTeX answers."""
    return listed(data.get("items", data.get("result", data))) if isinstance(data, dict) else listed(data)


def _is_attachment(item: dict[str, Json]) -> bool:
    """Whether an item is an attachment as Better BibTeX answers with it."""
    return {"open", "path", "annotations"} <= item.keys()


def _data(item: Json) -> dict[str, Json]:
    """An item itself, which the web API wraps."""
    if not isinstance(item, dict):
        return {}
    data = item.get("data")
    return data if isinstance(data, dict) else item


def _key(item: dict[str, Json], *names: str) -> str:
    return next((value for name in names if isinstance(value := item.get(name), str) and value), "")


def _is_annotation(item: dict[str, Json]) -> bool:
    if {"annotationType", "annotationText", "annotationComment"} & item.keys():
        return True
    return item.get("type") in _TYPES and bool({"sortIndex", "pageLabel", "dateCreated"} & item.keys())


def _found(
    items: Iterable[Json], known: dict[str, dict[str, Json]], parents: tuple[dict[str, Json], ...]
) -> Iterator[_Found]:
    """The annotations and notes among the items, and in them; what is neither is passed over."""
    for item in items:
        data = _data(item)
        if _is_annotation(data) or data.get("itemType") in ("annotation", "note"):
            yield _Found(data, parents or _parents(data, known))
        elif len(parents) < _DEEPEST:
            held = [each for name in ("attachments", "annotations") for each in listed(data.get(name))]
            held += map(_note, listed(data.get("notes")))
            yield from _found(held, known, (data, *parents))


def _note(note: Json) -> Json:
    """A note of an item, which may be no more than its text."""
    return {"itemType": "note", **({"note": note} if isinstance(note, str) else _data(note))}


def _parents(data: dict[str, Json], known: dict[str, dict[str, Json]]) -> tuple[dict[str, Json], ...]:
    """The items that an item says it is in, the nearest first."""
    parents: list[dict[str, Json]] = []
    key = _key(data, "parentItem")
    while key in known and len(parents) < _DEEPEST:
        parents.append(known[key])
        key = _key(known[key], "parentItem")
    return tuple(parents)


def _clippings(found: _Found) -> Iterable[Clipping]:
    record = found.record
    item = _item(found.parents)
    if record.get("itemType") == "note":
        made = utc(text(record, "dateAdded"))
        blank = Clipping("", tags=_tags(record), made=made, **item._asdict())
        return note_clippings(text(record, "note"), blank, text(record, "key", "itemKey"))
    return [_annotation(record, item)]


def _annotation(record: dict[str, Json], item: _Item) -> Clipping:
    identity = text(record, "key", "id", "itemKey")
    return Clipping(
        words=_EMPHASIS.sub("", text(record, "annotationText", "text")),
        note=_EMPHASIS.sub("", text(record, "annotationComment", "comment")),
        tags=_tags(record),
        colour=text(record, "annotationColor", "color"),
        made=utc(text(record, "dateAdded", "dateCreated")),
        title=item.title,
        author=item.author,
        publisher=item.publisher,
        published=item.published,
        language=item.language,
        source=item.source,
        place=place(page=text(record, "annotationPageLabel", "pageLabel") or _page(record)),
        origin=f"zotero:{identity}" if identity else "",
        version=version(record, "dateModified"),
    )


def _tags(record: dict[str, Json]) -> tuple[str, ...]:
    tags = listed(record.get("tags"))
    has_objects = any(isinstance(tag, dict) and "tag" in tag for tag in tags[:1])
    return texts(tags, "tags", "tag" if has_objects else "name")


def _page(record: dict[str, Json]) -> str:
    """The number of a page that has no label; the position is JSON, or JSON in a text."""
    position = record.get("annotationPosition", record.get("position"))
    if isinstance(position, str):
        found = _INDEX.search(position)
        index = int(found[1]) if found else None
    else:
        index = offset(position, "pageIndex") if isinstance(position, dict) else None
    return "" if index is None else str(index + 1)


def _item(parents: tuple[dict[str, Json], ...]) -> _Item:
    """The outermost item, which has the title that people know; the address may be the attachment's."""
    if not parents:
        return _Item()
    item = parents[-1]
    return _Item(
        title=text(item, "title"),
        author=", ".join(filter(None, (_name(creator) for creator in listed(item.get("creators"))))),
        publisher=text(item, "publicationTitle", "websiteTitle", "publisher"),
        published=text(item, "date"),
        language=text(item, "language"),
        source=next((url for parent in reversed(parents) if (url := text(parent, "url", "path"))), ""),
    )


def _name(creator: Json) -> str:
    record = mapping(creator, "a creator of its item")
    return text(record, "name") or " ".join(
        filter(None, (text(record, "firstName"), text(record, "lastName")))
    )
