"""An article and its marks as plain lines, for those who hear the screen or cannot tell its colours.

A line is a sentence, whatever the width of a terminal, and its number stays the same as long as the
text does: marks are told within the lines, by number, and listed after the last of them.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING

from store.records import AnchorState
from text.clean import clean, clean_line
from text.document import BlockKind, Span
from text.stretches import onwards, stretch_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from store.links import Link
    from store.records import Annotation
    from text.document import Block, Document

_STANDS = {
    AnchorState.EXACT: "",
    AnchorState.CHANGED: "worded otherwise in the article now",
    AnchorState.LOST: "no longer in the text",
}


def lines(document: Document, marks: Sequence[Annotation]) -> Iterator[str]:
    """The text, a sentence a line and an empty line between blocks, then the marks, a line each.

    A mark's words stand between `[1: ` and ` :1]`. A table's row is one line. `marks` are in the order of the
    text.
    """
    edges = _edges(document.text, marks)
    ends: list[int] = []
    for number, block in enumerate(document.blocks):
        if number:
            ends.append(block.span.start)
            yield ""
        lead = _lead(block)
        for span in _sentences(document, block):
            ends.append(span.end)
            yield (lead + _flat(_marked(document.text, span, edges), block)).rstrip()
            lead = " " * len(lead) if block.kind is BlockKind.LIST_ITEM else lead
    yield from ("", f"Marks: {len(marks)}")
    numbers = {mark.id: number for number, mark in enumerate(marks, 1)}
    for index, mark in enumerate(marks, 1):
        yield _told(index, mark, bisect_right(ends, mark.span.start) + 1, numbers)


def _sentences(document: Document, block: Block) -> Iterable[Span]:
    """The sentences of a block, the lines of code as they are; something even where there are none."""
    if block.kind is BlockKind.CODE:
        starts = accumulate((len(line) + 1 for line in block.span.of(document.text).split("\n")), initial=0)
        edges = [block.span.start + start for start in starts]
        return [Span(start, end - 1) for start, end in pairwise(edges)]
    if block.kind is BlockKind.TABLE_ROW:
        return [block.span]
    stretches = takewhile(lambda each: each.start < block.span.end, onwards(document, block.span.start))
    found = [span for stretch in stretches for span in stretch_sentences(document, stretch)]
    return found or [block.span]


def _edges(text: str, marks: Iterable[Annotation]) -> list[tuple[int, int, str]]:
    """Where the words of marks begin and end, in order: what ends in a place before what begins there."""
    edges: list[tuple[int, int, str]] = []
    for number, mark in enumerate(marks, 1):
        words = mark.span.trimmed(text)
        if mark.anchor_state is not AnchorState.LOST and len(words):
            edges += [(words.start, number, f"[{number}: "), (words.end, -number, f" :{number}]")]
    return sorted(edges)


def _marked(text: str, span: Span, edges: Sequence[tuple[int, int, str]]) -> str:
    """The words of a span, with the signs of the marks that begin or end in it."""
    parts: list[str] = []
    at = span.start
    for offset, _, sign in edges[
        bisect_right(edges, (span.start, 0, "")) : bisect_right(edges, (span.end, 0, ""))
    ]:
        parts += (text[at:offset], sign)
        at = offset
    return "".join([*parts, text[at : span.end]])


def _flat(told: str, block: Block) -> str:
    return (
        clean(told.expandtabs(4)) if block.kind is BlockKind.CODE else clean_line(told.replace("\t", " | "))
    )


def _lead(block: Block) -> str:
    """What says in signs what kind of block it is."""
    if block.kind is BlockKind.HEADING:
        return "#" * max(1, block.level) + " "
    if block.kind is BlockKind.QUOTATION:
        return "> " * max(1, block.level)
    if block.kind is BlockKind.LIST_ITEM:
        return "  " * (block.level - 1) + (f"{block.marker} " if block.marker else "  ")
    return "---" if block.kind is BlockKind.RULE else ""


def _told(number: int, mark: Annotation, line: int, numbers: Mapping[str, int]) -> str:
    """A mark in a line: what it is, where, and what was said of it."""
    where = "" if mark.anchor_state is AnchorState.LOST else f"line {line}"
    facts = (
        f"{mark.kind}",
        where,
        _STANDS[mark.anchor_state],
        f"by {mark.speaker}" if mark.speaker else "",
        mark.place,
        mark.status,
        mark.colour,
        " ".join(f"#{tag}" for tag in mark.tags),
        *(_linked(link, mark.id, numbers) for link in mark.links),
        f"note: {clean_line(mark.note)}" if mark.note else "",
    )
    return f"Mark {number}, {', '.join(filter(None, facts))}: {clean_line(mark.anchor.exact)}"


def _linked(link: Link, mark_id: str, numbers: Mapping[str, int]) -> str:
    """What a link says of a mark; a mark of another article has no number, but its id."""
    does, other = link.seen_from(mark_id)
    return f"{does} mark {numbers[other]}" if other in numbers else f"{does} mark {other} of another article"
