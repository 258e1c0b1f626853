"""Whether a text is another state of an old one, or another text altogether."""

from __future__ import annotations

from text.fold import words

RUN = 3
"""Words in a row that are compared: single ones any two texts of a language share (Broder 1997)."""
LEAST_SHARED = 0.1
"""The share of the shorter text's runs that the other must hold."""
LEAST_WORDS = 20
"""Words of a text below which nothing can be told from what it shares."""


def related(old: str, new: str) -> bool:
    """Whether the texts have more than hardly anything in common, or one is too short to tell."""
    ours, theirs = words(old), words(new)
    if min(len(ours), len(theirs)) < LEAST_WORDS:
        return True
    shorter, longer = sorted((_runs(ours), _runs(theirs)), key=len)
    return len(shorter & longer) >= LEAST_SHARED * len(shorter)


def _runs(listed: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(listed[start:] for start in range(RUN)), strict=False))
