"""Aligning two texts word by word.

The method is patience diff's (Bram Cohen): runs of words that stand once in each text are matched
first, in the longest chain that keeps their order, and only what lies between them is compared
word for word (longest common subsequence, bit-parallel, by rapidfuzz).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, count
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

NOWHERE = -1
"""The place of a word that has no counterpart."""

_RUNS = (4, 2)
_CELLS = 25_000_000  # Words times words compared at once: 3 MB, a few milliseconds.
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")
_PLAIN = tuple(zip("‘’‚‛′`´“”„‟″«»–—‐‑", "'''''''\"\"\"\"\"\"\"----", strict=True))


def fold(text: str) -> str:
    """Return `text` with plain quote glyphs and dashes, code point for code point."""
    if not text.isascii():  # twenty times as fast as `translate` with a table of these
        for glyph, plain in _PLAIN:
            text = text.replace(glyph, plain)
    return text


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and signs of a text of `size` code points: folded, and where each begins and ends."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    size: int

    def __len__(self) -> int:
        return len(self.forms)


def tokens(text: str) -> Tokens:
    """Return the words and signs of `text`; quote glyphs and dashes are folded."""
    pieces = _TOKEN.findall(fold(text))
    forms = list(map(str.strip, pieces))
    ends = list(accumulate(map(len, pieces)))
    return Tokens(forms, list(map(sub, ends, map(len, forms))), ends, len(text))


def align(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return for each of the `old` words the index of its counterpart in `new`, or `NOWHERE`.

    Counterparts are equal, and stand in the same order.
    """
    places = [NOWHERE] * len(old)
    _align(old, new, _Box(0, len(old), 0, len(new)), _RUNS, places)
    return places


class _Box(NamedTuple):
    """The stretch of old words and the stretch of new words that are compared."""

    low: int
    high: int
    left: int
    right: int


def _align(old: Sequence[str], new: Sequence[str], box: _Box, runs: Sequence[int], places: list[int]) -> None:
    box = _trim(old, new, box, places)
    if box.low == box.high or box.left == box.right:
        return
    if not runs:
        _compare(old, new, box, places)
        return
    low, left = box.low, box.left
    for here, there in _chain(old, new, box, runs[0]):
        if here >= low and there >= left:
            _align(old, new, _Box(low, here, left, there), runs[1:], places)
            low, _, left, _ = _trim_head(old, new, _Box(here, box.high, there, box.right), places)
    _align(old, new, _Box(low, box.high, left, box.right), runs[1:], places)


def _trim(old: Sequence[str], new: Sequence[str], box: _Box, places: list[int]) -> _Box:
    """Match what the two stretches have in common at their ends, and return what is left."""
    low, high, left, right = _trim_head(old, new, box, places)
    while low < high and left < right and old[high - 1] == new[right - 1]:
        high, right = high - 1, right - 1
        places[high] = right
    return _Box(low, high, left, right)


def _trim_head(old: Sequence[str], new: Sequence[str], box: _Box, places: list[int]) -> _Box:
    low, high, left, right = box
    while low < high and left < right and old[low] == new[left]:
        places[low] = left
        low, left = low + 1, left + 1
    return _Box(low, high, left, right)


def _compare(old: Sequence[str], new: Sequence[str], box: _Box, places: list[int]) -> None:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 30 to 60 ms to import

    if (box.high - box.low) * (box.right - box.left) > _CELLS:
        return
    opcodes = Indel.opcodes(old[box.low : box.high], new[box.left : box.right])
    for block in opcodes.as_matching_blocks():
        here, there = box.low + block.a, box.left + block.b
        places[here : here + block.size] = range(there, there + block.size)


def _chain(old: Sequence[str], new: Sequence[str], box: _Box, length: int) -> list[tuple[int, int]]:
    """Return where runs of `length` words that stand once in each stretch do, in a common order."""
    ours = _once(old, box.low, box.high, length)
    theirs = _once(new, box.left, box.right, length)
    return _rising([(here, theirs[run]) for run, here in ours.items() if run in theirs])


def _once(words: Sequence[str], start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    """Return where each run of `length` words stands that stands once in `words[start:end]`."""
    runs = list(zip(*(words[start + step : end] for step in range(length)), strict=False))
    last = dict(zip(runs, count(start), strict=False))
    first = dict(zip(reversed(runs), count(start + len(runs) - 1, -1), strict=False))
    return {run: index for run, index in last.items() if first[run] == index}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs` whose second members rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(piles[pile - 1] if pile else NOWHERE)
        tops[pile : pile + 1] = [there]
        piles[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = piles[-1] if piles else NOWHERE
    while index != NOWHERE:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


class Alignment:
    """Two texts side by side: where a passage of the old one stands in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = tokens(old), tokens(new)
        self._places = align(self._old.forms, self._new.forms)

    def place(self, span: Span) -> Span | None:
        """Return where `span` of the old text went, or nothing when nothing stands in its place.

        Words that took the place of others share in the span as those did.
        """
        first = bisect_right(self._old.ends, span.start)
        last = bisect_left(self._old.starts, span.end) - 1
        if first > last:
            return None
        start, end = self._start(first, span.start), self._end(last, span.end)
        return Span(start, end) if start < end else None

    def _start(self, word: int, offset: int) -> int:
        place = self._places[word]
        if place == NOWHERE:
            place = self._share(word)
            return self._new.starts[place] if place < len(self._new) else self._new.size
        floor = self._new.ends[place - 1] if place else 0
        return max(floor, self._new.starts[place] + offset - self._old.starts[word])

    def _end(self, word: int, offset: int) -> int:
        place = self._places[word]
        if place == NOWHERE:
            place = self._share(word + 1)
            return self._new.ends[place - 1] if place else 0
        ceiling = self._new.starts[place + 1] if place + 1 < len(self._new) else self._new.size
        return min(ceiling, self._new.ends[place] + offset - self._old.ends[word])

    def _share(self, word: int) -> int:
        """Return the new word that stands as deep in the changed words as `word` in the old ones."""
        before, low = self._matched(word - 1, -1)
        after, high = self._matched(word, 1)
        depth = (word - before - 1) / max(1, after - before - 1)
        return low + 1 + round(depth * (high - low - 1))

    def _matched(self, word: int, step: int) -> tuple[int, int]:
        """Return the nearest word from `word` on that has a counterpart, and that; the ends have."""
        while 0 <= word < len(self._places):
            if self._places[word] != NOWHERE:
                return word, self._places[word]
            word += step
        return (-1, -1) if step < 0 else (len(self._places), len(self._new))


def likeness(one: str, other: str) -> float:
    """Return how alike two passages are, 0.0 to 1.0, white space and quote glyphs aside."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 30 to 60 ms to import

    return Indel.normalized_similarity(_plain(one), _plain(other))


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
