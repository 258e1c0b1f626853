"""Recogito's and Annotorious' own JSON, which their current versions keep beside the W3C's model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.place import place
from exchange.clippings.record import gather, identified, inner, listed, mapping, numbered, offset, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json

FORMAT = "Recogito JSON"

_TAGGING = frozenset({"tagging", "classifying"})


def recognises(data: Json) -> bool:
    """Whether data is an annotation with bodies and a target that names it, or a list of such."""
    return any(
        isinstance(item, dict)
        and isinstance(item.get("bodies"), list)
        and isinstance(target := item.get("target"), dict)
        and "selector" in target
        for item in listed(data)[:10]
    )


def read(file: str, data: Json) -> Parsed:
    """The annotations of the data, in its order."""
    return gather(FORMAT, file, numbered("Annotation", listed(data)), _clippings)


def _clippings(record: Json) -> Iterable[Clipping]:
    annotation = mapping(record)
    target, identity = inner(annotation, "target"), text(annotation, "id")
    parts = [mapping(part, "its selector") for part in listed(target.get("selector"))]
    bodies = [mapping(body, "its body") for body in listed(annotation.get("bodies"))]
    whole = parts[0] if len(parts) == 1 else {}
    page = offset(parts[0], "pageNumber") if parts else None
    words = " ".join(filter(None, (text(part, "quote").strip() for part in parts)))
    yield Clipping(
        words=words,
        note="\n\n".join(text(body, "value") for body in bodies if not _is_tag(body)),
        tags=tuple(text(body, "value") for body in bodies if _is_tag(body)),
        made=utc(text(target, "created")),
        start=offset(whole, "start"),
        end=offset(whole, "end"),
        place=place(page=str(page) if page else ""),
        origin=identified("w3c", identity, words) if identity else "",  # as in the model's form
    )


def _is_tag(body: dict[str, Json]) -> bool:
    return text(body, "purpose") in _TAGGING
