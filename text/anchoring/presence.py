"""Presence: whether any of some passages stand in a text, as they are or in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.anchoring.lookup import Lookup
from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LOOSE = 5
"""Passages that are looked for in other words, which is slow in a long text."""

_GAP = "\n\n"


def any_stands(passages: Sequence[str], text: str) -> bool:
    """Whether any of the passages, none of them empty, stands in a text, the first few in other words too."""
    lookup = Lookup(text, passages)
    return any(lookup.place(words) is not None for words in passages) or _loosely(passages, text)


def _loosely(passages: Sequence[str], text: str) -> bool:
    from text.anchoring.carry import carry  # noqa: PLC0415 - slow to import, and seldom needed

    spans: list[Span] = []
    for words in passages[:_MOST_LOOSE]:
        start = spans[-1].end + len(_GAP) if spans else 0
        spans.append(Span(start, start + len(words)))
    return any(carry(_GAP.join(passages[:_MOST_LOOSE]), text, spans))
