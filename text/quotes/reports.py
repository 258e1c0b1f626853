"""Reports: sentences that tell in the writer's words what somebody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import Span
from text.quotes import subjects
from text.quotes.cues import NAMING, REPORTS, SAYING, THINKING
from text.quotes.frames import Frame, closing_tag, is_noun
from text.quotes.lexicon import DETERMINERS, PRONOUNS
from text.quotes.passage import Draft
from text.quotes.tokens import ENDS, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.quotes.tokens import Token

LIKELY, POSSIBLE = 0.4, 0.3
"""How sure it is that words are a report: after "that" or with a tag, and otherwise."""

_LEAST = 4
"""Tokens of what is reported."""

_ACCUSING = frozenset({"accused", "accuses", "accusing", "blamed", "blames"})
_TAGS = REPORTS | {"according"}
_REPORTING = ((SAYING | THINKING) - NAMING) | _ACCUSING


_MARKS = frozenset('"“”„«»‹›「」')


def reports(text: str, span: Span) -> Iterator[Draft]:
    """What the sentences of `span` report, where no quotation marks stand in them."""
    for sentence in _sentences(tokens(text, span, ())):
        if not any(token.text in _MARKS for token in sentence):
            draft = _tagged(sentence) or _according(sentence) or _told(sentence)
            if draft:
                yield draft


def _sentences(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(found):
        if token.text in ENDS:
            yield found[start : at + 1]
            start = at + 1
    yield found[start:]


def _tagged(sentence: Sequence[Token]) -> Draft | None:
    """A sentence that ends with its tag: "The race is tight, said Gerstein."."""
    tag = closing_tag(sentence)
    if tag is None or tag.subject is None or sentence[tag.cue].text not in _TAGS:
        return None
    end = min(tag.cue, tag.subject[0]) - 1
    return _draft(sentence, tag, 0, end, LIKELY) if end >= _LEAST else None


def _according(sentence: Sequence[Token]) -> Draft | None:
    """A sentence that begins with its source: "According to Gerstein, the race is tight."."""
    if len(sentence) < 2 or (sentence[0].text, sentence[1].text) != ("According", "to"):
        return None
    comma = next((at for at, token in enumerate(sentence) if token.text == ","), len(sentence))
    frame = Frame(0, 2, subjects.after(sentence, 1), leads=True)
    return _draft(sentence, frame, comma + 1, len(sentence), LIKELY)


def _told(sentence: Sequence[Token]) -> Draft | None:
    """A sentence with the cue before what was said: "Gerstein said that the race is tight."."""
    for at, token in enumerate(sentence):
        if token.text not in _REPORTING or is_noun(sentence, at, 0):
            continue
        subject = subjects.before(sentence, at, 0)
        begin, sure = _clause(sentence, at)
        if subject and begin:
            return _draft(sentence, Frame(at, at + 1, subject, leads=True), begin, len(sentence), sure)
    return None


def _clause(sentence: Sequence[Token], cue: int) -> tuple[int, float]:
    """Where the clause that a cue governs begins, and how sure it is that it is one; 0 for no clause."""
    that = next((at for at in range(cue + 1, min(len(sentence), cue + 7)) if sentence[at].text == "that"), 0)
    if that:
        return that + 1, LIKELY
    behind = sentence[cue + 1].text if cue + 1 < len(sentence) else ""
    if sentence[cue].text in _ACCUSING:
        return cue + 1, LIKELY
    begins = behind[:1].isupper() or behind.lower() in PRONOUNS | DETERMINERS
    return (cue + 1, POSSIBLE) if begins and sentence[cue].text in REPORTS else (0, 0.0)


def _draft(sentence: Sequence[Token], frame: Frame, begin: int, end: int, sure: float) -> Draft | None:
    while end > begin and sentence[end - 1].text in ENDS:
        end -= 1
    if end - begin < _LEAST or frame.subject is None:
        return None
    first, last = frame.subject
    said = Span(sentence[begin].start, sentence[end - 1].end)
    cue = " ".join(token.text for token in sentence[frame.cue : frame.cue_end])
    return Draft([said], cue, Span(sentence[first].start, sentence[last - 1].end), 1.0, sure=sure)
