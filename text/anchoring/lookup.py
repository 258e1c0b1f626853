"""Looking up many passages in one text: the very words, whatever their quotes, dashes and spaces.

What `reattach.occurrences` finds for one passage, at the cost of one folding of the text for all, and of one
reading of it for many that are told beforehand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from text.anchoring.anchor import Anchor
from text.anchoring.reattach import score
from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_GLYPHS = (("‘’‚‛′`´", "'"), ("“”„‟″«»", '"'), ("–—‐‑−", "-"))
_SHRINKING = re.compile("[\\s\u00ad\u200b\ufeff]{2,}|[\u00ad\u200b\ufeff]")
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\S+")
_WORD_INSIDE = re.compile(r"\s(?=\S)")
_MOST_PLACES = 1_000
_MANY = 100
"""Passages that are sooner found together than one by one."""
_LANDMARK = 16
"""Code points from the first word on that begins in a passage: where these stand, it is looked for."""


def is_same(words: str, others: str) -> bool:
    """Whether some words are the same as others, as a lookup takes them."""
    return words == others or _fold(words).split() == _fold(others).split()


class Lookup:
    """A text in which passages are looked up; those that are `expected` are found together."""

    def __init__(self, text: str, expected: Iterable[str] = ()) -> None:
        self.text = text
        wanted = {words.strip() for words in expected}
        self._found = _found_together(text, wanted) if len(wanted) > _MANY else {}
        folded = {_fold(words).strip() for words in wanted if words in self._found and not self._found[words]}
        self._found_folded = _found_together(self._folded, folded) if len(folded) > _MANY else {}

    def place(self, words: str, prefix: str = "", suffix: str = "", start: int | None = None) -> Span | None:
        """Where some words stand, None if nowhere; of several places that which fits the surroundings best.

        `start` is the offset, in code points, where they stood in a text like this one.
        """
        places = self._places(words)
        if len(places) < 2:
            return places[0] if places else None
        at = -1 if start is None else start
        wanted = Anchor(words, prefix, suffix, at, at + len(words))
        return max(places, key=lambda place: score(self.text, wanted, place))

    def _places(self, words: str) -> list[Span]:
        words = words.strip()
        if not words:
            return []
        known = self._found.get(words)
        found = _found(self.text, words) if known is None else known
        if found:
            return [Span(at, at + len(words)) for at in found]
        folded = _fold(words).strip()
        known = self._found_folded.get(folded)
        ends = ((at, at + len(folded)) for at in (_found(self._folded, folded) if known is None else known))
        return [Span(self._offset(start), self._offset(end - 1) + 1) for start, end in ends]

    @cached_property
    def _folded(self) -> str:
        return _fold(self.text)

    @cached_property
    def _shrunk(self) -> tuple[list[int], list[int]]:
        """Where the folded text goes on after what is shorter in it, and by how much it is behind by then."""
        places, behind = [], []
        gone = 0
        for match in _SHRINKING.finditer(self.text):
            gone += len(match[0]) - len(_shrunk(match))
            places.append(match.end() - gone)
            behind.append(gone)
        return places, behind

    def _offset(self, folded: int) -> int:
        places, behind = self._shrunk
        before = bisect_right(places, folded)
        return folded + (behind[before - 1] if before else 0)


def _found(text: str, words: str) -> list[int]:
    """Where words stand, each place after the one before; not more than can be compared."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _found_together(text: str, passages: Iterable[str]) -> dict[str, list[int]]:
    """What `_found` finds for each of the passages, but for those that are too short for it."""
    found: dict[str, list[int]] = {}
    marked: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for passage in passages:
        begins = _WORD_INSIDE.search(passage)
        if begins and len(passage) >= begins.end() + _LANDMARK:
            marked[passage[begins.end() : begins.end() + _LANDMARK]].append((passage, begins.end()))
            found[passage] = []
    for word in _WORD.finditer(text):
        at = word.start()
        for passage, before in marked.get(text[at : at + _LANDMARK], ()):
            if at >= before and text.startswith(passage, at - before) and len(found[passage]) < _MOST_PLACES:
                found[passage].append(at - before)
    return found


def _fold(text: str) -> str:
    for glyphs, plain in _GLYPHS:
        for glyph in glyphs:
            text = text.replace(glyph, plain)
    return _SPACE.sub(" ", _SHRINKING.sub(_shrunk, text))


def _shrunk(match: re.Match[str]) -> str:
    return " " if _SPACE.search(match[0]) else ""
