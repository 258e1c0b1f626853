"""Finding words in a text: what is typed as a pattern, its matches, and how many there are.

Nothing here looks at the whole of a long text at once: the search goes slice by slice, so that its
caller can do something else in between.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE = 1 << 16
"""Code points looked at at once: about 2 ms."""

LIMIT = 400
"""Code points of a pattern that count."""

_MARKS = "[\u0300-\u036f]"
_MOST_MARKS, _MOST_SPACES = 4, 100
_ACCENTED = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_ALIKE = {
    "'": "'‘’‚‛′ʼ`´",
    '"': '"“”„‟«»″',
    "-": "-\u00ad‐‑‒–—−",
    ".": ".…",
}
"""What is meant by the signs that every keyboard has."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for: an expression, and the most code points that a match of it holds."""

    regex: re.Pattern[str]
    reach: int


def pattern(wanted: str) -> Pattern | None:
    """The pattern for what is typed; None when nothing is.

    Small letters find capitals too, and plain letters accented ones; what is typed as a capital or with
    its accent stands for itself. A space finds any white space, line breaks too; plain quotation marks
    and hyphens find the curly ones and the dashes.
    """
    wanted = unicodedata.normalize("NFC", wanted)[:LIMIT]
    if not wanted.strip():
        return None
    flags = re.NOFLAG if any(character.isupper() for character in wanted) else re.IGNORECASE
    pieces = [_piece(character) for character in re.sub(r"\s+", " ", wanted)]
    reach = sum(_MOST_SPACES if character == " " else 1 + _MOST_MARKS for character in wanted)
    return Pattern(re.compile("".join(pieces), flags), reach)


def matches(text: str, wanted: Pattern, span: Span) -> Iterator[Span]:
    """The matches that begin in `span`, in order, none overlapping the one before."""
    for match in wanted.regex.finditer(text, span.start, min(len(text), span.end + wanted.reach)):
        if match.start() >= span.end:
            return
        yield Span(*match.span())


def touching(text: str, wanted: Pattern, span: Span) -> Iterator[Span]:
    """The matches that share text with `span`, in order."""
    near = Span(max(0, span.start - wanted.reach), span.end)
    return (found for found in matches(text, wanted, near) if found.end > span.start)


def seek(text: str, wanted: Pattern, offset: int, step: int) -> Iterator[Span | None]:
    """Look for the first match from `offset` on; for a negative `step`, the last that begins before it.

    Goes on round the end of the text. Yields None after every slice looked at in vain, and at last the
    match; nothing when there is none.
    """
    for part in _round(len(text), offset, step):
        found = list(matches(text, wanted, part)) if step < 0 else _first(text, wanted, part)
        if found:
            yield found[-1]
            return
        yield None


class Tally:
    """The matches of a pattern in a text, counted from its head slice by slice."""

    def __init__(self, text: str, wanted: Pattern) -> None:
        self._text, self._wanted = text, wanted
        self._starts = array("Q")
        self._done = 0

    def go_on(self) -> bool:
        """Count in one slice more; whether there is more to count."""
        end = min(self._done + SLICE, len(self._text))
        for match in matches(self._text, self._wanted, Span(self._done, end)):
            self._starts.append(match.start)
            end = max(end, match.end)
        self._done = end
        return not self.complete

    @property
    def complete(self) -> bool:
        """Whether the whole text is counted."""
        return self._done >= len(self._text)

    @property
    def total(self) -> int | None:
        """How many matches there are; None until that is known."""
        return len(self._starts) if self.complete else None

    def number(self, offset: int) -> int | None:
        """The number, from one, of the last match that begins at `offset` or before it; None until known."""
        return bisect_right(self._starts, offset) if self.complete or offset < self._done else None

    def step(self, offset: int, count: int) -> Span | None:
        """The `count`-th match after `offset`, or before it when negative, round the end of the text.

        Of those counted so far; None if there are none.
        """
        if not self._starts:
            return None
        ahead = bisect_right(self._starts, offset) - 1 if count > 0 else bisect_left(self._starts, offset)
        start = self._starts[(ahead + count) % len(self._starts)]
        return next(matches(self._text, self._wanted, Span(start, start + 1)), None)


def _first(text: str, wanted: Pattern, part: Span) -> list[Span]:
    found = next(matches(text, wanted, part), None)
    return [] if found is None else [found]


def _round(length: int, offset: int, step: int) -> Iterator[Span]:
    """The slices from `offset` to the end and on from the head, or backwards, nearest first."""
    offset = max(0, min(offset, length))
    after = [Span(at, min(at + SLICE, length)) for at in range(offset, length, SLICE)]
    before = [Span(max(0, at - SLICE), at) for at in range(offset, 0, -SLICE)]
    if step > 0:
        yield from after
        yield from reversed(before)
    else:
        yield from before
        yield from reversed(after)


def _piece(character: str) -> str:
    """What finds one character of the pattern."""
    if character == " ":
        return rf"\s{{1,{_MOST_SPACES}}}"
    if character in _ALIKE:
        return f"[{re.escape(_ALIKE[character])}]"
    alike = _accented().get(character, "")
    if character.isascii() and character.isalpha():
        return f"[{character}{alike}]{_MARKS}{{0,{_MOST_MARKS}}}"
    apart = unicodedata.normalize("NFD", character)
    return re.escape(character) if apart == character else f"(?:{re.escape(character)}|{re.escape(apart)})"


@cache
def _accented() -> dict[str, str]:
    """For each plain letter, the accented ones that are it with something more."""
    found: dict[str, str] = {}
    for code in (code for codes in _ACCENTED for code in codes):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain.isascii() and plain.isalpha():
            found[plain] = found.get(plain, "") + chr(code)
    return found
