"""Hypothesis' CSV, with commas or tabs, as its client exports it: that of today and that of 2023."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.place import place
from exchange.clippings.record import gather, text
from exchange.clippings.table import columns, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Hypothesis CSV"

_COLUMNS = (
    frozenset({"created at", "author", "url", "group", "type", "quote/description", "comment", "tags"}),
    frozenset({"creation date", "url", "group", "annotation/reply type", "quote", "user", "body", "tags"}),
)


def recognises(head: str) -> bool:
    """Whether a table's first line names the columns of either version."""
    names = frozenset(columns(head))
    return any(wanted <= names for wanted in _COLUMNS)


def read(file: str, content: str) -> Parsed:
    """The annotations of a table, its page notes and replies among them."""
    return gather(FORMAT, file, rows(content), _clippings)


def _clippings(row: dict[str, Json]) -> Iterable[Clipping]:
    yield Clipping(
        words=text(row, "quote/description", "quote"),
        note=text(row, "comment", "body"),
        tags=tuple(tag.strip() for tag in text(row, "tags").split(",")),
        made=utc(text(row, "created at", "creation date")),
        source=text(row, "url"),
        place=place(page=text(row, "page")),
    )
