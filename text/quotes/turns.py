"""Turns: the paragraphs of an interview or a transcript, each of which begins with who speaks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from text.document import BlockKind, Span
from text.quotes.lexicon import NO_NAMES
from text.quotes.passage import Draft

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from text.document import Document

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w.’'-]*"
_LABEL = re.compile(rf"({_WORD}(?:[ \xa0]{_WORD}){{0,4}})(?:[ \xa0]\([^()\n]{{1,40}}\))?:\s+(?=[^\s\"“„«‘'])")
_SURNAME = re.compile(rf"\b{_WORD}[ \xa0](?=(\w[\w-]*))")
_LEAST = 4
"""Turns from which an article is a transcript."""

_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
"""Blocks that may be turns: questions are often set as headings."""

SURE = 0.8
"""How sure it is that a paragraph with a label is somebody's speech."""


def turns(document: Document) -> dict[int, Draft]:
    """The paragraphs that are turns, by where they begin; none where the article is no plain transcript.

    It is one where two labels or more come again and again, and from the first turn to the last at least
    every other paragraph has one.
    """
    text = document.text
    spans = [block.span for block in document.blocks if block.kind in _SPOKEN]
    labelled = [match for span in spans if (match := _LABEL.match(text, span.start, span.end))]
    if len(labelled) < _LEAST:
        return {}
    counted = Counter(match[1] for match in labelled)
    surnames = set(_SURNAME.findall(text))
    speaking = {label for label, times in counted.items() if times > 1 and _names(label, surnames)}
    told = [match for match in labelled if counted[match[1]] == 1 or match[1] in speaking]
    if len(speaking) < 2 or not _fills(spans, [match.start() for match in told]):
        return {}
    ends = {span.start: span.end for span in spans}
    return {match.start(): _turn(text, match, ends[match.start()]) for match in told}


def _names(label: str, surnames: Collection[str]) -> bool:
    """Whether a label names a speaker: Q, A, capitals, two words, or the surname of somebody named."""
    words = label.split()
    if any(word.rstrip(".").casefold() in NO_NAMES - {"a"} for word in words):
        return False
    return label.isupper() or len(words) > 1 or label in surnames


def _fills(spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether turns are half of the paragraphs that they stand among."""
    among = [span for span in spans if starts[0] <= span.start <= starts[-1]] if starts else []
    return len(starts) >= _LEAST and 2 * len(starts) >= len(among)


def _turn(text: str, label: re.Match[str], end: int) -> Draft:
    said = Span(label.end(), end).trimmed(text)
    named = Span(*label.span(1)) if len(label[1]) > 1 else None
    return Draft([said], ":", named, 1.0, sure=SURE)
