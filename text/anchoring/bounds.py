"""The bounds of a passage that changed: whole sentences stay whole sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text.anchoring.align import likeness
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_REACH = 240  # Code points searched for sentence bounds on each side.
_NEAR = 12  # Code points that show whether a sentence begins or ends: its sign, quotes, white space.
_CHOICES = 6  # Sentence bounds tried on each side.
_BONUS = 0.06  # Likeness that one bound between sentences is worth.
_CLOSING = "\"”’')\\]*_`"
_BREAK = re.compile(f"(?:(?<=[.!?…:])[{_CLOSING}]*|(?=\\s*\n))(\\s+)")


def sharpen(old: str, span: Span, new: str, place: Span) -> Span:
    """Return the bounds near `place` in `new` that keep to sentences as `span` did in `old`.

    Of the sentence bounds near a bound, and the bound itself, those win that make the passage
    most like the old one; a bound between sentences is worth a little unlikeness.
    """
    exact = span.of(old)
    begins, ends = _begins(old, span.start), _ends(old, span.end)
    if exact == place.of(new) or not (begins or ends):
        return place
    breaks = list(_breaks(new, max(0, place.start - _REACH), min(len(new), place.end + _REACH)))
    starts = [end for _, end in breaks] if begins else []
    stops = [start for start, _ in breaks] if ends else []
    spans = [
        Span(start, stop)
        for start in _nearest(starts, place.start)
        for stop in _nearest(stops, place.end)
        if start < stop
    ]

    def worth(one: Span) -> float:
        return likeness(exact, one.of(new)) + _BONUS * ((one.start in starts) + (one.end in stops))

    return max(spans, key=worth, default=place)


def _nearest(offsets: Iterable[int], offset: int) -> list[int]:
    return [offset, *sorted(offsets, key=lambda one: abs(one - offset))[:_CHOICES]]


def _breaks(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the ends of sentences and the starts of the next ones, the ends of the text too."""
    if low == 0:
        yield 0, 0
    for match in _BREAK.finditer(text, low, high):
        yield match.start(1), match.end(1)
    if high == len(text):
        yield high, high


def _begins(text: str, offset: int) -> bool:
    return any(end == offset for _, end in _breaks(text, max(0, offset - _NEAR), offset))


def _ends(text: str, offset: int) -> bool:
    return any(
        start == offset for start, _ in _breaks(text, max(0, offset - _NEAR), min(len(text), offset + _NEAR))
    )
