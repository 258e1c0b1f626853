"""How long reading takes: words a minute, and characters a minute where words have no spaces."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from text.document import Span, remembered

if TYPE_CHECKING:
    from text.document import Document

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 500
"""Of Chinese and Japanese."""

_SAMPLES, _SAMPLE = 32, 1000
_AN_AFTERNOON = 180
"""Minutes from which on time is told in hours."""


def minutes_left(document: Document, span: Span) -> int:
    """Minutes that `span` takes to read, rounded up: by the pace of samples from the whole document."""
    return math.ceil(_pace(document, None) * len(span))


def time_left(document: Document, span: Span) -> str:
    """The time that `span` takes to read, in few words; none for an empty one."""
    minutes = minutes_left(document, span)
    if not minutes:
        return ""
    return f"{minutes} min left" if minutes < _AN_AFTERNOON else f"{round(minutes / 60)} h left"


def reading_minutes(text: str) -> float:
    """Minutes that a text takes to read."""
    characters = len(_unspaced().findall(text))
    words = len(_unspaced().sub(" ", text).split())
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


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(
        "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    )
