"""Looking up many passages in one text: the very words, whatever their quotes, dashes and spaces.

What `reattach.occurrences` finds for one passage, at the cost of one folding of the text for all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from text.anchoring.anchor import Anchor
from text.anchoring.reattach import score
from text.span import Span

_GLYPHS = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("–—‐‑−", "-")
)
_SHRINKING = re.compile("[\\s\u00ad\u200b\ufeff]{2,}|[\u00ad\u200b\ufeff]")
_SPACE = re.compile(r"\s")
_MOST_PLACES = 1_000


class Lookup:
    """A text in which passages are looked up."""

    def __init__(self, text: str) -> None:
        self.text = text

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
        found = [Span(at, at + len(words)) for at in _found(self.text, words)]
        if found:
            return found
        folded = _fold(words).strip()
        ends = ((at, at + len(folded)) for at in _found(self._folded, folded))
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


def _fold(text: str) -> str:
    return _SPACE.sub(" ", _SHRINKING.sub(_shrunk, text.translate(_GLYPHS)))


def _shrunk(match: re.Match[str]) -> str:
    return " " if _SPACE.search(match[0]) else ""
