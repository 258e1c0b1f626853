"""Readwise's CSV for importing highlights: tags stand in the note, each after a full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.formats.table import lines
from store.annotation import AnchorState

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
        yield lines(_row(mark, sheet.articles[mark.article_id]) for mark in sheet.marks)


def _row(mark: Annotation, article: Article) -> tuple[object, ...]:
    address = article.source if article.source.startswith(("http://", "https://")) else ""
    place = "" if mark.anchor_state is AnchorState.LOST else mark.anchor.start
    made = mark.created[:19].replace("T", " ")
    return (mark.anchor.exact, article.title, article.byline, address, _note(mark), place, made)


def _note(mark: Annotation) -> str:
    tags = " ".join(f".{tag}" for tag in mark.tags)
    said = f"— {mark.speaker}" if mark.speaker else ""
    return "\n\n".join(filter(None, (tags, mark.note, said)))
