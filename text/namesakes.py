"""Namesakes: names that may be one person's, and names looked for as they are typed."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from text.fold import words
from text.quotes.aliases import bare, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"\b(jr|sr|ii|iii|iv)\b\.?$", re.IGNORECASE)
_INITIAL = 3
"""Letters, at most, that an initial sounds like."""


class _Parts(NamedTuple):
    """A name as it sounds: the first name, or its initial, or none; the last, and which of a dynasty."""

    given: str = ""
    family: str = ""
    suffix: str = ""
    is_initial: bool = False

    @property
    def may_fit_many(self) -> bool:
        """Whether it may be that of somebody with another first name."""
        return self.is_initial or not self.given


def namesakes(people: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """Sort people, each with all their names, by who may be the same: the places of two or more together.

    Their last names sound alike (Zelensky, Zelenskyy), whatever the titles, and so do their first names as
    far as these are given: an initial, or none, goes with the one first name that fits. Where several
    fit, it goes with nobody, so that two different first names are never put together.
    """
    parts = [_parts(max(names, key=lambda name: len(bare(name)))) for names in people]
    by_family: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, each in enumerate(parts):
        if each.family:
            by_family[each.family, each.suffix].append(at)
    groups = (group for family in by_family.values() for group in _by_given(family, parts))
    return sorted(tuple(sorted(group)) for group in groups if len(group) > 1)


def known_by(names: Iterable[str]) -> str:
    """What somebody is found by: the folded words of all their names, a space before each."""
    return " ".join(["", *dict.fromkeys(word for name in names for word in words(name))])


def named(wanted: str, people: Sequence[str]) -> list[int]:
    """The places of those, told by what they are `known_by`, whose names hold each word that is typed.

    Where nobody’s do, typing errors are forgiven.
    """
    asked = words(wanted)
    found = _holding([[word] for word in asked], people)
    if found:
        return found
    from text.fuzzy import near, near_beginnings  # noqa: PLC0415 - most names are spelt right

    known = sorted({word for names in people for word in names.split()})
    return _holding([[word, *near(word, known), *near_beginnings(word, known)] for word in asked], people)


def _holding(asked: Sequence[Sequence[str]], held: Sequence[str]) -> list[int]:
    """The places of the names that hold, of each word asked for, one of the ways to write it."""
    return [at for at, names in enumerate(held) if all(any(way in names for way in ways) for ways in asked)]


def _parts(name: str) -> _Parts:
    name = _ARTICLE.sub("", name.strip(), count=1)
    told = bare(name)
    if not told:
        return _Parts()
    suffix = _SUFFIX.search(name)
    given = told[0].rstrip(".") if len(told) > 1 else ""
    dynasty = suffix[1].casefold() if suffix else ""
    return _Parts(sound(given), sound(told[-1]), dynasty, is_initial=len(given) == 1)


def _by_given(family: Sequence[int], parts: Sequence[_Parts]) -> list[list[int]]:
    """Those of one last name, by first names: those given in full first, then initials, then none."""
    groups: dict[str, list[int]] = {}
    beginning: dict[str, set[str]] = defaultdict(set)
    for at in sorted(family, key=lambda at: (not parts[at].given, parts[at].is_initial)):
        own = parts[at].given
        fitting = beginning[own] if parts[at].may_fit_many else {own}
        given = next(iter(fitting)) if len(fitting) == 1 else own
        groups.setdefault(given, []).append(at)
        for length in range(_INITIAL + 1):
            beginning[given[:length]].add(given)
    return list(groups.values())
