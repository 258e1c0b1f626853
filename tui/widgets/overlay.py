"""Marks laid over a document, found quickly by the stretch of text they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import AnchorState, Annotation
from text.overlaps import Overlaps

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
        self._overlaps = Overlaps(
            [mark.anchor.start for mark in self.marks], [mark.anchor.end for mark in self.marks]
        )

    def over(self, span: Span) -> tuple[Annotation, ...]:
        """The marks that share text with `span`."""
        return tuple(self.marks[number] for number in self._overlaps.touching(span))
