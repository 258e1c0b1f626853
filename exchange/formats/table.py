"""CSV (RFC 4180): a row a mark.

A cell that a spreadsheet would work out as a formula begins with an apostrophe more; `readable` takes
it away again.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from store.records import Annotation, Article

COLUMNS = (
    *("id", "kind", "words", "note", "tags", "speaker", "status", "article", "title", "byline", "publisher"),
    *("published", "source", "start", "end", "anchor", "created", "updated", "claim", "place", "colour"),
)

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The marks of the sheets, in `COLUMNS`; tags are parted by spaces."""
    yield lines([COLUMNS])
    for sheet in sheets:
        yield lines(_row(mark, sheet.articles[mark.article_id]) for mark in sheet.marks)


def lines(rows: Iterable[Iterable[object]]) -> str:
    """Rows as lines of CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def readable(cell: str) -> str:
    """The cell that `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _row(mark: Annotation, article: Article) -> tuple[object, ...]:
    anchor = mark.anchor
    return (
        *(mark.id, mark.kind, anchor.exact, mark.note, " ".join(mark.tags), mark.speaker, mark.status),
        *(article.id, article.title, article.byline, article.publisher, article.published, article.source),
        *(anchor.start, anchor.end, mark.anchor_state, mark.created, mark.updated, mark.claim),
        *(mark.place, mark.colour),
    )
