"""Which way a paragraph runs; a terminal orders the signs within its rows itself, if at all."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from text.document import Span

_LOOK = 200
"""Code points in which the first strong character is looked for."""

_FIRST_LEFTWARD = "\u0590"  # No character below it runs leftward.


def is_leftward(text: str, span: Span) -> bool:
    """Whether the first strong character runs from right to left (Unicode Standard Annex 9, rule P2)."""
    seen = text[span.start : min(span.end, span.start + _LOOK)]
    if max(seen, default="") < _FIRST_LEFTWARD:
        return False
    strong = (kind for kind in map(unicodedata.bidirectional, seen) if kind in {"L", "R", "AL"})
    return next(strong, "L") != "L"
