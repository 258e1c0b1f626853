"""Subjects: who it is that a verb of saying has for its subject, before it or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.quotes.cues import CUES, PHRASAL
from text.quotes.lexicon import (
    AUXILIARIES,
    CLOSES,
    DETERMINERS,
    INSIDE,
    LINKING,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIMES,
    listed,
)
from text.quotes.tokens import ENDS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from text.quotes.tokens import Token

REACH = 45
"""How many tokens off a subject or a verb is looked for."""


_INTRODUCING = PREPOSITIONS | LINKING
_NO_SUBJECT = AUXILIARIES | CLOSES
_NOT_FIRST = PREPOSITIONS | TIMES
_ASIDES = frozenset(",–—-")
_NAME = 4
"""Tokens of a name at most."""

_PLACES = listed("new north south east west san los las santa saint st city county island")
"""Words of places that have several, and that stand behind a comma as names do."""

_RELATED = listed("close adviser advisor aide assistant counsel ambassador envoy lawyer attorney secretary")
"""Words of relation to somebody, whom "to" tells after them."""

_IMPERSONAL = listed("it who you one")


def before(tokens: Sequence[Token], verb: int, floor: int) -> tuple[int, int] | None:
    """The subject of the verb that stands before it, as a range of tokens from `floor` on."""
    last = _skip_back(tokens, verb - 1, floor)
    if last < floor:
        return after(tokens, verb) if tokens[verb].text[:1].isupper() else None
    governing = _governing(tokens, last, floor)
    if governing is not None:
        return before(tokens, governing, floor)
    aside = _named_aside(tokens, last, floor)
    if aside:
        return aside
    last = _before_aside(tokens, last, floor)
    word = tokens[last].text if last >= floor else ""
    if not _may_name(word) or (word.lower() in LINKING and word.lower() != "who"):
        return None
    return _trimmed(tokens, _noun_phrase_start(tokens, last, floor), last + 1)


def _governing(tokens: Sequence[Token], at: int, floor: int) -> int | None:
    """The verb whose subject is looked for instead: of "went on to say", "refused to say"."""
    if tokens[at + 1].text == "to" and _is_verb(tokens[at].text):
        return at
    if tokens[at].text == "on" and at > floor and tokens[at - 1].text in PHRASAL:
        return at - 1
    return None


def _named_aside(tokens: Sequence[Token], comma: int, floor: int) -> tuple[int, int] | None:
    """The name that stands between two commas: "His adviser, Ann Lee, said"."""
    opened = _over_aside(tokens, comma, floor) if tokens[comma].text in _ASIDES else -1
    first = opened + 2
    named = 0 < comma - first <= _NAME and all(token.text[:1].isupper() for token in tokens[first:comma])
    return (first, comma) if opened >= floor and named else None


def _before_aside(tokens: Sequence[Token], at: int, floor: int) -> int:
    """Back over what stands between two commas or dashes, or in brackets."""
    if tokens[at].text in _ASIDES:
        return _over_aside(tokens, at, floor)
    return _over_brackets(tokens, at, floor) if tokens[at].text == ")" else at


def participle(tokens: Sequence[Token], verb: int, floor: int) -> tuple[int, int] | None:
    """The subject of a participle ("…, adding"): that of the verb before it, or of its sentence."""
    attached = tokens[verb - 1].text != "," and tokens[verb - 1].text not in PREPOSITIONS
    own = before(tokens, verb, floor) if attached else None
    if own and (tokens[own[1] - 1].text[:1].isupper() or tokens[own[0]].text in PRONOUNS):
        return own
    for at in range(verb - 1, floor - 1, -1):
        if tokens[at].text in CUES and not tokens[at].text.endswith("ing"):
            other = before(tokens, at, floor)
            if other:
                return other
            break
    return main(tokens, floor, verb) or own


def main(tokens: Sequence[Token], start: int, verb: int) -> tuple[int, int] | None:
    """The subject of the sentence that begins at `start`, for a verb that has none of its own."""
    at = start
    while at < verb:
        if tokens[at].text.lower() in _INTRODUCING:
            at = _introduction_end(tokens, at, verb)
        else:
            end = _subject_end(tokens, at, verb)
            if end > at:
                return at, end
            at += 1
    return None


def _introduction_end(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Where the main clause goes on after what begins at `at`: behind the comma, or the name it governs."""
    for comma in range(at + 1, min(limit, at + REACH)):
        if tokens[comma].text == ",":
            return comma + 1
    at += 1
    while at < limit and tokens[at].text[:1].isupper():
        at += 1
    return at


def _subject_end(tokens: Sequence[Token], at: int, limit: int) -> int:
    """The end of the subject that begins at `at`; `at` where none does."""
    word = tokens[at].text
    lower = word.lower()
    if lower in PRONOUNS:
        return at if lower in _IMPERSONAL else at + 1
    end = at
    if lower in DETERMINERS | QUANTIFIERS:
        while end < limit and _continues(tokens[end].text.lower()):
            end += 1
    elif word[:1].isupper() and lower not in _NO_SUBJECT:
        while end < limit and (tokens[end].text[:1].isupper() or tokens[end].text in INSIDE):
            end += 1
    return end


def after(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """The subject of the verb that stands after it, as a range of tokens."""
    first = verb + 1
    if first < len(tokens) and tokens[first].text.lower() in PRONOUNS:
        return first, first + 1
    last = first
    limit = min(len(tokens), first + REACH)
    while last < limit:
        word = tokens[last].text
        if not _may_name(word) or word.lower() in CLOSES or (last > first and word in CUES):
            break
        last += 1
    if last == first:
        return None
    return (tokens[first].text in DETERMINERS and _named_behind(tokens, last)) or (first, last)


def _named_behind(tokens: Sequence[Token], comma: int) -> tuple[int, int] | None:
    """The name that ends a sentence behind who bears it: "the mayor of Rome, Ann Lee."."""
    if comma >= len(tokens) or tokens[comma].text != ",":
        return None
    first = last = comma + 1
    while last < len(tokens) and tokens[last].text[:1].isupper():
        last += 1
    ends = last == len(tokens) or tokens[last].text in ENDS | {","}
    words = {token.text.lower() for token in tokens[first:last]}
    named = 1 < last - first <= _NAME and not words & (TIMES | _PLACES)
    return (first, last) if ends and named else None


def _continues(word: str) -> bool:
    return word[:1].isalpha() and word not in LINKING and not _is_verb(word)


def _is_verb(word: str) -> bool:
    return word in CUES or word in AUXILIARIES or word.endswith("ed")


def _skip_back(tokens: Sequence[Token], at: int, floor: int) -> int:
    """Back over auxiliaries, adverbs and words for when."""
    while at >= floor:
        word = tokens[at].text
        timely = word.lower() in TIMES
        adverb = word.endswith("ly") and len(word) > 4
        if not (word in AUXILIARIES or adverb or timely):
            return at
        at -= 1
        if timely and at >= floor and tokens[at].text.lower() in {"on", "in", "late", "early", "of"}:
            at -= 1
    return at


def _over_aside(tokens: Sequence[Token], comma: int, floor: int) -> int:
    """Back over what stands between two commas or dashes."""
    sign = tokens[comma].text
    for at in range(comma - 1, max(floor, comma - REACH) - 1, -1):
        if tokens[at].text == sign:
            return at - 1
        if tokens[at].text == QUOTED or tokens[at].text in ENDS:
            return -1
    return -1


def _over_brackets(tokens: Sequence[Token], bracket: int, floor: int) -> int:
    for at in range(bracket - 1, max(floor, bracket - REACH) - 1, -1):
        if tokens[at].text == "(":
            return at - 1
    return -1


def _noun_phrase_start(tokens: Sequence[Token], last: int, floor: int) -> int:
    if tokens[last].text.lower() in PRONOUNS:
        return last
    first = last
    for at in range(last - 1, max(floor, last - REACH) - 1, -1):
        word = tokens[at].text
        lower = word.lower()
        if _is_relation(tokens, at, floor):
            continue
        if not _may_name(word) or lower in LINKING or lower in PRONOUNS or lower in AUXILIARIES:
            break
        if lower in PREPOSITIONS and lower not in INSIDE:
            break
        if word in CUES and not (at > floor and _determines(tokens[at - 1].text)):
            break
        first = at
    return first


def _is_relation(tokens: Sequence[Token], to: int, floor: int) -> bool:
    """Whether "to" tells whose somebody is ("a source close to Ann Lee")."""
    return tokens[to].text == "to" and to > floor and tokens[to - 1].text.lower().rstrip("s") in _RELATED


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The range without prepositions at its head: what they govern is not the subject."""
    while first < last and tokens[first].text.lower() in _NOT_FIRST:
        first += 1
        while first < last - 1 and _determines(tokens[first].text):
            first += 1
    return (first, last) if first < last else None


def _determines(word: str) -> bool:
    return word.lower() in DETERMINERS or word.endswith(("’s", "'s", "’", "'"))


def _may_name(word: str) -> bool:
    return word[:1].isalnum() or word in {"&", "@", "#"}
