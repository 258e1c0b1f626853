"""People: who is named in a text, in full, and what they are called besides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from text.document import Span
from text.quotes.aliases import sound
from text.quotes.describing import speaks
from text.quotes.lexicon import NO_NAMES, ROLES, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UPPER = "[A-ZÀ-ÖØ-ÞĀ-ɏΑ-ΩЀ-Я]"
"""Capitals, and some small letters beside them: a set without categories is searched for twice as fast."""

_CAPITAL = rf"(?:(?:[A-Z]\.)+|(?:[DMJS]r|Mrs|Ms|Lt|Sen|Rep|Gov|Gen|Rev|Col|Prof)\.|{_UPPER}[\w’'‑-]*)"
_RUN = re.compile(
    rf"(?={_UPPER}){_CAPITAL}"
    rf"(?:[ \xa0](?:(?:de|van|von|der|den|bin|ibn|al|el|da|di|du|la|le)[ \xa0]){{0,2}}{_CAPITAL})*"
)
_POSSESSIVE = ("’s", "'s", "’", "'")
_KINDS = {"leader": "head", "president": "head", "premier": "head", "chancellor": "head", "king": "head"}
"""Offices that are one when somebody is called by them."""

_TITLES = listed(
    "mr mrs ms miss dr sir lord lady prof professor president chancellor senator sen congressman "
    "congresswoman rep governor gov mayor judge justice sheriff gen col sgt capt lt adm rev "
    "herr frau monsieur madame pan pani señor señora"
)
"""Words before a surname that only persons have there."""

_PRONOUNS = dict.fromkeys(listed("mr sir lord herr monsieur señor"), "he") | dict.fromkeys(
    listed("mrs ms miss lady frau madame señora"), "she"
)
"""The pronouns of those before whose names such a title stands."""

_ORIGIN = re.compile(r"-(?:born|based|led|ranked|backed|seeded)$")
_SHORT = 4
"""Letters of a position or office in short at most."""

_OFFICES = ROLES - listed("state foreign first press prime vice deputy assistant reporter pollster") | {
    "head"
}
"""Words that tell who is meant by a description."""

_MODIFIERS = 2
"""Words before a name that is known without them at least: one may be a first name with two surnames."""

_BEARERS = 50
"""How many bearers of one office are told apart."""

_ABOUT = 80
"""Code points round a name in which what its bearer is is looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: where it is without its titles, where these begin, and its words."""

    span: Span
    titled: int
    words: tuple[str, ...]


class People:
    """Everybody named in a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions = list(_mentions(text))
        self._starts = [mention.span.start for mention in self._mentions]
        self._called: dict[str, str] = {}
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._titled: set[str] = set()
        for mention in self._mentions:
            if len(mention.words) == 1:
                if self._has_title(mention):
                    self._titled.add(mention.words[0])
            else:
                self._full[sound(mention.words[-1])][" ".join(mention.words)] += 1

    def within(self, span: Span) -> Sequence[Mention]:
        """The names that begin in `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self._mentions[first:last]

    def full(self, words: Sequence[str]) -> str:
        """The fullest form of a name that the text has."""
        known = self._full.get(sound(words[-1]), Counter())
        if len(words) == 1:
            return known.most_common(1)[0][0] if known else words[0]
        endings = (" ".join(words[first:]) for first in range(_MODIFIERS, len(words) - 1))
        name = " ".join(words)
        return next((ending for ending in endings if known[ending] and not speaks(words[-1].lower())), name)

    def is_person(self, name: str) -> bool:
        """Whether somebody is named so in full, or by a surname with a title before it."""
        if " " not in name:
            return name in self._titled
        return name in self._full.get(sound(name.rpartition(" ")[2]), ())

    def pronoun(self, name: str) -> str:
        """The pronoun that somebody goes by, as a title tells ("Mrs."); or empty."""
        return self._pronouns.get(name, "")

    def called(self, description: str) -> str:
        """Who is described so ("the Ukrainian leader"), by the words that stand at their name; or empty."""
        if description not in self._called:
            wanted = _described(description)
            bearers = [name for office in wanted & _OFFICES for name in self._bearers.get(office, ())]
            fitting = {name: _fit(wanted, self._roles[name]) for name in bearers}
            best = max(fitting, key=lambda name: fitting[name], default="")
            self._called[description] = best if fitting.get(best, 0) > 0 else ""
        return self._called[description]

    def _has_title(self, mention: Mention) -> bool:
        return self._title(mention) in _TITLES

    def _title(self, mention: Mention) -> str:
        titles = self._text[mention.titled : mention.span.start].split()
        return titles[-1].rstrip(".").casefold() if titles else ""

    @cached_property
    def _pronouns(self) -> dict[str, str]:
        """The pronouns that titles tell."""
        titled = ((self._title(mention), mention) for mention in self._mentions)
        return {self.full(mention.words): _PRONOUNS[title] for title, mention in titled if title in _PRONOUNS}

    @cached_property
    def _roles(self) -> dict[str, set[str]]:
        """What stands at the full names of the text."""
        roles: dict[str, set[str]] = defaultdict(set)
        for mention in self._mentions:
            name = self.full(mention.words)
            if self.is_person(name):
                roles[name] |= _titles(self._text, mention) | _apposition(self._text, mention)
        return roles

    @cached_property
    def _bearers(self) -> dict[str, list[str]]:
        """The names that stand with an office: the first ones, for more would only be a list of names."""
        bearers: dict[str, list[str]] = defaultdict(list)
        for name, roles in self._roles.items():
            for office in roles & _OFFICES:
                if len(bearers[office]) < _BEARERS:
                    bearers[office].append(name)
        return bearers


def _mentions(text: str) -> Iterator[Mention]:
    for match in _RUN.finditer(text):
        at = match.start()
        for start, end, titled, words in _named(match[0]):
            yield Mention(Span(at + start, at + end), at + titled, words)


@lru_cache(4_096)
def _named(run: str) -> tuple[tuple[int, int, int, tuple[str, ...]], ...]:
    """The names in a run of capitalised words, which a possessive parts: start, end, titles' start, words."""
    found = []
    start, begin = 0, 0
    words = run.replace("\xa0", " ").split(" ")
    for number, word in enumerate(words):
        if word.endswith(_POSSESSIVE) or number + 1 == len(words):
            name = _name(words[begin : number + 1], start)
            found += [name] if name else []
            start += sum(map(len, words[begin : number + 1])) + number + 1 - begin
            begin = number + 1
    return tuple(found)


def _name(words: list[str], start: int) -> tuple[int, int, int, tuple[str, ...]] | None:
    """The name in capitalised words, without the titles and small words before it."""
    first = 0
    for number, word in enumerate(words):
        plain = word.rstrip(".").casefold()
        small = plain in NO_NAMES or not word[0].isupper()
        if plain in ROLES or (number == first and small) or _modifies(words, number):
            first = number + 1
    if first == len(words):
        return None
    last = words[-1]
    bare = next((last.removesuffix(ending) for ending in _POSSESSIVE if last.endswith(ending)), last)
    begin = start + sum(map(len, words[:first])) + first
    end = start + sum(map(len, words)) + len(words) - 1 - len(last) + len(bare)
    return (begin, end, start, (*words[first:-1], bare)) if bare else None


def _modifies(words: list[str], number: int) -> bool:
    """Whether a full name follows a word that tells more of its bearer ("Browns DL", "Texas-born")."""
    word = words[number]
    short = number > 0 and 1 < len(word) <= _SHORT and word.isalpha() and word.isupper()
    return len(words) > number + 2 and (
        (short and not any(other.isupper() for other in words[number + 1 :]))
        or _ORIGIN.search(word) is not None
    )


def _titles(text: str, mention: Mention) -> frozenset[str]:
    """The words of the titles right before a name."""
    before = re.split(
        r"[.;:!?(“”\"]\s|\n|\b(?:and|said)\b", text[max(0, mention.span.start - _ABOUT) : mention.span.start]
    )
    titles: list[str] = []
    for word in reversed(before[-1].rstrip(", ").split()):
        if titles and not (word[0].isupper() or word.lower() in ROLES):
            break
        titles.append(word)
    return _described(" ".join(titles))


def _apposition(text: str, mention: Mention) -> frozenset[str]:
    """The words between commas right after a name, where they tell an office."""
    behind = text[mention.span.end : mention.span.end + _ABOUT]
    told = behind[1:].partition(",")[0] if behind.startswith(",") else ""
    words = _described(told)
    return words if words & _OFFICES and "." not in told else frozenset()


def _described(text: str) -> frozenset[str]:
    words = (word.replace(".", "").strip(",’'").removesuffix("’s").casefold() for word in text.split())
    return frozenset(_KINDS.get(word, word) for word in words if word and word not in NO_NAMES)


def _fit(wanted: frozenset[str], roles: set[str]) -> int:
    """How well a description fits: its office must be one, and its other words count for and against."""
    shared = wanted & roles
    if not shared & _OFFICES:
        return 0
    return 3 * len(shared) - len(wanted - roles) - bool(roles - wanted)
