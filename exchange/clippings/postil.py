"""Postil's own marks in JSON, one a line: what `postil export` and `postil search --json` write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, inner, listed, mapping, numbered, offset, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

FORMAT = "Postil JSON Lines"


def recognises(data: Json) -> bool:
    """Whether data is a mark as `annotation_json` shapes it, or a list of such."""
    return any(
        isinstance(item, dict) and {"exact", "article", "kind"} <= item.keys() for item in listed(data)[:10]
    )


def read(file: str, data: Json) -> Parsed:
    """The marks of the data, with what else they tell of themselves but their claims and links."""
    return gather(FORMAT, file, _marks(data), _clippings)


def _marks(data: Json) -> Iterator[tuple[str, Json]]:
    """The marks with their names; lines about something else are passed over."""
    for where, item in numbered("Line", listed(data)):
        if not isinstance(item, dict) or {"exact", "article"} & item.keys():
            yield where, item


def _clippings(record: Json) -> Iterable[Clipping]:
    mark = mapping(record)
    article, identity = inner(mark, "article"), text(mark, "id")
    yield Clipping(
        words=text(mark, "exact"),
        note=text(mark, "note"),
        tags=texts(mark.get("tags"), "tags"),
        kind=text(mark, "kind"),
        made=utc(text(mark, "created")),
        title=text(article, "title"),
        author=text(article, "byline"),
        publisher=text(article, "publisher"),
        published=text(article, "published"),
        language=text(article, "language"),
        source=text(article, "source"),
        prefix=text(mark, "prefix"),
        suffix=text(mark, "suffix"),
        start=offset(mark, "start"),
        end=offset(mark, "end"),
        speaker=text(mark, "speaker"),
        status=text(mark, "status"),
        place=text(mark, "place"),
        colour=text(mark, "colour"),
        origin=f"postil:{identity}" if identity else "",
    )
