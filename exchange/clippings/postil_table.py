"""Postil's own marks in CSV, as `postil export --format csv` writes them and spreadsheets keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, text
from exchange.clippings.table import columns, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Postil CSV"

_COLUMNS = frozenset({"id", "kind", "words", "note", "tags", "article", "anchor"})


def recognises(head: str) -> bool:
    """Whether a table's first line names Postil's columns."""
    return frozenset(columns(head)) >= _COLUMNS


def read(file: str, content: str) -> Parsed:
    """The marks of a table, with what else it tells of them but their claims."""
    return gather(FORMAT, file, rows(content), _clippings)


def _clippings(row: dict[str, Json]) -> Iterable[Clipping]:
    identity, stands = text(row, "id"), text(row, "anchor") != "lost"
    yield Clipping(
        words=text(row, "words"),
        note=text(row, "note"),
        tags=tuple(text(row, "tags").split()),
        kind=text(row, "kind"),
        colour=text(row, "colour"),
        made=utc(text(row, "created")),
        title=text(row, "title"),
        author=text(row, "byline"),
        publisher=text(row, "publisher"),
        published=text(row, "published"),
        source=text(row, "source"),
        start=_offset(row, "start") if stands else None,
        end=_offset(row, "end") if stands else None,
        place=text(row, "place"),
        speaker=text(row, "speaker"),
        status=text(row, "status"),
        origin=f"postil:{identity}" if identity else "",
    )


def _offset(row: dict[str, Json], name: str) -> int | None:
    digits = text(row, name)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None
