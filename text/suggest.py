"""Suggestions for a word being typed, out of the words known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSE_ENOUGH = 70.0


def suggest(typed: str, known: Sequence[str], limit: int) -> list[str]:
    """At most `limit` of the words `known` (most wanted first) that `typed` may become, best first.

    Words that begin with it come first, then those that hold it, then those that it misspells.
    """
    if not typed:
        return list(known[:limit])
    wanted = typed.casefold()
    folded = {word: word.casefold() for word in known}
    begin = [word for word in known if folded[word].startswith(wanted)]
    hold = [word for word in known if wanted in folded[word] and word not in begin]
    found = begin + hold
    if len(found) < limit:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only when plain comparison finds too few

        rest = [word for word in known if word not in found]
        close = process.extract(
            wanted,
            rest,
            scorer=fuzz.partial_ratio,
            processor=str.casefold,
            score_cutoff=_CLOSE_ENOUGH,
            limit=limit,
        )
        found += sorted((word for word, _, _ in close), key=lambda word: -fuzz.ratio(wanted, word.casefold()))
    return found[:limit]
