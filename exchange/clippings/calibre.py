"""Calibre's viewer: the highlights that it puts into a book as JSON in base64."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, inner, listed, mapping, numbered, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Calibre bookmarks"

_HEAD = "encoding=json+base64:"


def recognises(data: Json) -> bool:
    """Whether data is the list of a book's bookmarks."""
    return any(
        isinstance(mark, dict) and {"pos_type", "spine_name", "start_cfi"} & mark.keys()
        for mark in listed(data)
    )


def is_wrapped(content: str) -> bool:
    """Whether a text is a book's `calibre_bookmarks.txt`."""
    return content.lstrip("\ufeff \t\r\n").startswith(_HEAD)


def unpacked(content: str) -> bytes:
    """The JSON in the text; empty where it is damaged."""
    try:
        return b64decode(content.lstrip("\ufeff \t\r\n").removeprefix(_HEAD))
    except (binascii.Error, ValueError):
        return b""


def read(file: str, data: Json) -> Parsed:
    """The highlights that are still there; where reading stopped is left aside."""
    marks = [mark for mark in listed(data) if not (isinstance(mark, dict) and _is_none(mark))]
    return gather(FORMAT, file, numbered("Highlight", marks), _clippings)


def _is_none(mark: dict[str, Json]) -> bool:
    return bool(mark.get("removed")) or mark.get("type") != "highlight"


def _clippings(record: Json) -> Iterable[Clipping]:
    mark = mapping(record)
    identity, style = text(mark, "uuid"), inner(mark, "style")
    yield Clipping(
        words=text(mark, "highlighted_text"),
        note=text(mark, "notes"),
        colour="" if text(style, "kind") == "decoration" else text(style, "which"),
        made=utc(text(mark, "timestamp")),
        place=", ".join(texts(mark.get("toc_family_titles"), "toc_family_titles")),
        origin=f"calibre:{identity}" if identity else "",
    )
