"""Carrying marks from an old text to a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.align import Alignment, likeness
from text.anchor import Found, likeness
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE = 0.5


def carry(old: str, new: str, spans: Sequence[Span]) -> list[Found | None]:
    """Return where each of `spans` of `old` stands in `new`, or nothing where it is gone."""
    alignment = Alignment(old, new)
    return [_carry(alignment, old, new, span) for span in spans]


def _carry(alignment: Alignment, old: str, new: str, span: Span) -> Found | None:
    place = alignment.place(span)
    if place:
        place = sharpen(old, span, new, place)
        alike = likeness(span.of(old), place.of(new))
        if alike >= ALIKE:
            return Found(place, alike)
    return None
