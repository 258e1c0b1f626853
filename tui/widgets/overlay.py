"""Marks laid over a document, found quickly by the stretch of text they touch."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from store.records import AnchorState, Annotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from text.document import Span


class Overlay:
    """The marks of one document that have a place in it, in the order of the text."""

    def __init__(self, marks: Iterable[Annotation]) -> None:
        self.marks = sorted(
            (mark for mark in marks if mark.anchor_state is not AnchorState.LOST),
            key=lambda mark: (mark.anchor.start, -mark.anchor.end),
        )
        self._starts = [mark.anchor.start for mark in self.marks]
        self._reach = list(accumulate((mark.anchor.end for mark in self.marks), max))

    def over(self, span: Span) -> tuple[Annotation, ...]:
        """The marks that share text with `span`."""
        found: list[Annotation] = []
        index = bisect_left(self._starts, span.end) - 1
        while index >= 0 and self._reach[index] > span.start:
            if self.marks[index].span.overlaps(span):
                found.append(self.marks[index])
            index -= 1
        return tuple(reversed(found))
