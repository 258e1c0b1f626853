"""Hypothesis: what its API answers, and the JSON file that its client exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc, version
from exchange.clippings.record import gather, inner, listed, mapping, numbered, text, texts
from exchange.clippings.selectors import Selected, selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exchange.json import Json

FORMAT = "Hypothesis JSON"

_OWN = "acct:postil@localhost"
"""Who made the annotations that Postil wrote."""
_OWN_TAGS = ("kind", "status", "speaker", "place", "colour")


def recognises(data: Json) -> bool:
    """Whether data is a search answer, an export, a list of annotations, or one."""
    rows = _rows(data)
    if isinstance(data, dict) and ("rows" in data or {"annotations", "export_date"} <= data.keys()):
        return not rows or any(isinstance(row, dict) and "target" in row for row in rows[:10])
    return any(
        isinstance(row, dict) and {"target", "uri"} <= row.keys() and row.get("type") != "Annotation"
        for row in rows[:10]
    )


def read(file: str, data: Json) -> Parsed:
    """The annotations and page notes of the data; a reply is a note on the words that it is about."""
    rows = _rows(data)
    known = {name: row for row in rows if isinstance(row, dict) and isinstance(name := row.get("id"), str)}
    return gather(FORMAT, file, numbered("Annotation", rows), lambda row: clippings(row, known))


def _rows(data: Json) -> list[Json]:
    if isinstance(data, dict):
        rows = data.get("rows", data.get("annotations", [data]))
        return [*listed(rows), *listed(data.get("replies"))]
    return listed(data)


def clippings(record: Json, known: Mapping[str, dict[str, Json]]) -> Iterable[Clipping]:
    """The mark of one annotation; raises `BadRecordError` where it is none.

    known: the annotations by their ids, of which this one may answer some.
    """
    row = mapping(record)
    found = _selected(row)
    if not found.words:
        found = next(filter(_has_words, map(_selected, _answered(row, known))), found)
    identity, is_own = text(row, "id"), row.get("user") == _OWN
    tags, told = _tags(texts(row.get("tags"), "tags"), is_own=is_own)
    yield Clipping(
        words=found.words,
        note=text(row, "text"),
        tags=tags,
        kind=told.get("kind", ""),
        colour=told.get("colour", ""),
        speaker=told.get("speaker", ""),
        status=told.get("status", ""),
        made=utc(text(row, "created", "updated")),
        title=" ".join(texts(inner(row, "document").get("title"), "title")[:1]),
        source=text(row, "uri") or text(_target(row), "source"),
        prefix=found.prefix,
        suffix=found.suffix,
        start=found.start,
        end=found.end,
        place=told.get("place", "") or found.place,
        origin=f"{'postil' if is_own else 'hypothesis'}:{identity}" if identity else "",
        version=version(row, "updated"),
    )


def _target(row: dict[str, Json]) -> dict[str, Json]:
    """The first target of an annotation, which has but one."""
    return next((mapping(target, "its target") for target in listed(row.get("target"))), {})


def _selected(row: dict[str, Json]) -> Selected:
    return selected(_target(row).get("selector"))


def _has_words(found: Selected) -> bool:
    return bool(found.words)


def _answered(row: dict[str, Json], known: Mapping[str, dict[str, Json]]) -> list[dict[str, Json]]:
    """The annotations of the file that a reply answers, the nearest first."""
    names = [name for name in listed(row.get("references")) if isinstance(name, str)]
    return [known[name] for name in reversed(names) if name in known]


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
