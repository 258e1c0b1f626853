"""Titles: whether two works may be one, by what they and their authors are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_LIKE = 90.0
"""How alike, in per cent, titles are that differ by a misspelling."""

_SUBTITLE = re.compile(r"\s*(?:[:;|(\[—–]|\s-\s|\.\s)")
_LEAST_LETTERS = 3


def title_key(title: str) -> str:
    """What a title is found by: its folded words."""
    return " ".join(words(title))


def head_key(title: str) -> str:
    """The same for what stands before its subtitle."""
    return title_key(_SUBTITLE.split(title.strip(), maxsplit=1)[0])


def may_be_one(author: str, other: str) -> bool:
    """Whether two bylines may name one author: they share a name, or one is not told."""
    ours, theirs = set(words(author)), set(words(other))
    if not ours or not theirs or ours == theirs:
        return True
    return any(len(name) >= _LEAST_LETTERS for name in ours & theirs)


def like(title: str, known: Mapping[str, str]) -> list[str]:
    """The keys of those known titles that differ only by a subtitle or a misspelling."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 30 to 60 ms to import

    wanted, head = title_key(title), head_key(title)
    if not wanted:
        return []
    near = process.extract(
        wanted,
        {key: title_key(each) for key, each in known.items()},
        scorer=fuzz.ratio,
        score_cutoff=LEAST_LIKE,
        limit=None,
    )
    return list(
        dict.fromkeys(
            [key for _, _, key in near]
            + [key for key, each in known.items() if head and head_key(each) == head]
        )
    )
