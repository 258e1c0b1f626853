"""Aliases: the forms of one person's name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from text.quotes.lexicon import ROLES, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[\w’'‑-]+\.?|[A-Z]\.")
_POSSESSIVE = re.compile(r"[’']s?$")
_DOUBLED = re.compile(r"(.)\1+")
_SUFFIXES = listed("jr sr ii iii iv")


def same_person(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Sort names into persons, the fullest form of each first.

    One is another's alias where the surnames sound alike (Zelensky, Zelenskyy) and the first names do not
    contradict. A surname alone goes with the first who bears it. Titles do not count.
    """
    groups: list[list[str]] = []
    for name in sorted(dict.fromkeys(names), key=lambda each: -len(bare(each))):
        home = next((group for group in groups if alike(name, group[0])), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return tuple(tuple(group) for group in groups)


def alike(one: str, other: str) -> bool:
    """Whether two names may be one person's."""
    first, second = bare(one), bare(other)
    if not first or not second:
        return one.casefold() == other.casefold()
    if sound(first[-1]) != sound(second[-1]):
        return len(first) == 1 < len(second) and sound(first[0]) == sound(second[0]) and len(second) == 2
    return len(first) == 1 or len(second) == 1 or _given_alike(first[0], second[0])


def bare(name: str) -> tuple[str, ...]:
    """The words of a name without the titles before it and what comes after it (Jr., ’s)."""
    words = [word for found in _WORD.findall(name) if (word := _POSSESSIVE.sub("", found))]
    while len(words) > 1 and words[-1].rstrip(".").casefold() in _SUFFIXES:
        words.pop()
    roles = [at for at, word in enumerate(words[:-1]) if word.rstrip(".").casefold() in ROLES]
    return tuple(words[roles[-1] + 1 if roles else 0 :])


@lru_cache(4_096)
def sound(word: str) -> str:
    """A word as it sounds, roughly: the same for the ways a name is transcribed."""
    plain = normalize("NFKD", word).casefold()
    letters = "".join(letter for letter in plain if letter.isalnum()) or plain
    for written, heard in (("y", "i"), ("j", "i"), ("w", "v"), ("kh", "h"), ("ck", "k"), ("ph", "f")):
        letters = letters.replace(written, heard)
    return _DOUBLED.sub(r"\1", letters)


def _given_alike(one: str, other: str) -> bool:
    first, second = sound(one), sound(other)
    return first.startswith(second) or second.startswith(first)
