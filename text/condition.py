"""Conditions: what a query asks of a mark or an article for certain, beside the words that only rank.

Words and values are folded (`text.fold`). Conditions made by `every`, `either` and `opposite` are
flat: no And in an And, no Or in an Or, no Not in a Not, nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Word:
    """Holds where this word stands, just as it is."""

    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Holds where these words stand in a row; the last one may go on if `unfinished`."""

    words: tuple[str, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Holds where a field has a value; `text.query.FIELDS` are the names.

    Of a field in `text.query.OPEN`, where it has one that begins so, unless the value is `whole`.
    """

    name: str
    value: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where the part does not."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """Holds where all of its parts do, two at least."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Holds where any of its parts does, two at least."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = And | Or | Not | Phrase | Word | Field


def every(parts: Iterable[Condition | None]) -> Condition | None:
    """What holds where all parts do; None asks for nothing."""
    flat = _flat(parts, And)
    return And(flat) if len(flat) > 1 else next(iter(flat), None)


def either(parts: Iterable[Condition | None]) -> Condition | None:
    """What holds where any part does; None is no choice."""
    flat = _flat(parts, Or)
    return Or(flat) if len(flat) > 1 else next(iter(flat), None)


def opposite(part: Condition | None) -> Condition | None:
    """What holds where the part does not; of nothing asked, nothing."""
    if isinstance(part, Not):
        return part.part
    return Not(part) if part else None


def required(condition: Condition | None) -> tuple[Condition, ...]:
    """The parts that must all hold."""
    return _flat([condition], And)


def wanted_words(condition: Condition | None) -> tuple[str, ...]:
    """The words asked for: those of phrases and exact words that are not negated."""
    return tuple(dict.fromkeys(_wanted(condition)))


def of_fields(condition: Condition) -> bool:
    """Whether fields alone decide it."""
    match condition:
        case And(parts) | Or(parts):
            return all(map(of_fields, parts))
        case Not(part):
            return of_fields(part)
        case leaf:
            return isinstance(leaf, Field)


def _flat(parts: Iterable[Condition | None], kind: type[And | Or]) -> tuple[Condition, ...]:
    inner = (part.parts if isinstance(part, kind) else (part,) for part in parts if part)
    return tuple(dict.fromkeys(each for several in inner for each in several))


def _wanted(condition: Condition | None) -> Iterator[str]:
    match condition:
        case Word(word):
            yield word
        case Phrase(words):
            yield from words
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case _:
            pass
