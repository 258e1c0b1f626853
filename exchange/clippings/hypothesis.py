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

_OWN = "acct:postil@localhost"
"""Who made the annotations that Postil wrote."""
_OWN_TAGS = ("kind", "status", "speaker")


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
    identity, is_own = text(row, "id"), row.get("user") == _OWN
    tags, told = _tags(texts(row.get("tags"), "tags"), is_own=is_own)
    yield Clipping(
        words=found.words,
        note=text(row, "text"),
        tags=tags,
        kind=told.get("kind", ""),
        speaker=told.get("speaker", ""),
        status=told.get("status", ""),
        made=utc(text(row, "created", "updated")),
        title=" ".join(texts(inner(row, "document").get("title"), "title")[:1]),
        source=text(row, "uri") or text(target, "source"),
        prefix=found.prefix,
        suffix=found.suffix,
        start=found.start,
        end=found.end,
        place=found.place,
        origin=f"{'postil' if is_own else 'hypothesis'}:{identity}" if identity else "",
    )


def _tags(tags: tuple[str, ...], *, is_own: bool) -> tuple[tuple[str, ...], dict[str, str]]:
    """The tags, without those that Postil wrote for want of a field; and what these tell."""
    kept: list[str] = []
    told: dict[str, str] = {}
    for tag in tags:
        name, _, value = tag.partition(":")
        if is_own and value and name in _OWN_TAGS:
            told[name] = value
        else:
            kept.append(tag)
    return tuple(kept), told
