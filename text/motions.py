"""Motions: from an offset in a document to another one.

Each takes the document, an offset and a count, and answers an offset; a negative count goes
towards the head. A motion that finds nothing further stays where it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from operator import attrgetter
from typing import TypeAlias

from text.document import BlockKind, Document, Span
from text.graphemes import next_grapheme, previous_grapheme
from text.stretches import backwards, onwards, stretch_at, stretch_sentences
from text.words import next_word, previous_word, word_end

Motion: TypeAlias = Callable[[Document, int, int], int]


def sentence_at(document: Document, offset: int) -> Span:
    """The sentence that holds `offset`, or the nearest one before it in its block, or the block."""
    if not document.blocks:
        return Span(0, 0)
    stretch = stretch_at(document, offset)
    found = stretch_sentences(document, stretch)
    begun = bisect_right(found, offset, key=attrgetter("start"))
    return found[max(0, begun - 1)] if found else stretch


def by_sentence(document: Document, offset: int, count: int) -> int:
    """To the start of the `count`-th sentence from here."""
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        landing = _next_sentence(document, offset) if step > 0 else _previous_sentence(document, offset)
        if landing is None:
            break
        offset = landing
    return offset


def by_paragraph(document: Document, offset: int, count: int) -> int:
    """To the start of the `count`-th block from here; backwards, first to the start of this one."""
    return _by_block(document, offset, count, lambda index: bool(len(document.blocks[index].span)))


def by_heading(document: Document, offset: int, count: int) -> int:
    """To the `count`-th heading from here."""
    return _by_block(document, offset, count, lambda index: document.blocks[index].kind is BlockKind.HEADING)


def by_word(document: Document, offset: int, count: int) -> int:
    """To the start of the `count`-th word from here."""
    end = len(document.text)
    for _ in range(abs(count)):
        offset = (
            next_word(document.text, offset, end) if count > 0 else previous_word(document.text, offset, 0)
        )
    return min(offset, max(0, end - 1))


def by_word_end(document: Document, offset: int, count: int) -> int:
    """Onto the last letter of the `count`-th word from here."""
    end = len(document.text)
    for _ in range(abs(count)):
        offset = max(offset, word_end(document.text, offset + 1, end) - 1)
    return min(offset, max(0, end - 1))


def by_character(document: Document, offset: int, count: int) -> int:
    """Over `count` graphemes."""
    last = max(0, len(document.text) - 1)
    for _ in range(abs(count)):
        moved = (
            next_grapheme(document.text, offset) if count > 0 else previous_grapheme(document.text, offset)
        )
        if not 0 <= moved <= last:
            break
        offset = moved
    return offset


def _next_sentence(document: Document, offset: int) -> int | None:
    ahead = (
        sentence for stretch in onwards(document, offset) for sentence in stretch_sentences(document, stretch)
    )
    return next((sentence.start for sentence in ahead if sentence.start > offset), None)


def _previous_sentence(document: Document, offset: int) -> int | None:
    here = sentence_at(document, offset).start
    for stretch in backwards(document, here):
        for sentence in reversed(stretch_sentences(document, stretch)):
            if sentence.start < here:
                return sentence.start
    return None


def _by_block(document: Document, offset: int, count: int, wanted: Callable[[int], bool]) -> int:
    index = document.block_at(offset)
    step = 1 if count > 0 else -1
    left = abs(count)
    if step < 0 and document.blocks and wanted(index) and offset > document.blocks[index].span.start:
        left -= 1
        offset = document.blocks[index].span.start
    while left and 0 <= index + step < len(document.blocks):
        index += step
        if wanted(index):
            left -= 1
            offset = document.blocks[index].span.start
    return offset
