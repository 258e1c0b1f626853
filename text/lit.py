"""Where the words that answered a query stand in a text, to be lit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text.fold import unspaced, words
from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WORD = re.compile(r"\w(?:[\w'’.]*\w)?")


def lit(text: str, terms: Collection[str]) -> list[Span]:
    """The words of `text` that are among the folded `terms`, in order, none overlapping another."""
    wanted = frozenset(terms)
    found = sorted([*_spaced(text, wanted), *_unspaced(text, wanted)])
    merged: list[Span] = []
    for span in found:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _spaced(text: str, wanted: frozenset[str]) -> Iterator[Span]:
    for word in _WORD.finditer(text) if wanted else ():
        held = (each for each in words(word[0]) if not unspaced(each))
        if not wanted.isdisjoint(held):
            yield Span(*word.span())


def _unspaced(text: str, wanted: frozenset[str]) -> Iterator[Span]:
    for term in filter(unspaced, wanted):
        yield from (Span(*found.span()) for found in re.finditer(re.escape(term), text))
