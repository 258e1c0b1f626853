"""Bookmarks with highlights in CSV: what Raindrop and Diigo export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import gather, origin, text
from exchange.clippings.table import columns, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

RAINDROP, DIIGO = "Raindrop CSV", "Diigo CSV"

_COLUMNS = {
    RAINDROP: frozenset({"url", "excerpt", "highlights", "created"}),
    DIIGO: frozenset({"url", "description", "annotations", "created_at"}),
}
_LABEL = re.compile(r"^(highlight|note|comment|sticky notes?):[ \t]*", re.IGNORECASE | re.MULTILINE)


def recognises(head: str) -> bool:
    """Whether a table's first line names the columns of either CSV."""
    return bool(_format(head))


def read(file: str, content: str) -> Parsed:
    """The highlights of each bookmark, and its note."""
    return gather(_format(content), file, rows(content), _clippings)


def _format(head: str) -> str:
    names = frozenset(columns(head))
    return next((name for name, wanted in _COLUMNS.items() if wanted <= names), "")


def _clippings(row: dict[str, Json]) -> Iterable[Clipping]:
    program = "raindrop" if "highlights" in row else "diigo"
    source, made = text(row, "url"), utc(text(row, "created", "created_at"))
    marks = list(_marks(text(row, "highlights", "annotations")))
    own = (text(row, "note", "description"), text(row, "comments"))
    for words, note in [*marks, *(("", said) for said in own if said.strip())]:
        yield Clipping(
            words=words,
            note=note.strip(),
            tags=tuple(tag.strip() for tag in text(row, "tags").split(",") if tag.strip() != "no_tag"),
            made=made,
            title=text(row, "title"),
            source=source,
            origin=origin(program, source, words, "" if words else note),
        )


def _marks(cell: str) -> Iterator[tuple[str, str]]:
    """The words and notes in a cell, in which every part begins with what it is: “Highlight:”, “Note:”."""
    words, notes = "", list[str]()
    parts = _LABEL.split(cell)
    for label, said in zip(parts[1::2], parts[2::2], strict=True):
        if label.lower() == "highlight":
            if words or notes:
                yield words, "\n\n".join(notes)
            words, notes = said.strip(), []
        else:
            notes.append(said.strip())
    if words or notes:
        yield words, "\n\n".join(notes)
