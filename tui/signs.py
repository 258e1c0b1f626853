"""The signs of the kinds of mark: the letter that stands for each in the gutter and in lists, and its ink."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.codebook import COLOURS, PLAIN

if TYPE_CHECKING:
    from store.codebook import Codebook


class Sign(NamedTuple):
    """A letter, and the ink that words of the kind are marked with."""

    letter: str
    ink: str

    @property
    def letter_ink(self) -> str:
        """The ink of the letter."""
        return f"{self.ink}-letter"


_GIVEN = {"quote": Sign("Q", "quote"), "claim": Sign("C", "claim"), "highlight": Sign("H", "highlight")}
_learnt: dict[str, Sign] = {}

MARK_INKS = frozenset({*_GIVEN, *COLOURS})
"""Every ink that words are marked with."""


def learn(codebook: Codebook) -> None:
    """From now on, give the kinds of a codebook their signs, and no others of a reader's own."""
    _learnt.clear()
    _learnt.update((kind.name, Sign(kind.letter, kind.colour)) for kind in codebook.own)


def sign(kind: str) -> Sign:
    """The sign of a kind; of one that nobody told of, which another device may have, its first letter."""
    return _GIVEN.get(kind) or _learnt.get(kind) or Sign(kind[:1], PLAIN)
