"""What CSL JSON says of a work.

(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping
from exchange.clippings.record import inner, listed, mapping, text

if TYPE_CHECKING:
    from exchange.json import Json


def known(work: dict[str, Json]) -> Clipping:
    """A clipping without words, of a work in CSL JSON."""
    return Clipping(
        "",
        title=text(work, "title"),
        author=", ".join(filter(None, map(_name, listed(work.get("author"))))),
        publisher=text(work, "container-title", "publisher"),
        published=_date(inner(work, "issued")),
        language=text(work, "language"),
        source=text(work, "URL"),
    )


def _name(person: Json) -> str:
    record = mapping(person, "an author")
    parts = (text(record, name) for name in ("given", "non-dropping-particle", "family"))
    return text(record, "literal") or " ".join(filter(None, parts))


def _date(issued: dict[str, Json]) -> str:
    """A date as “2019-08-01”, without what is not told of it."""
    first = next(iter(listed(issued.get("date-parts"))), None)
    parts = [str(part) for part in listed(first) if isinstance(part, int | str)]
    return "-".join(part.zfill(2) for part in parts) or text(issued, "raw", "literal")
