"""The marks of an article as a screen holds them: read once, then followed change by change."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.records import AnchorState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.library import Library
    from store.records import Annotation


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in the order of the text, lost ones last; `as_of` is the newest operation they know of."""

    listed: tuple[Annotation, ...] = ()
    as_of: int = 0


def read(library: Library, article_id: str) -> Marks:
    """All marks of an article."""
    as_of, _ = library.news()
    return Marks(tuple(library.annotations(article_id)), as_of)


def followed(marks: Marks, library: Library, article_id: str) -> Marks:
    """The marks after what was changed since, on the same text of the article; costs what was changed."""
    as_of, touched = library.news(marks.as_of)
    if not touched:
        return marks
    now = (mark for mark in library.among(touched) if mark.article_id == article_id)
    return Marks(patched(marks.listed, touched, now), as_of)


def patched(
    listed: Iterable[Annotation], touched: frozenset[str], now: Iterable[Annotation]
) -> tuple[Annotation, ...]:
    """The marks listed, without those touched and with those that there are of them now."""
    kept = [mark for mark in listed if mark.id not in touched]
    for mark in now:
        insort(kept, mark, key=_place)
    return tuple(kept)


def _place(mark: Annotation) -> tuple[bool, int, int]:
    return mark.anchor_state is AnchorState.LOST, mark.anchor.start, mark.anchor.end
