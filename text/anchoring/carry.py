"""Carrying marks from an old text to a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.anchoring.align import Alignment
from text.anchoring.anchor import describe
from text.anchoring.bounds import sharpen
from text.anchoring.reattach import THRESHOLD, Found, find, kinship, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from text.document import Span

SURE = 0.8
"""The kinship from which on the place of the alignment is taken without looking further."""


def carry(old: str, new: str, spans: Sequence[Span]) -> list[Found | None]:
    """Return where each of `spans` of `old` stands in `new`, or nothing where it is gone.

    The texts are aligned word by word, and a span goes where its words went. One whose words
    went nowhere, or changed much, is searched for by quote as well: it may have moved.
    """
    alignment = Alignment(old, new)
    return [_carry(alignment, old, new, span) for span in spans]


def _carry(alignment: Alignment, old: str, new: str, span: Span) -> Found | None:
    anchor = describe(old, span)
    place = alignment.place(span)
    place = sharpen(old, span, new, place) if place else None
    kin = kinship(new, anchor, place) if place else 0.0
    if kin < SURE:
        moved = find(new, anchor)
        if moved and (other := kinship(new, anchor, moved.span)) > kin:
            place, kin = moved.span, other
    return Found(place, score(new, anchor, place)) if place and kin >= THRESHOLD else None
