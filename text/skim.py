"""Skimming long texts for folded words, at a tenth of what folding all of them costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text.document import Span
from text.fold import fold, unspaced, words
from text.lit import lit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

EXCERPT = 240
"""Code points of an excerpt, about."""
_BEFORE = 60

_PASSED_OVER = "'`.’‘"
_ODD = f"[^\x00-\x7f–—“”…•\xa0{_PASSED_OVER}]"
"""What lines must hold for lower case not to be enough."""
_ROOM = 16_000_000
"""Code points of the skims that are kept."""


class Skims:
    """Skims of texts by their names, kept as far as there is room: a second look at a text is quick."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._room = _ROOM

    def of(self, name: str, text: Callable[[], str]) -> str:
        """The skim of a text; `text` is asked for it if it has not been skimmed before."""
        if name in self._kept:
            return self._kept[name]
        skimmed = skim(text())
        if len(skimmed) <= self._room:
            self._kept[name] = skimmed
            self._room -= len(skimmed)
        return skimmed


def skim(text: str) -> str:
    """A text of as many lines, each of which holds every folded word of its line, though not only these."""
    skimmed = text.lower()
    if not text.isascii():
        skimmed = "\n".join(map(_skimmed_line, text.split("\n")))
    for sign in _PASSED_OVER:
        skimmed = skimmed.replace(sign, "")
    return skimmed


def begins(text: Callable[[], str], skimmed: str, word: str) -> bool:
    """Whether a folded word begins a word of a text, which is asked for only where its skim has the word."""
    if word not in skimmed:
        return False
    lines = zip(text().split("\n"), skimmed.split("\n"), strict=True)
    return any(held.startswith(word) for line, seen in lines if word in seen for held in words(line))


def best_line(text: str, skimmed: str, wanted: Collection[str]) -> tuple[Span, int]:
    """The first of the lines that hold most of the folded words, and how many; nothing if none does."""
    best, most, start = Span(0, 0), 0, 0
    for line, seen in zip(text.split("\n"), skimmed.split("\n"), strict=True):
        held = sum(word in seen for word in wanted)
        if held > most:
            best, most = Span(start, start + len(line)), held
        start += len(line) + 1
        if most == len(wanted):
            break
    return best, most


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


def _skimmed_line(line: str) -> str:
    return fold(line) if not line.isascii() and re.search(_ODD, line) else line.lower()


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
