"""Text objects: the word, quotation, sentence and paragraph round an offset.

With them go the ladder between them, and the selection that a motion extends by whole objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import Document, Span
from text.graphemes import snap
from text.motions import Motion, by_paragraph, by_sentence, by_word, by_word_end, sentence_at
from text.stretches import nearby_quotations
from text.words import word_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from text.quotations import Quotation


def word(document: Document, offset: int) -> Span:
    """The word at `offset`."""
    return word_at(document.text, offset)


def paragraph(document: Document, offset: int) -> Span:
    """The block at `offset`."""
    return document.blocks[document.block_at(offset)].span if document.blocks else Span(0, 0)


def inside_quotation(document: Document, offset: int) -> Span | None:
    """The words of the innermost quotation round `offset`, without its quotation marks."""
    around = [found.inner for found in _quotations(document, offset) if offset in found.span]
    return min(around, key=len) if around else None


def quotations_here(document: Document, offset: int) -> list[Span]:
    """The quotations that the sentence at `offset` offers for marking, without their quotation marks."""
    sentence = sentence_at(document, offset)
    found = _quotations(document, offset)
    return [each.inner for each in found if each.span.overlaps(sentence) and len(each.inner)]


def quotation_here(
    document: Document, offset: int, taken: Collection[Span], count: int | None
) -> Span | None:
    """One of the sentence's quotations.

    With a `count` the `count`-th; otherwise the first that is not among those `taken` already, so
    that repeating a key takes the next. None when there is none (left).
    """
    found = quotations_here(document, offset)
    if count is not None:
        return found[count - 1] if count <= len(found) else None
    return next((span for span in found if span not in taken), None)


def grow(document: Document, span: Span) -> Span:
    """The next larger object that holds `span`: word, quotation, sentence, paragraph, whole text."""
    return next((wider for wider in _ladder(document, span) if len(wider) > len(span)), span)


def shrink(document: Document, span: Span) -> Span:
    """The next smaller object at the head of `span`."""
    rungs = [
        narrower for narrower in _ladder(document, Span(span.start, span.start)) if len(narrower) < len(span)
    ]
    return rungs[-1] if rungs else span


def whole(document: Document, start: int, end: int) -> Span:
    """The span between two offsets, its ends widened to whole graphemes and trimmed of white space."""
    span = snap(document.text, Span(min(start, end), max(start, end)))
    words = span.of(document.text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def extend(document: Document, anchor: int, head: int, motion: Motion, count: int) -> int:
    """Where the head of a selection lands when a motion extends it.

    Word, sentence and paragraph motions take or give whole objects: the head stands on the last
    character of one after the anchor, on the first character before it. Others move it as they are.
    """
    unit = _UNITS.get(motion)
    if unit is None:
        return motion(document, head, count)
    for _ in range(abs(count)):
        if count > 0:
            head = (
                _end_after(document, head, motion, unit)
                if head >= anchor
                else min(anchor, motion(document, head, 1))
            )
        else:
            head = (
                max(anchor, _end_before(document, head, unit))
                if head > anchor
                else by_start(document, head, motion)
            )
    return head


def by_start(document: Document, offset: int, motion: Motion) -> int:
    """One step of a motion towards the head of the text."""
    return _BACKWARDS.get(motion, motion)(document, offset, -1)


def _end_after(document: Document, head: int, motion: Motion, unit: Callable[[Document, int], Span]) -> int:
    last = unit(document, head).end - 1
    return last if last > head else max(head, unit(document, motion(document, head, 1)).end - 1)


def _end_before(document: Document, head: int, unit: Callable[[Document, int], Span]) -> int:
    start = unit(document, head).start
    before = len(document.text[:start].rstrip())
    return unit(document, max(0, before - 1)).end - 1


_UNITS: dict[Motion, Callable[[Document, int], Span]] = {
    by_word: word,
    by_word_end: word,
    by_sentence: sentence_at,
    by_paragraph: paragraph,
}
_BACKWARDS: dict[Motion, Motion] = {by_word_end: by_word}


def _quotations(document: Document, offset: int) -> tuple[Quotation, ...]:
    return nearby_quotations(document, offset) if document.blocks else ()


def _ladder(document: Document, span: Span) -> list[Span]:
    """The objects round the head of `span` that hold it, narrowest first."""
    at = span.start
    rungs = [
        word(document, at),
        sentence_at(document, at),
        paragraph(document, at),
        Span(0, len(document.text)),
    ]
    rungs += [found.inner for found in _quotations(document, at)]
    return sorted(
        (rung for rung in rungs if rung.start <= at and span.end <= rung.end and len(rung)), key=len
    )
