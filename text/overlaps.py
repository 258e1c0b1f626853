"""Spans found quickly by the stretch of text they touch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.document import Span

_RUN = 32
"""Spans of which only the furthest end is looked at first."""


class Overlaps:
    """Spans in the order of their starts, given by these and their ends; they may lie over each other.

    They are looked through run by run, so that one that covers everything does not make each of the
    others be looked at.
    """

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._starts, self._ends = starts, ends
        self._reach = [max(self._ends[run : run + _RUN]) for run in range(0, len(self._ends), _RUN)]
        self._reach_so_far = list(accumulate(self._reach, max))

    def touching(self, span: Span) -> Iterator[int]:
        """The numbers of those that share text with `span`, in order."""
        last = bisect_left(self._starts, span.end)
        for run in range(bisect_right(self._reach_so_far, span.start), -(-last // _RUN)):
            if self._reach[run] > span.start:
                numbers = range(run * _RUN, min((run + 1) * _RUN, last))
                yield from (number for number in numbers if self._ends[number] > span.start)
