"""Fuzzy words: what a misspelt or unfinished word may mean, and how well a text answers a query.

Distances are optimal string alignments (swapping two neighbours is one edit). Weights and scores
are 0.0 to 1.0. A text to be judged is folded words, each with a space on both sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SLIP_LENGTH = 3
"""Code points from which a word may lack a letter, or have two swapped; other changes make another word."""
ONE_EDIT_LENGTH = 4
"""Code points from which a word may hold one typo of any kind."""
TWO_EDITS_LENGTH = 7
"""Code points from which a word may hold two."""

EDIT_WEIGHTS = (1.0, 0.75, 0.6)
"""The weight of a word so many edits away."""
CHANGED_START = 0.04
"""What a typo in the first letter takes off: people get the first one right."""
LEAST_BEGINNING = 0.7
"""The weight of a word of which next to nothing was written."""
MISSPELT_BEGINNING = 0.5
"""The weight of a word whose beginning is one edit away."""
PARTED = 0.9
"""The weight of words written as one, and of one written as two."""
LEAST_INSIDE = 0.55
INSIDE_SHARE = 0.25
"""The weight of a word of which next to nothing was written, letters from its middle or some of its
letters in their order, and what is added where all were."""
MOST_LEFT_OUT = 2.5
"""How many times as long as its shortened form a word may be."""
FEW = 12
"""Spellings that are looked for one by one; more are looked up among the words of a text."""
AT_ONCE = 50_000
"""Words that are compared without letting other threads run: some milliseconds."""
GO_ON = "*"
"""Ends a spelling that may go on."""
SURROUNDINGS = 0.8
"""How much a match counts that is not in a text's own words."""
BESIDE_SHARE = 0.1
"""The share of a score for words of the query that stand side by side."""
BREVITY_SHARE = 0.04
"""The share of a score for the brevity of a text."""
HALF_BREVITY = 300
"""Code points of a text of half the greatest brevity."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # that of `string` comes with a regular expression to compile


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a query: how much it says (above 0), what else it may mean, and whether it may go on.

    What it may mean can be several words, and ends in `GO_ON` where the last of them may go on.
    """

    word: str
    rarity: float
    spellings: Mapping[str, float] = field(default_factory=dict)
    begins: bool = True
    _whole: str = field(init=False, repr=False, compare=False)
    _single: frozenset[str] = field(init=False, repr=False, compare=False)
    _several: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        several = tuple(known for known in self.spellings if " " in known or known.endswith(GO_ON))
        object.__setattr__(self, "_whole", f" {self.word} ")
        object.__setattr__(self, "_single", frozenset(self.spellings.keys() - several))
        object.__setattr__(self, "_several", several)

    def best(self, text: str, own: int) -> tuple[str, float]:
        """What of a text, its own words up to `own`, answers best, and its weight; 0.0 for nothing."""
        at = text.find(self._whole)
        if 0 <= at < own:
            return self.word, 1.0
        best, most = self._begun(text, own) if self.begins else ("", 0.0)
        if at >= 0 and most < SURROUNDINGS:
            best, most = self.word, SURROUNDINGS
        for spelling in self._likely(text):
            full = self.spellings[spelling]
            if full > most:
                padded = f" {spelling[:-1]}" if spelling.endswith(GO_ON) else f" {spelling} "
                at = text.find(padded)
                weight = full if at < own else full * SURROUNDINGS
                if at >= 0 and weight > most:
                    best, most = _words_at(text, at + 1, len(padded.strip())), weight
        return best, most

    def _likely(self, text: str) -> Iterable[str]:
        """The spellings that the text may hold."""
        if len(self.spellings) <= FEW:
            return self.spellings
        return *sorted(self._single.intersection(text.split())), *self._several

    def _begun(self, text: str, own: int) -> tuple[str, float]:
        at = text.find(self._whole[:-1])
        if at < 0:
            return "", 0.0
        word = _words_at(text, at + 1, len(self.word))
        weight = beginning_weight(self.word, word)
        return word, weight if at < own else weight * SURROUNDINGS


class Verdict(NamedTuple):
    """How well a text answers: the share of what was asked that it holds, and a score.

    `found` is what of the text answers each wanted word; empty where nothing does.
    """

    coverage: float
    score: float
    found: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The words of the text that matched."""
        return tuple(dict.fromkeys(word for found in self.found for word in found.split()))

    def corrections(self, wanted: Sequence[Wanted]) -> dict[str, str]:
        """What matched in place of wanted words that the text does not hold, by these."""
        pairs = ((want.word, found) for want, found in zip(wanted, self.found, strict=True))
        return {word: found for word, found in pairs if found and not found.startswith(word)}


def edits_allowed(word: str) -> int:
    """How many typos are forgiven in a word of this length: 0, 1 or 2."""
    return (len(word) >= SLIP_LENGTH) + (len(word) >= TWO_EDITS_LENGTH)


def variants(word: str) -> set[str]:
    """Every other string one edit away, made with the letters a to z (after Norvig's spelling corrector)."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in parts if tail}
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1)
    found.update(head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS)
    found.update(head + letter + tail for head, tail in parts for letter in _LETTERS)
    found.discard(word)
    return found


def edit_weight(word: str, other: str, edits: int) -> float:
    """How well `other` stands for `word`, so many edits away."""
    return EDIT_WEIGHTS[edits] - (CHANGED_START if word[:1] != other[:1] else 0.0)


def beginning_weight(start: str, word: str) -> float:
    """How well `word` stands for its beginning: the better, the less is missing."""
    return LEAST_BEGINNING + (1 - LEAST_BEGINNING) * len(start) / len(word)


def near(word: str, others: Sequence[str]) -> dict[str, float]:
    """Those of `others` that are within the typos forgiven, with their weights."""
    found = _within(word, others, edits_allowed(word))
    return {
        others[at]: edit_weight(word, others[at], edits) for at, edits in found if may_be(word, others[at])
    }


def may_be(word: str, other: str) -> bool:
    """Whether a word may stand for one an edit away; a very short one only if it slipped a letter or two."""
    return len(word) >= ONE_EDIT_LENGTH or len(other) > len(word) or sorted(other) == sorted(word)


def near_beginnings(word: str, others: Sequence[str]) -> dict[str, float]:
    """Those of `others` that begin with what is one edit away, with their weights."""
    if len(word) < ONE_EDIT_LENGTH:
        return {}
    found = (
        at
        for length in range(len(word) - 1, len(word) + 2)
        for at, _ in _within(word, [other[:length] for other in others], min(1, edits_allowed(word)))
    )
    return {others[at]: MISSPELT_BEGINNING for at in found}


def _within(word: str, others: Sequence[str], edits: int) -> list[tuple[int, int]]:
    """The places of those of `others` so many edits away at most, with their distances."""
    from rapidfuzz import process  # noqa: PLC0415 - 30 ms, and most words are spelt right
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - the same

    found = []
    for start in range(0, len(others), AT_ONCE):
        some = others[start : start + AT_ONCE]
        near = process.extract(word, some, scorer=OSA.distance, score_cutoff=edits, limit=None)
        found += [(start + at, int(distance)) for _, distance, at in near]
    return found


def inside(word: str, vocabulary: str) -> dict[str, float]:
    """The words of a vocabulary, a space on both sides of each, that hold `word`; with their weights."""
    found: dict[str, float] = {}
    at = vocabulary.find(word)
    while at >= 0:
        start, end = vocabulary.rindex(" ", 0, at) + 1, vocabulary.index(" ", at)
        other = vocabulary[start:end]
        found[other] = inside_weight(word, other)
        at = vocabulary.find(word, end)
    return found


def shortened(word: str, others: Iterable[str]) -> dict[str, float]:
    """Those of `others` that begin like `word` and hold its letters in their order, with their weights."""
    # Each step stops at the first such letter, so that there is nothing to go back for.
    steps = "".join(f"[^{re.escape(letter)}]*{re.escape(letter)}" for letter in word[1:])
    holds = re.compile(re.escape(word[0]) + steps).match
    return {other: inside_weight(word, other) for other in others if holds(other)}


def inside_weight(word: str, other: str) -> float:
    """How well `other` stands for some of its letters: the better, the less is missing."""
    return LEAST_INSIDE + INSIDE_SHARE * len(word) / len(other)


def judge(text: str, wanted: Sequence[Wanted], own: int) -> Verdict:
    """Judge a text; what matches from offset `own` on is not in its own words. It holds all of nothing."""
    found = []
    asked = answered = 0.0
    for want in wanted:
        term, weight = want.best(text, own)
        found.append(term)
        asked += want.rarity
        answered += want.rarity * weight
    coverage = answered / asked if asked else 1.0
    brevity = HALF_BREVITY / (HALF_BREVITY + own)
    score = coverage * (1 - BESIDE_SHARE * (1 - _beside(text, found)) - BREVITY_SHARE * (1 - brevity))
    return Verdict(coverage, score, tuple(found))


def _beside(text: str, terms: Sequence[str]) -> float:
    """The share of neighbours in the query that are neighbours in `text`."""
    if len(terms) < 2:
        return 0.0
    pairs = [pair for pair in pairwise(terms) if all(pair)]
    together = sum([one == two or f" {one} {two} " in text for one, two in pairs])
    return together / (len(terms) - 1)


def _words_at(text: str, start: int, length: int) -> str:
    """The words of `text` that begin at `start` and go on for so many code points at least."""
    return text[start : text.index(" ", start + length)]
