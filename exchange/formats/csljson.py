"""CSL JSON of sources (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.formats.encoding import listed
from exchange.formats.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from exchange.formats.sources import Source
    from exchange.json import Json

_KINDS = {"book": "book", "page": "webpage", "document": "document"}


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The sources of the sheets' marks."""
    yield from listed(map(item, sources(sheets)))
    yield "\n"


def item(source: Source) -> dict[str, Json]:
    """One source."""
    facts: dict[str, Json] = {
        "id": source.key,
        "type": _KINDS[source.kind],
        "title": source.title,
        "author": [{"literal": source.author}] if source.author else "",
        "publisher" if source.kind == "book" else "container-title": source.publisher,
        "issued": _date(source.published),
        "accessed": _date(source.seen) if source.address else "",
        "URL": source.address,
        "language": source.language,
        "keyword": ", ".join(source.tags),
    }
    return {name: value for name, value in facts.items() if value != ""}


def _date(parts: tuple[int, ...]) -> Json:
    return {"date-parts": [list(parts)]} if parts else ""
