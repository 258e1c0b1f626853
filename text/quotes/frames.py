"""Frames: the verb of saying and its subject that go with a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.quotes import subjects
from text.quotes.cues import CUES, NOUNS, SAYING
from text.quotes.lexicon import PREPOSITIONS, TIMES
from text.quotes.tokens import ENDS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from text.quotes.lexicon import PREPOSITIONS, TIMES
from text.quotes.tokens import Token

REACH = subjects.REACH


@dataclass(frozen=True, slots=True)
class Frame:
    """What tells that a quotation was said: tokens of the cue, and those of its subject if there is one.

    `content` is the token at which what was said begins (before the quotation, for a cue before it) or ends
    (behind it).
    """

    cue: int
    cue_end: int
    subject: tuple[int, int] | None
    leads: bool
    """Whether it stands before the quotation."""


def framed(tokens: Sequence[Token], at: int) -> Frame | None:
    """The frame of the quotation that is token `at`."""
    start = sentence_start(tokens, at)
    ending = tokens[at].ending
    introduced = at > start and tokens[at - 1].text in {":", ","}
    leading = _leading(tokens, at, start)
    if leading and introduced and leading.cue >= at - 16:
        return leading
    comma = at + 1 < len(tokens) and tokens[at + 1].text in {",", "-", "–", "—"}
    trailing = _trailing(tokens, at + 1 + comma)
    if trailing and (comma or ending in ",?!—-–…" or (ending == "." and _is_tag(tokens, trailing))):
        return trailing
    return leading


def _is_tag(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether nothing follows that the cue has for its object, so that it can only be a tag."""
    end = max(frame.cue_end, frame.subject[1] if frame.subject else 0)
    if end >= len(tokens):
        return True
    word = tokens[end].text.lower()
    return not word[:1].isalpha() or word in PREPOSITIONS or word in TIMES


def sentence_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the sentence that token `at` stands in, no further off than may matter."""
    for k in range(at - 1, max(0, at - REACH) - 1, -1):
        text, ending = tokens[k].text, tokens[k].ending
        if text in ENDS or text == ";":
            return k + 1
        if ending and ending in ".?!" and tokens[k + 1].text[:1].isupper() and not _tagged(tokens, k + 1, ending):
            return k + 1
    return max(0, at - REACH)


def _tagged(tokens: Sequence[Token], first: int, ending: str) -> bool:
    """Whether a tag follows a question or exclamation."""
    return ending != "." and any(token.text in SAYING for token in tokens[first : first + 5])


def _leading(tokens: Sequence[Token], at: int, start: int) -> Frame | None:
    for k in range(at - 1, start - 1, -1):
        word = tokens[k].text
        if (word in CUES or (k == start and word.lower() in SAYING)) and not _is_noun(tokens, k, start):
            subject = subjects.before(tokens, k, start) or subjects.main(tokens, start, k)
            return Frame(k, k + 1, subject, leads=True)
        if word == "to" and k > start and tokens[k - 1].text.lower() == "according":
            return Frame(k - 1, k + 1, subjects.after(tokens, k), leads=True)
    if at > start and tokens[at - 1].text == ":" and at - start <= 8:
        return Frame(at - 1, at, (start, at - 1), leads=True) if at - 1 > start else None
    return None


def _is_noun(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a word that might tell of saying is a noun here, or says nothing of saying."""
    if at <= start:
        return False
    before = tokens[at - 1].text.lower()
    return before in {"the", "a", "an", "his", "her", "their", "its", "this", "that", "no", "any", "of"} or (
        before.endswith(("’s", "'s")) and tokens[at].text.lower() in NOUNS
    )


def _trailing(tokens: Sequence[Token], first: int) -> Frame | None:
    if first >= len(tokens):
        return None
    if tokens[first].text == "according" and first + 1 < len(tokens):
        return Frame(first, first + 2, subjects.after(tokens, first + 1), leads=False)
    for k in range(first, min(len(tokens), first + REACH)):
        word = tokens[k].text
        if word in ENDS or word in {QUOTED, ":", ";"}:
            return None
        if word in SAYING and not _is_noun(tokens, k, first):
            if k == first or all(tokens[n].text.endswith("ly") for n in range(first, k)):
                subject = subjects.after(tokens, k)
            else:
                subject = subjects.before(tokens, k, first)
            return Frame(k, k + 1, subject, leads=False) if subject else None
    return None
