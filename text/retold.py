"""What was said more than once: the same words again, cut otherwise, or with a few of them changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Pairs: TypeAlias = "frozenset[tuple[str, str]]"
"""The words of a text, each with the one after it."""

SHARE = 0.6
"""Of the pairs of the shorter of two texts, those that the longer one has, from which they tell the same."""
_SHORTEST = 12
"""Code points from which what stands in another text is a part of that, and no turn of speech."""
_RAREST, _SHARED = 4, 2
"""Words of a text by which those that may tell the same are looked up, and how many they share of these."""
_MOST = 40
"""Texts that are looked at for each of them."""
_BETWEEN_RESTS = 40


def retold(texts: Sequence[str], rest: Callable[[], None] | None = None) -> list[tuple[int, ...]]:
    """Sort texts, of folded words, by what they tell: the places of those that tell the same together.

    The fullest telling stands first among them, the others in their order; what was told first comes first.
    Each is told as the fullest one is, by what Broder calls containment (On the resemblance and
    containment of documents, 1997), so that no chain of likenesses leads from one saying to another. Costs
    about what the texts are long, for few are compared: those that share rare words. `rest` is called every
    few milliseconds, for others to have their turn.
    """
    groups: dict[int, list[int]] = {}
    homes: dict[str, int] = {}
    shelf = _Shelf()
    for number, at in enumerate(sorted(range(len(texts)), key=lambda at: -len(texts[at]))):
        if rest is not None and not number % _BETWEEN_RESTS:
            rest()
        text = texts[at]
        home = homes.get(text)
        if home is None:
            words = text.split()
            home = shelf.alike(text, words)
            if home is None:
                home = at
                shelf.put(at, words)
            homes[text] = home
        groups.setdefault(home, []).append(at)
    found = [(home, *sorted(each for each in places if each != home)) for home, places in groups.items()]
    return sorted(found, key=min)


class _Shelf:
    """The fullest tellings so far, found by their words."""

    def __init__(self) -> None:
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._words: dict[int, list[str]] = {}

    def put(self, at: int, words: list[str]) -> None:
        """Keep a telling."""
        self._words[at] = words
        for word in set(words):
            self._by_word[word].append(at)

    def alike(self, text: str, words: list[str]) -> int | None:
        """The first telling kept that tells the same as a text no longer than it; None if none does."""
        candidates = self._candidates(words) if len(text) >= _SHORTEST else []
        if not candidates:
            return None
        own = _pairs(words)
        return next((at for at in candidates if _contained(text, own, _pairs(self._words[at]))), None)

    def _candidates(self, words: list[str]) -> list[int]:
        """Those that share rare words with a text."""
        known = sorted(filter(None, map(self._by_word.get, dict.fromkeys(words))), key=len)[:_RAREST]
        held = Counter(chain.from_iterable(islice(each, _MOST) for each in known))
        return sorted(at for at, shared in held.items() if shared >= _SHARED or shared == len(known))


def _contained(text: str, short: Pairs, long: Pairs) -> bool:
    return len(text) >= _SHORTEST and bool(short) and len(short & long) >= SHARE * len(short)


def _pairs(words: Sequence[str]) -> Pairs:
    return frozenset(pairwise(words))
