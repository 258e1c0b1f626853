"""Hypothesis: what its API answers, and the JSON file that its client exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, inner, listed, mapping, numbered, text, texts
from exchange.clippings.selectors import selected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Hypothesis JSON"


def recognises(data: Json) -> bool:
    """Whether data is a search answer, an export, a list of annotations, or one."""
    if isinstance(data, dict) and ("rows" in data or ("annotations" in data and "export_date" in data)):
        return True
    return any(
        isinstance(row, dict) and "target" in row and "uri" in row and row.get("type") != "Annotation"
        for row in _rows(data)[:10]
    )


def read(file: str, data: Json) -> Parsed:
    """The annotations and page notes of the data; replies are notes of their own."""
    return gather(FORMAT, file, numbered("Annotation", _rows(data)), _clippings)


def _rows(data: Json) -> list[Json]:
    if isinstance(data, dict):
        data = data.get("rows", data.get("annotations", [data]))
    return listed(data)


def _clippings(record: Json) -> Iterable[Clipping]:
    row = mapping(record)
    targets = [mapping(target, "its target") for target in listed(row.get("target"))]
    target = targets[0] if targets else {}
    found = selected(target.get("selector"))
    identity = text(row, "id")
    yield Clipping(
        words=found.words,
        note=text(row, "text"),
        tags=texts(row.get("tags"), "tags"),
        made=utc(text(row, "created", "updated")),
        title=" ".join(texts(inner(row, "document").get("title"), "title")[:1]),
        source=text(row, "uri") or text(target, "source"),
        prefix=found.prefix,
        suffix=found.suffix,
        start=found.start,
        end=found.end,
        place=found.place,
        origin=f"hypothesis:{identity}" if identity else "",
    )
