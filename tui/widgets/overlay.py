"""Marks laid over a document, found quickly by the stretch of text they touch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from store.records import AnchorState, Annotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from text.document import Span

_RUN = 32
"""Marks of which only the furthest end is looked at first."""


class Overlay:
    """The marks of one document that have a place in it, in the order of the text."""

    def __init__(self, marks: Iterable[Annotation]) -> None:
        self.marks = sorted(
            (mark for mark in marks if mark.anchor_state is not AnchorState.LOST),
            key=lambda mark: (mark.anchor.start, -mark.anchor.end),
        )
        self._starts = [mark.anchor.start for mark in self.marks]
        self._ends = [mark.anchor.end for mark in self.marks]
        # Run by run, so that one mark over the whole document does not make every other be looked at.
        self._reach = [max(self._ends[run : run + _RUN]) for run in range(0, len(self._ends), _RUN)]
        self._reach_so_far = list(accumulate(self._reach, max))

    def over(self, span: Span) -> tuple[Annotation, ...]:
        """The marks that share text with `span`."""
        last = bisect_left(self._starts, span.end)
        first = bisect_right(self._reach_so_far, span.start)
        return tuple(
            self.marks[number]
            for run in range(first, -(-last // _RUN))
            if self._reach[run] > span.start
            for number in range(run * _RUN, min((run + 1) * _RUN, last))
            if self._ends[number] > span.start
        )
