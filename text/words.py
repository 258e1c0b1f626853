"""Words, as a reader moves over them.

A word is a run of letters, digits and marks; apostrophes, hyphens and the points inside numbers
hold it together (don’t, well-known, 1,000.50). Every CJK character is a word of its own. White
space and punctuation are no words. Only the text near the offset is looked at.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 64
_MARKED = range(0x300, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0xFE30)
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def words(text: str, span: Span) -> tuple[Span, ...]:
    """Return the words of `span`, in order."""
    return tuple(Span(*match.span()) for match in _pattern().finditer(text, span.start, span.end))


def bounds(text: str, span: Span) -> list[tuple[int, int]]:
    """Return where each word of `span` begins and ends: as `words`, of many more at once."""
    return [match.span() for match in _pattern().finditer(text, span.start, span.end)]


def next_word(text: str, offset: int, limit: int) -> int:
    """Return where the first word after `offset` begins, or `limit` when none does before it."""
    starts = (word.start for word in _from(text, offset, limit))
    return next((start for start in starts if start > offset), limit)


def word_end(text: str, offset: int, limit: int) -> int:
    """Return the end (exclusive) of the word at or after `offset`; `limit` when none ends before it."""
    return next((word.end for word in _from(text, offset, limit) if word.end > offset), limit)


def previous_word(text: str, offset: int, limit: int) -> int:
    """Return where the last word that begins before `offset` begins, or `limit` when none does after it."""
    word = _last_before(text, offset, limit)
    return word.start if word else limit


def word_at(text: str, offset: int) -> Span:
    """Return the word that holds `offset`, or else the run of white space or of other signs there.

    An offset outside of the text counts as the nearest one inside.
    """
    if not text:
        return Span(0, 0)
    offset = max(0, min(offset, len(text) - 1))
    word = _last_before(text, offset + 1, 0)
    if word and offset in word:
        return word
    return _run(text, offset, word.end if word else 0)


def _from(text: str, offset: int, limit: int) -> Iterator[Span]:
    """Yield the words from the one that holds or follows `offset` on, that begin before `limit`."""
    first = _last_before(text, offset + 1, 0)
    for match in _pattern().finditer(text, first.start if first else 0):
        if match.start() >= limit:
            return
        yield Span(match.start(), min(match.end(), limit))


def _last_before(text: str, offset: int, limit: int) -> Span | None:
    """Return the last word that begins in `[limit, offset)`, looked for in ever longer stretches."""
    reach = _REACH
    while True:
        left = max(0, offset - reach)
        # A stretch may open inside a word, so what stands at its edge is not trusted.
        trusted = left + 2 if left else 0
        found = None
        for match in _pattern().finditer(text, left):
            if match.start() >= offset:
                break
            if match.start() >= trusted:
                found = Span(*match.span())
        if found or left <= max(0, limit):
            return found if found and found.start >= limit else None
        reach *= 2


def _run(text: str, offset: int, floor: int) -> Span:
    """Return the run round `offset` of white space, or of signs that are neither that nor words."""
    blank = text[offset].isspace()
    ceiling = next((word.start for word in _from(text, offset, len(text))), len(text))
    start, end = offset, offset + 1
    while start > floor and text[start - 1].isspace() == blank:
        start -= 1
    while end < ceiling and text[end].isspace() == blank:
        end += 1
    return Span(start, end)


@cache
def _pattern() -> re.Pattern[str]:
    """Compile what a word is. The marks are written out, because no class of `re` holds them."""
    marks = _mark_ranges()
    letters = rf"[^\W{_CJK}]++(?:[{marks}]++[^\W{_CJK}]*+)*+"
    joints = "[-‐‑'’·\u00ad\u200c\u200d]|(?<=[0-9])[.,](?=[0-9])"
    return re.compile(rf"[{_CJK}][{marks}]*|{letters}(?:(?:{joints}){letters})*")


def _mark_ranges() -> str:
    """Return the combining marks of the basic plane, as the ranges of a character class."""
    marks = [code for code in chain.from_iterable(_MARKED) if category(chr(code)).startswith("M")]
    firsts = [code for before, code in pairwise([0, *marks]) if code != before + 1]
    lasts = [code for code, after in pairwise([*marks, 0]) if after != code + 1]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
