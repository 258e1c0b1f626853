"""Mendeley's annotations and notebooks, as its API answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from exchange.clippings import w3c
from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc, version
from exchange.clippings.place import place
from exchange.clippings.record import BadRecordError, gather, inner, listed, mapping, numbered, offset, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Mendeley JSON"

_CLASS = re.compile(r"rgb-(\d{1,3})-(\d{1,3})-(\d{1,3})")
_TYPES = ("highlight", "sticky_note", "note")


def recognises(data: Json) -> bool:
    """Whether data is a list of annotations, or a notebook."""
    if isinstance(data, dict) and "blocks" in data:
        return any(isinstance(block, dict) and "type" in block for block in listed(data["blocks"])[:10])
    return any(
        isinstance(item, dict)
        and item.get("type") in _TYPES
        and bool({"positions", "filehash"} & item.keys())
        for item in listed(data)[:10]
    )


def read(file: str, data: Json) -> Parsed:
    """The notes and highlights; a highlight whose words only the PDF has cannot be read."""
    if isinstance(data, dict) and "blocks" in data:
        return gather(
            FORMAT, file, numbered("Block", listed(data["blocks"])), lambda block: _block(block, data)
        )
    return gather(FORMAT, file, numbered("Annotation", listed(data)), _clippings)


def _clippings(record: Json) -> Iterable[Clipping]:
    mark = mapping(record)
    words, note = text(mark, "selected_text"), text(mark, "text").strip()
    if not words and not note:
        raise BadRecordError(
            "Mendeley tells where on a page of a PDF it is, and not which words it marks",
            "let Zotero import it from Mendeley, and import what Zotero exports",
        )
    identity, page, work = text(mark, "id"), _page(mark), text(mark, "document_id")
    yield Clipping(
        words=words,
        note=note,
        colour=_colour(inner(mark, "color")),
        made=utc(text(mark, "created")),
        source=f"https://api.mendeley.com/documents/{work}" if work else "",
        place=place(page=str(page or "")),
        origin=f"mendeley:{identity}" if identity else "",
        version=version(mark, "last_modified"),
    )


def _block(record: Json, notebook: dict[str, Json]) -> Iterable[Clipping]:
    """A block of a notebook: an annotation of the W3C's model, or what the reader wrote."""
    block = mapping(record)
    if "annotation" in block:
        colour = _styled(block["annotation"])
        return [
            replace(each, origin=each.origin.replace("w3c:", "mendeley:", 1), colour=each.colour or colour)
            for each in w3c.clippings(block["annotation"])
        ]
    value = inner(inner(block, "freetext"), "value")
    made = utc(text(notebook, "created"))
    return [Clipping("", note=text(value, "text"), title=text(notebook, "title"), made=made)]


def _styled(annotation: Json) -> str:
    """The colour that the class of a target names, “annotation-color-rgb-250-244-209”."""
    targets = listed(mapping(annotation).get("target"))
    target = next((each for each in targets if isinstance(each, dict)), {})
    found = _CLASS.search(text(target, "styleClass"))
    return (
        _colour({name: int(level) for name, level in zip("rgb", found.groups(), strict=True)})
        if found
        else ""
    )


def _page(mark: dict[str, Json]) -> int | None:
    first = next(iter(listed(mark.get("positions"))), None)
    return offset(first, "page") if isinstance(first, dict) else None


def _colour(parts: dict[str, Json]) -> str:
    levels = [offset(parts, name) for name in "rgb"]
    return (
        "#" + "".join(f"{level:02x}" for level in levels if level is not None and level < 256)
        if any(levels)
        else ""
    )
