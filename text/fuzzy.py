"""Fuzzy words: what a misspelt or unfinished word may mean, and how well a text answers a query.

Distances are optimal string alignments (swapping two neighbours is one edit). Weights and scores
are 0.0 to 1.0. A text to be judged is folded words, each with a space on both sides.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ONE_EDIT_LENGTH = 4
"""Code points from which a word may hold one typo."""
TWO_EDITS_LENGTH = 7
"""Code points from which a word may hold two."""

EDIT_WEIGHTS = (1.0, 0.75, 0.55)
"""The weight of a word so many edits away."""
CHANGED_START = 0.1
"""What a typo in the first letter takes off: people get the first one right."""
LEAST_BEGINNING = 0.7
"""The weight of a word of which next to nothing was written."""
MISSPELT_BEGINNING = 0.5
"""The weight of a word whose beginning is one edit away."""
SURROUNDINGS = 0.8
"""How much a match counts that is not in a text's own words."""
BESIDE_SHARE = 0.08
"""The share of a score for words of the query that stand side by side."""
BREVITY_SHARE = 0.04
"""The share of a score for the brevity of a text."""
HALF_BREVITY = 300
"""Code points of a text of half the greatest brevity."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a query: how much it says (above 0), what else it may mean, and whether it may go on."""

    word: str
    rarity: float
    spellings: Mapping[str, float] = field(default_factory=dict)
    begins: bool = True
    _padded: tuple[tuple[str, float], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        padded = ((f" {word} ", weight) for word, weight in self.spellings.items())
        object.__setattr__(self, "_padded", ((f" {self.word} ", 1.0), *padded))

    def best(self, text: str, own: int) -> tuple[str, float]:
        """The word of `text` that answers best, with its weight; no word and 0.0 if none does."""
        best, most = self._begun(text, own) if self.begins else ("", 0.0)
        for padded, full in self._padded:
            if full <= most:
                continue
            at = text.find(padded)
            weight = full if at < own else full * SURROUNDINGS
            if at >= 0 and weight > most:
                best, most = padded[1:-1], weight
        return best, most

    def _begun(self, text: str, own: int) -> tuple[str, float]:
        at = text.find(f" {self.word}")
        if at < 0:
            return "", 0.0
        word = text[at + 1 : text.index(" ", at + 1)]
        weight = beginning_weight(self.word, word)
        return word, weight if at < own else weight * SURROUNDINGS


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a text answers: the share of what was asked that it holds, a score, the words that matched."""

    coverage: float
    score: float
    terms: tuple[str, ...]


def edits_allowed(word: str) -> int:
    """How many typos are forgiven in a word of this length: 0, 1 or 2."""
    return (len(word) >= ONE_EDIT_LENGTH) + (len(word) >= TWO_EDITS_LENGTH)


def variants(word: str) -> set[str]:
    """Every other string one edit away, made with the letters a to z (after Norvig's spelling corrector)."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    found = {head + tail[1:] for head, tail in parts if tail}
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1)
    found.update(head + letter + tail[1:] for head, tail in parts if tail for letter in letters)
    found.update(head + letter + tail for head, tail in parts for letter in letters)
    found.discard(word)
    return found


def edit_weight(word: str, other: str, edits: int) -> float:
    """How well `other` stands for `word`, so many edits away."""
    return EDIT_WEIGHTS[edits] - (CHANGED_START if word[:1] != other[:1] else 0.0)


def beginning_weight(start: str, word: str) -> float:
    """How well `word` stands for its beginning: the better, the less is missing."""
    return LEAST_BEGINNING + (1 - LEAST_BEGINNING) * len(start) / len(word)


def near(word: str, others: Iterable[str]) -> dict[str, float]:
    """Those of `others` that are within the typos forgiven, or begin so within one; with their weights."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 30 ms, and most words are spelt right

    allowed = edits_allowed(word)
    found: dict[str, float] = {}
    for other in others:
        edits = OSA.distance(word, other, score_cutoff=allowed)
        if edits <= allowed:
            found[other] = edit_weight(word, other, edits)
        elif allowed and OSA.distance(word, other[: len(word)], score_cutoff=1) <= 1:
            found[other] = MISSPELT_BEGINNING
    return found


def judge(text: str, wanted: Sequence[Wanted], own: int) -> Verdict:
    """Judge a text; what matches from offset `own` on is not in its own words."""
    found = [want.best(text, own) for want in wanted]
    terms = [term for term, _ in found]
    asked = sum(want.rarity for want in wanted)
    coverage = sum(want.rarity * weight for want, (_, weight) in zip(wanted, found, strict=True)) / asked
    brevity = HALF_BREVITY / (HALF_BREVITY + own)
    score = coverage * (1 - BESIDE_SHARE * (1 - _beside(text, terms)) - BREVITY_SHARE * (1 - brevity))
    return Verdict(coverage, score, tuple(dict.fromkeys(filter(None, terms))))


def _beside(text: str, terms: Sequence[str]) -> float:
    """The share of neighbours in the query that are neighbours in `text`."""
    pairs = [pair for pair in pairwise(terms) if all(pair)]
    return sum(f" {one} {two} " in text for one, two in pairs) / max(1, len(terms) - 1)
