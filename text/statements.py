"""Statements: how nearly two of them say the same.

Words in common count by how much they tell; words that are nearly spelt alike, a little less. A longer
statement may hold a shorter one. Another number, or a denial on one side alone, makes another statement
of what has all other words in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEAR = 0.8
"""How much a word counts that is spelt nearly like one on the other side."""
NEAR_SIMILARITY = 0.91
"""From which similarity of Jaro and Winkler (Winkler 1990) two words are spelt nearly alike."""
NEAR_LENGTH = 4
"""Code points from which a word may be."""
HELD_SHARE = 0.5
"""What it counts that the shorter statement is held by the longer one; the rest is what they share."""
WHOLE_WORDS = 4.0
"""Telling words from which a statement is long enough that holding it means something."""
WHOLE_PAIRS = 7
"""Pairs of neighbouring words from which it is, however little they tell."""
OTHER_NUMBER = 0.6
"""What is left of a likeness where all numbers are others."""
SOME_OTHER_NUMBERS = 0.85
"""What is left where some are, and some are the same."""
DENIED = 0.75
"""What is left where one side denies."""
SMALL_WORD = 0.12
"""How much a word tells that only holds others together."""


def _listed(words: str) -> list[str]:
    return words.split()


_SMALL = frozenset(
    _listed(
        "a about after again all also am an and any are as at be been before being both but by can could "
        "did do does for from further had has have he her here him his how i if in into is it its just may "
        "me might more most much must my now of off on once only or other our out over own said say says "
        "she should so some such than that the their them then there these they this those through to too "
        "under until up upon us very was we were what when where which while who whom why will with would "
        "you your"
    )
)
_DENIALS = frozenset(
    _listed(
        "no not never none nothing nobody neither nor without cannot dont doesnt didnt wont wouldnt cant "
        "couldnt isnt arent wasnt werent hasnt havent hadnt shouldnt deny denies denied"
    )
)
_DIGITS = {word: at for at, word in enumerate(_listed("one two three four five six seven eight nine"), 1)}
_TENS = {
    word: 10 * at
    for at, word in enumerate(_listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_NUMERALS = {word: str(number) for word, number in (_DIGITS | _TENS).items() if number > 1}
_NUMERALS |= {"ten": "10", "eleven": "11", "twelve": "12"}


def telling(word: str) -> float:
    """How much a folded word tells by itself, 0.0 to 1.0."""
    return SMALL_WORD if word in _SMALL or word in _DENIALS else 1.0


@dataclass(frozen=True)
class Statement:
    """A statement by its folded words, with numerals for the small numbers."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Statement:
        """What a text states."""
        return cls(tuple(_with_numerals(words(text))))

    @cached_property
    def held(self) -> frozenset[str]:
        """Its words, whatever their order."""
        return frozenset(self.words)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Its neighbours."""
        return frozenset(pairwise(self.words))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers among them."""
        return frozenset(word for word in self.held if word[0].isdigit())

    @cached_property
    def denies(self) -> bool:
        """Whether it denies, and does not deny a denial."""
        return len(self.held & _DENIALS) % 2 == 1


def likeness(one: Statement, other: Statement, weight: Callable[[str], float] = telling) -> float:
    """How nearly two statements say the same, 0.0 to 1.0; `weight` is how much a word tells, above 0."""
    if not one.words or not other.words:
        return 0.0
    common = one.held & other.held
    near = _near(one.held - common, other.held - common)
    mine, theirs = (sum(map(weight, each.held)) for each in (one, other))
    ours, yours = (
        sum(map(weight, common)) + NEAR * sum(weight(word) for word in near if word in each.held)
        for each in (one, other)
    )
    together = (ours + yours) / (mine + theirs)
    long_enough = min(1.0, min(mine, theirs) / WHOLE_WORDS)
    holding = max(long_enough * max(ours / mine, yours / theirs), _rows_held(one, other))
    return min(1.0, max(together, (1 - HELD_SHARE) * together + HELD_SHARE * holding)) * _agreement(
        one, other
    )


def _with_numerals(said: list[str]) -> Iterator[str]:
    """The words, with numerals for those that are small numbers: 24 for twenty-four."""
    follows = iter([*said[1:], ""])
    listed = iter(said)
    for word, after in zip(listed, follows, strict=False):
        if word in _TENS and after in _DIGITS:
            yield str(_TENS[word] + _DIGITS[after])
            next(listed), next(follows)
        else:
            yield _NUMERALS.get(word, word)


def _rows_held(one: Statement, other: Statement) -> float:
    """The share of neighbours in the shorter statement that are neighbours in the other one."""
    shortest = min(len(one.pairs), len(other.pairs))
    return len(one.pairs & other.pairs) / max(shortest, WHOLE_PAIRS)


def _near(some: frozenset[str], others: frozenset[str]) -> set[str]:
    """The words on both sides that begin like one on the other side, and hardly differ from it.

    Beginnings matter: million and billion are no slips of each other.
    """
    by_letter: dict[str, list[str]] = {}
    for word in filter(_may_be_near, others):
        by_letter.setdefault(word[0], []).append(word)
    pairs = [(word, like) for word in filter(_may_be_near, some) for like in by_letter.get(word[0], ())]
    if not pairs:
        return set()
    from rapidfuzz.distance.JaroWinkler import similarity  # noqa: PLC0415 - 30 ms, and often for nothing

    return {word for pair in pairs if similarity(*pair) >= NEAR_SIMILARITY for word in pair}


def _may_be_near(word: str) -> bool:
    return len(word) >= NEAR_LENGTH and not word[0].isdigit()


def _agreement(one: Statement, other: Statement) -> float:
    """What numbers and denials leave of a likeness."""
    left = DENIED if one.denies != other.denies else 1.0
    more, fewer = one.numbers - other.numbers, other.numbers - one.numbers
    if more and fewer:
        left *= SOME_OTHER_NUMBERS if one.numbers & other.numbers else OTHER_NUMBER
    return left
