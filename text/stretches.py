"""Stretches: the parts of the text that are split into sentences at once.

A block is one stretch, but for a very long one: that is cut where a sentence begins about every
`LENGTH` code points, so that a look at one place costs what stands near it and not the whole block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import BlockKind, Document, Span, remembered
from text.graphemes import snap
from text.layout.tabs import filled_cells
from text.quotations import Quotation, quotations
from text.sentences import lines, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 20_000
"""Code points of a stretch; up to twice as many where its block ends."""

_LOOK = 2_000
"""Code points in which a sentence's beginning is looked for, to cut there."""

_WHOLE = frozenset({BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.RULE})
"""Blocks that are one stretch however long."""


def stretch_at(document: Document, offset: int) -> Span:
    """The stretch that holds `offset`, or the last one of the block before it; the document has blocks."""
    return next(onwards(document, offset))


def onwards(document: Document, offset: int) -> Iterator[Span]:
    """The stretches from the one at `offset` to the end of the document."""
    for index in range(document.block_at(offset), len(document.blocks)):
        for number in range(number_at(document, index, offset), count(document, index)):
            yield stretch(document, index, number)


def backwards(document: Document, offset: int) -> Iterator[Span]:
    """The stretches from the one at `offset` to the head of the document."""
    for index in range(document.block_at(offset), -1, -1) if document.blocks else ():
        for number in range(number_at(document, index, offset), -1, -1):
            yield stretch(document, index, number)


def count(document: Document, index: int) -> int:
    """How many stretches a block has."""
    block = document.blocks[index]
    return 1 if block.kind in _WHOLE else max(1, len(block.span) // LENGTH)


def number_at(document: Document, index: int, offset: int) -> int:
    """Which of its stretches a block has at `offset`, or nearest to it."""
    near = (offset - document.blocks[index].span.start) // LENGTH
    number = max(0, min(near, count(document, index) - 1))
    return number - 1 if offset < stretch(document, index, number).start and number else number


def stretch(document: Document, index: int, number: int) -> Span:
    """The text of a stretch of a block."""
    block = document.blocks[index].span
    start = _cut(document, block.start + number * LENGTH) if number else block.start
    is_last = number == count(document, index) - 1
    return Span(start, block.end if is_last else _cut(document, block.start + (number + 1) * LENGTH))


@remembered
def stretch_sentences(document: Document, stretch: Span) -> tuple[Span, ...]:
    """The sentences of a stretch.

    A heading is one, a line of code and a cell of a table are one each, a rule has none.
    """
    return _split(document, document.block_at(stretch.start), stretch)


def nearby_quotations(document: Document, offset: int) -> tuple[Quotation, ...]:
    """The quotations of the block at `offset`; of a very long one, those of the stretches round it."""
    index = document.block_at(offset)
    number = number_at(document, index, offset)
    first = stretch(document, index, max(0, number - 1))
    last = stretch(document, index, min(number + 1, count(document, index) - 1))
    return _quotations(document, Span(first.start, last.end))


@remembered
def _quotations(document: Document, span: Span) -> tuple[Quotation, ...]:
    return quotations(document.text, span)


@remembered
def _cut(document: Document, offset: int) -> int:
    """Where a sentence begins soon after `offset`; failing that a word, failing that a grapheme.

    Of the sentences in sight the middle one is taken: what is cut off at the edges cannot mislead it.
    """
    window = Span(offset, offset + _LOOK)
    found = _split(document, document.block_at(offset), window)
    if len(found) > 2:
        return found[len(found) // 2].start
    space = document.text.rfind(" ", window.start, window.end)
    return space + 1 if space >= 0 else snap(document.text, Span(offset, offset)).start


def _split(document: Document, index: int, span: Span) -> tuple[Span, ...]:
    kind = document.blocks[index].kind
    if kind is BlockKind.CODE:
        return lines(document.text, span)
    if kind is BlockKind.TABLE_ROW:
        return filled_cells(document.text, span)
    if kind in _WHOLE:
        whole = span.trimmed(document.text)
        return (whole,) if len(whole) else ()
    return sentences(document.text, span)
