"""Content: what it is that somebody is reported to have said, and how much of it is quoted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from text.quotes.cues import ADDRESSING, NAMING, SAYING
from text.quotes.frames import REACH, Frame, sentence_start
from text.quotes.lexicon import (
    AUXILIARIES,
    DETERMINERS,
    LINKING,
    NO_NAMES,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    listed,
)
from text.quotes.tokens import ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.quotes.tokens import Token

_CIRCUMSTANCES = listed("in on at during to via of after before about when as ,")
"""Words with which begins what stands between a cue and what was said."""

_OBJECT = 4
"""Words of an object, before what somebody is told to do."""

_STOPS = frozenset(".,!?;:—")
_CLAUSE_ENDS = frozenset(".,;:—–!?)") | {"and", "but", "while"}


def share(tokens: Sequence[Token], pieces: Sequence[int], frame: Frame) -> float:
    """How much of what was said stands between marks, less than 1 where the writer reports in his own words.

    `pieces` are the tokens of the quotations.
    """
    quoted = sum(tokens[piece].end - tokens[piece].start for piece in pieces)
    if tokens[frame.cue].text in NAMING - SAYING:
        return 0.5
    stretches = [
        _lead_in(tokens, pieces[0], frame),
        *_between(tokens, pieces, frame),
        _tail(tokens, pieces[-1]),
    ]
    around = sum(tokens[last - 1].end - tokens[first].start + 1 for first, last in stretches if last > first)
    return quoted / (quoted + around)


def _lead_in(tokens: Sequence[Token], first: int, frame: Frame) -> tuple[int, int]:
    """The tokens before the first quotation that belong to what was said."""
    start = sentence_start(tokens, first)
    if not frame.leads:
        return (first if _is_introduced(tokens, start, first) else start), first
    if frame.subject and _tags(tokens, start, frame.subject[0]):
        return start, first
    if tokens[frame.cue].text.lower() == "according" and tokens[first - 1].text == ",":
        return first, first
    return _said_from(tokens, frame.cue, frame.cue_end, first), first


def _is_introduced(tokens: Sequence[Token], start: int, first: int) -> bool:
    """Whether what stands before a quotation in its sentence is no part of what was said."""
    if first <= start:
        return False
    word = tokens[first - 1].text
    return word == ":" or word in SAYING


def _tags(tokens: Sequence[Token], start: int, subject: int) -> bool:
    """Whether the cue is but a tag to a clause of reported speech before it."""
    if subject - 2 <= start or tokens[subject - 1].text != ",":
        return False
    word = tokens[start].text.lower()
    if word in PREPOSITIONS | LINKING or word.endswith(("ing", "ed", "ly")):
        return False
    if tokens[subject - 2].text in AUXILIARIES | PREPOSITIONS | LINKING:
        return True
    introduces = word in (TIMES | AUXILIARIES | NO_NAMES) - DETERMINERS
    return subject - 5 > start and not introduces


def _said_from(tokens: Sequence[Token], cue: int, begin: int, end: int) -> int:
    """Where, between a cue and a quotation, that begins which was said."""
    words = [token.text.lower() for token in tokens[begin:end]]
    if not words or words[-1] == ":" or words in ([","], ["it", ","]):
        return end
    if _is_infinitive(words):
        return begin + (words.index("to") if words.index("to") <= _OBJECT else 0)
    addressed = tokens[cue].text.lower() in ADDRESSING
    if not (addressed or words[0] in _CIRCUMSTANCES or words[0] in TIMES or words[0].endswith("ly")):
        return begin
    for number, word in enumerate(words):
        if word == "that" or (number > 1 and word in PRONOUNS):
            return begin + number
    if words[0] == "," and words[-1] != ",":
        return begin
    return end if len(words) <= (20 if words[-1] == "," else 8) else begin


def _is_infinitive(words: Sequence[str]) -> bool:
    """Whether the words end in what somebody wants done ("to", "to go after")."""
    return "to" in words[-4:] and words[-1] != ","


def _between(tokens: Sequence[Token], pieces: Sequence[int], frame: Frame) -> Iterator[tuple[int, int]]:
    """The tokens between the quotations that belong to what was said."""
    for left, right in pairwise(pieces):
        if not left < frame.cue < right:
            yield left + 1, right
        elif tokens[right - 1].text not in ENDS:
            begin = max(frame.cue_end, frame.subject[1] if frame.subject else 0)
            yield _said_from(tokens, frame.cue, begin, right), right


def _tail(tokens: Sequence[Token], last: int) -> tuple[int, int]:
    """The tokens behind the last quotation that belong to what was said."""
    start = end = last + 1
    if tokens[last].ending in _STOPS:
        return start, start
    limit = min(len(tokens), start + REACH)
    while end < limit and tokens[end].text not in _CLAUSE_ENDS:
        end += 1
    return start, end
