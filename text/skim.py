"""Skimming long texts for folded words, at a tenth of what folding all of them costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text.document import Span
from text.fold import fold, unspaced, words
from text.lit import lit

if TYPE_CHECKING:
    from collections.abc import Collection

EXCERPT = 240
"""Code points of an excerpt, about."""
_BEFORE = 60

_PASSED_OVER = "'.’‘"
_ODD = f"[^\x00-\x7f–—“”…•\xa0{_PASSED_OVER}]"
"""What lines must hold for lower case not to be enough."""


def skim(text: str) -> str:
    """A text that holds every folded word of `text`, though not only these, somewhere in it."""
    lines = (line for line in text.split("\n") if not line.isascii() and re.search(_ODD, line))
    skimmed = text.lower() + "\n" + fold("\n".join(lines))
    for sign in _PASSED_OVER:
        skimmed = skimmed.replace(sign, "")
    return skimmed


def best_line(text: str, wanted: Collection[str]) -> Span | None:
    """The first of the lines that hold most of the folded words; None if none holds any."""
    best, most, start = None, 0, 0
    for line in text.split("\n"):
        skimmed = skim(line) if len(line) > most else ""
        held = sum(word in skimmed for word in wanted)
        if held > most:
            best, most = Span(start, start + len(line)), held
        start += len(line) + 1
        if most == len(wanted):
            break
    return best


def first_line(text: str) -> Span:
    """The first line that is not blank, or nothing."""
    found = re.search(r"\S[^\n]*", text)
    return Span(*found.span()) if found else Span(0, 0)


def excerpt(text: str, line: Span, wanted: Collection[str]) -> Span:
    """What of a line to show: from a little before the first word wanted, between white space."""
    at = line.start + _first(line.of(text), wanted)
    start = line.start if at - line.start <= _BEFORE else _break(text, at)
    end = line.end if line.end - start <= EXCERPT else text.rfind(" ", at, start + EXCERPT)
    return Span(start, end if end > at else min(line.end, start + EXCERPT))


def _break(text: str, at: int) -> int:
    """Where to begin a little before a place: after white space, or anywhere in a script without spaces."""
    if unspaced(text[at : at + 1]):
        return at - _BEFORE // 2
    return text.find(" ", at - _BEFORE, at) + 1 or at


def _first(line: str, wanted: Collection[str]) -> int:
    """Where the first token with a word wanted, or its beginning, stands; without spaces, the longest row."""
    rows = lit(line, [word for word in wanted if unspaced(word)])
    if rows:
        return max(rows, key=len).start
    at = 0
    for token in line.split():
        at = line.index(token, at)
        if any(word.startswith(tuple(wanted)) for word in words(token)):
            return at
        at += len(token)
    return 0
