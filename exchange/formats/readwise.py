"""Readwise's CSV for importing highlights: tags stand in the note, each after a full stop.

Its Location sorts the highlights of a work: the number of the location or page where each of them tells one,
else the offset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.formats.table import lines
from store.annotation import AnchorState
from text.pages import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from store.records import Annotation, Article

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""Readwise's own names, in its order."""


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The marks of the sheets."""
    yield lines([COLUMNS])
    for sheet in sheets:
        unplaced = {mark.article_id for mark in sheet.marks if number(mark.place) is None}
        yield lines(
            _row(mark, sheet.articles[mark.article_id], is_placed=mark.article_id not in unplaced)
            for mark in sheet.marks
        )


def _row(mark: Annotation, article: Article, *, is_placed: bool) -> tuple[object, ...]:
    address = article.source if article.source.startswith(("http://", "https://")) else ""
    made = mark.created[:19].replace("T", " ")
    place = number(mark.place) if is_placed else _offset(mark)
    return (mark.anchor.exact, article.title, article.byline, address, _note(mark), place, made)


def _offset(mark: Annotation) -> int | str:
    return "" if mark.anchor_state is AnchorState.LOST else mark.anchor.start


def _note(mark: Annotation) -> str:
    tags = " ".join(f".{tag}" for tag in mark.tags)
    said = f"— {mark.speaker}" if mark.speaker else ""
    return "\n\n".join(filter(None, (tags, mark.note, said)))
