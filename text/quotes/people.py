"""People: who is named in a text, in full, and what they are called besides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.document import Span
from text.quotes.aliases import bare, sound
from text.quotes.lexicon import NO_NAMES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_CAPITAL = (
    r"(?:(?:[A-Z]\.)+|(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Jr|Sr)\.|[^\W\d_a-zß-öø-ÿ][\w’'‑-]*)"
)
_RUN = re.compile(
    rf"{_CAPITAL}(?:[ \xa0](?:(?:de|van|von|der|den|bin|ibn|al|el|da|di|du|la|le)[ \xa0]){{0,2}}{_CAPITAL})*"
)
_KINDS = {"leader": "head", "president": "head", "premier": "head", "chancellor": "head", "king": "head"}
"""Offices that are one when somebody is called by them."""

_ABOUT = 80
"""Code points round a name in which what its bearer is is looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, without titles; `roles` are the words before and after it that say who it is."""

    span: Span
    words: tuple[str, ...]
    roles: frozenset[str]


class People:
    """Everybody named in a text."""

    def __init__(self, text: str) -> None:
        self._mentions = list(_mentions(text))
        self._starts = [mention.span.start for mention in self._mentions]
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._roles: dict[str, set[str]] = defaultdict(set)
        for mention in self._mentions:
            if len(mention.words) > 1:
                self._full[sound(mention.words[-1])][" ".join(mention.words)] += 1
        for mention in self._mentions:
            self._roles[self.full(mention.words)] |= mention.roles

    def within(self, span: Span) -> list[Mention]:
        """The names that begin in `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self._mentions[first:last]

    def full(self, words: tuple[str, ...]) -> str:
        """The fullest form of a name that the text has."""
        known = self._full.get(sound(words[-1])) if words else None
        if not known:
            return " ".join(words)
        if len(words) > 1:
            return " ".join(words)
        return max(known, key=lambda name: known[name])

    def is_person(self, name: str) -> bool:
        """Whether somebody is named so in full."""
        return " " in name and name in self._full.get(sound(bare(name)[-1]), ())

    def called(self, description: str) -> str:
        """Who is described so ("the Ukrainian leader"), by the words that stand at their name."""
        wanted = _described(description)
        best, score = "", 0
        for name, roles in self._roles.items():
            if not self.is_person(name):
                continue
            found = _fit(wanted, roles)
            if found > score:
                best, score = name, found
        return best


def _mentions(text: str) -> Iterator[Mention]:
    for match in _RUN.finditer(text):
        run = match[0]
        words = bare(run)
        while len(words) > 1 and words[0].casefold() in NO_NAMES:
            words = words[1:]
        if not words or words[0].casefold() in NO_NAMES or not words[0][:1].isupper():
            continue
        at = run.find(words[0])
        end = run.rfind(words[-1]) + len(words[-1])
        if end <= at:
            continue
        yield Mention(
            Span(match.start() + at, match.start() + end),
            words,
            _roles(text, match.start() + at),
        )


def _roles(text: str, start: int) -> frozenset[str]:
    """The words of the titles right before a name, and of the apposition right after it."""
    before = re.split(r"[.;:!?(\n“”\"]\s|\n| and | said ", text[max(0, start - _ABOUT) : start])[-1].rstrip(
        ", "
    )
    titles: list[str] = []
    for word in reversed(before.split()):
        if not (word[0].isupper() or word.lower().strip(",") in ROLES or len(titles) < 1):
            break
        titles.append(word)
    return _described(" ".join(titles))


def _described(text: str) -> frozenset[str]:
    words = (word.replace(".", "").strip(",’'").removesuffix("’s").casefold() for word in text.split())
    return frozenset(_KINDS.get(word, word) for word in words if word and word not in NO_NAMES)


def _fit(wanted: frozenset[str], roles: set[str]) -> int:
    shared = wanted & roles
    if not shared & (ROLES | {"head"}):
        return 0
    return 3 * len(shared) - len(wanted - roles) - (1 if roles - wanted else 0)
