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

from text.anchoring.anchor import CONTEXT, Anchor
from text.anchoring.reattach import score
from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GLYPHS = (("‘’‚‛′`´", "'"), ("“”„‟″«»", '"'), ("–—‐‑−", "-"))
_SHRINKING = re.compile("[\\s\u00ad\u200b\ufeff]{2,}|[\u00ad\u200b\ufeff]")
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\S+")
_WORD_INSIDE = re.compile(r"\s(?=\S)")
_MOST_PLACES = 1_000
"""Places that are compared by what stands round them."""
_NEAREST = 100
"""The same, on either side, of where the words stood when that is known."""
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

        `start` is the offset, in code points, where they stood in a text like this one: among places that
        fit alike, the nearest is taken, the first where it is not known.
        """
        words, before, after = words.strip(), prefix[-CONTEXT:], suffix[:CONTEXT]
        places = self._places(words, start, 2)
        if len(places) > 1 and (before or after):
            places = self._places(words, start, 1, before, after)
            if not places:
                at = -1 if start is None else start
                wanted = Anchor(words, before, after, at, at + len(words))
                compared = self._places(words, start, _MOST_PLACES if start is None else _NEAREST)
                return max(compared, key=lambda place: score(self.text, wanted, place))
        return min(places, key=lambda place: abs(place.start - (start or 0)), default=None)

    def _places(
        self, words: str, start: int | None, most: int, before: str = "", after: str = ""
    ) -> list[Span]:
        """Places of the words between others: so many from `start` on, and so many that are not.

        It may be more of those that are known already.
        """
        if not words:
            return []
        found = _known(self._found, before + words + after)
        if found is None:
            found = _found(self.text, before + words + after, start or 0, most)
        if found:
            return [Span(at, at + len(words)) for at in (at + len(before) for at in found)]
        before, folded, after = _fold(before).lstrip(), _fold(words).strip(), _fold(after).rstrip()
        found = _known(self._found_folded, before + folded + after)
        if found is None:
            found = _found(self._folded, before + folded + after, self._offset_folded(start or 0), most)
        ends = ((at, at + len(folded)) for at in (at + len(before) for at in found))
        return [Span(self._offset(first), self._offset(end - 1) + 1) for first, end in ends]

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

    def _offset_folded(self, offset: int) -> int:
        places, behind = self._shrunk
        before = bisect_right(range(len(places)), offset, key=lambda at: places[at] + behind[at])
        return max(0, offset - (behind[before - 1] if before else 0))


def _known(known: Mapping[str, list[int]], words: str) -> list[int] | None:
    """All places of words that are known; None if there may be more."""
    found = known.get(words)
    return None if found is None or len(found) == _MOST_PLACES else found


def _found(text: str, words: str, start: int, most: int) -> list[int]:
    """Where words stand: so many places from `start` on, the nearest first, and so many before it."""
    after: list[int] = []
    before: list[int] = []
    at = text.find(words, start) if words else -1
    while at >= 0 and len(after) < most:
        after.append(at)
        at = text.find(words, at + 1)
    at = text.rfind(words, 0, start + len(words) - 1) if words and start else -1
    while at >= 0 and len(before) < most:
        before.append(at)
        at = text.rfind(words, 0, at + len(words) - 1)
    return after + before


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
