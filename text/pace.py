"""How long reading takes: words a minute, and characters a minute where words have no spaces."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from text.document import Span, remembered

if TYPE_CHECKING:
    from text.document import Document

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 500
"""Of Chinese and Japanese."""

_SAMPLES, _SAMPLE = 16, 1000
_FIRST_UNSPACED = "\u3005"
"""The first of the characters of Chinese and Japanese."""

_AN_AFTERNOON = 180
"""Minutes from which on time is told in hours."""


def minutes_left(document: Document, span: Span) -> int:
    """Minutes that `span` takes to read, rounded up: by the pace of samples from the whole document."""
    return math.ceil(_pace(document, None) * len(span))


def time_left(document: Document, span: Span) -> str:
    """The time that `span` takes to read, in few words; none for an empty one."""
    minutes = minutes_left(document, span)
    return f"{duration(minutes)} left" if minutes else ""


def duration(minutes: int) -> str:
    """So many minutes, in hours where they are many."""
    return f"{minutes} min" if minutes < _AN_AFTERNOON else f"{round(minutes / 60)} h"


def reading_minutes(text: str) -> float:
    """Minutes that a text takes to read."""
    if text.isascii() or max(text) < _FIRST_UNSPACED:
        return len(text.split()) / WORDS_A_MINUTE
    characters = sum(map(_unspaced, text))
    words = sum(not _unspaced(word[0]) for word in text.split())
    return characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE


@remembered
def _pace(document: Document, _: None) -> float:
    """Minutes a code point."""
    text = document.text
    if not text:
        return 0.0
    if len(text) <= _SAMPLES * _SAMPLE:
        return reading_minutes(text) / len(text)
    gap = len(text) // _SAMPLES
    samples = [text[at : at + _SAMPLE] for at in range(0, gap * _SAMPLES, gap)]
    return sum(map(reading_minutes, samples)) / sum(map(len, samples))


def _unspaced(character: str) -> bool:
    """Whether it is written without spaces between the words: kana or Han."""
    return _FIRST_UNSPACED <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
