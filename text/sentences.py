"""Sentences: the steps of the reading cursor.

The splitting is `sentencex`'s (native, rules by language). It treats everything inside quotation
marks as one sentence, and its time grows with the square of unclosed marks, so it is shown the
text with the marks blanked; its boundaries are then moved off the marks and joined again where
news prose is known to mislead it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = "“„‟«‹‘‚「『《〈([{\"'"
_MARKS = str.maketrans(dict.fromkeys("\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉＂″", " "))
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")

_FIRST_LETTER = re.compile(r"[^\W_]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'—–-])(?:\d{1,3}|[Dd]r|Prof|Mr|Mrs|Ms|Gen|Gov|Sen|Rep|Col|Lt|Sgt|Capt|Cmdr|Adm|Rev|Hon|Pres|vs|No)\.$"
)
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|AKDT)\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Moscow|Kyiv|London|Beijing|Tokyo)\b"
    r"|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)"
)
_ASKED = re.compile(r"[!?…][\"”’»'“]+$")
_SPEECH_TAG = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|added|told|wrote|tweeted|replied|shouted|cried|exclaimed"
    r"|declared|asks|wondered|yelled|joked|continued|posted|responded|demanded|chanted)\b"
)
_HIRAGANA = re.compile("[ぁ-ゟ]")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WINDOW = 4_000
"""How much is split at once, in code points: the time of `sentencex` grows with the square of CJK text."""

_LOOK = 80
"""Code points looked at on each side of a boundary."""


def sentences(text: str, span: Span, language: str = "en") -> tuple[Span, ...]:
    """The sentences of `span`, each trimmed of white space; together they hold all else of it.

    `language` is a BCP 47 tag; one that is not known is read as English. A blank line always ends
    a sentence.
    """
    edges = [span.start, *_boundaries(text, span, language), span.end]
    spans = (Span(start, end).trimmed(text) for start, end in pairwise(edges))
    return tuple(found for found in spans if len(found))


def lines(text: str, span: Span) -> tuple[Span, ...]:
    """The lines of `span`, each trimmed of white space: the sentences of code."""
    found = _LINE.finditer(text, span.start, span.end)
    return tuple(Span(*line.span()).trimmed(text) for line in found)


def _boundaries(text: str, span: Span, language: str) -> Iterator[int]:
    """Where one sentence ends and another begins, strictly inside `span`, ascending."""
    primary = language.partition("-")[0].lower() or "en"
    last = span.start
    for proposed in _proposed(_unmarked(span.of(text)), primary):
        offset = _before_opening_marks(text, span.start + proposed, last)
        if last < offset < span.end and _parts(text, last, offset, span.end):
            yield offset
            last = offset


def _proposed(text: str, language: str) -> Iterator[int]:
    """The boundaries `sentencex` proposes, a window at a time; each window begins at the last one found."""
    import sentencex  # type: ignore[import-untyped]  # noqa: PLC0415  (ships no types; native, loaded when needed)

    start = 0
    while start < len(text):
        found = sentencex.get_sentence_boundaries(language, text[start : start + _WINDOW])
        offsets = [start + sentence["start_index"] for sentence in found[1:]]
        yield from offsets
        is_last = start + _WINDOW >= len(text)
        start = offsets[-1] if offsets and not is_last else start + _WINDOW


def _unmarked(text: str) -> str:
    """`text` with its quotation marks blanked, and apostrophes as the letter they then are (U+02BC)."""
    return _APOSTROPHE.sub("\u02bc", text).translate(_MARKS)


def _before_opening_marks(text: str, offset: int, floor: int) -> int:
    """`offset` moved left over the marks that open what follows it."""
    at = offset
    while at > floor and text[at - 1] in _OPENING:
        at -= 1
    opens = at < offset and (at == floor or text[at - 1].isspace())
    return at if opens else offset


def _parts(text: str, start: int, offset: int, end: int) -> bool:
    """Whether the boundary at `offset` is one, judged by what stands on both sides."""
    before = text[max(start, offset - _LOOK) : offset]
    after = text[offset : min(end, offset + _LOOK)]
    if "\n\n" in before[len(before.rstrip()) :]:
        return True
    head = before.rstrip()
    if not head or not _FIRST_LETTER.search(before):
        return False
    if head == before and not _glued(head, after):
        return False
    return not (_continues(after) or _misled(head, after))


def _glued(head: str, after: str) -> bool:
    """Whether two sentences may meet here with no space between, as in CJK or after a slip ("end.Next")."""
    if not (head[-1].isascii() and after[:1].isascii()):
        return not _HIRAGANA.match(after) or head[-1] not in "」』”’"
    return len(head) > 2 and head[-2].islower() and after[:1].isupper()


def _continues(after: str) -> bool:
    """Whether what follows begins like the middle of a sentence, or has no word in it."""
    first = _FIRST_LETTER.search(after)
    return first is None or first[0].islower()


def _misled(head: str, after: str) -> bool:
    """Whether an abbreviation, a time of day or a question put in quotation marks looked like an end."""
    if _ABBREVIATION.search(head):
        return True
    if _CLOCK.search(head):
        return _AFTER_CLOCK.match(after) is not None
    return _ASKED.search(head) is not None and _SPEECH_TAG.match(after) is not None
