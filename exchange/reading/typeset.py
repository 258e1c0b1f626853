"""Lines of typeset pages, made paragraphs and headings again, by where they stand and how large they are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from text.builder import Piece
from text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NUMBERS = re.compile(r"\d+")
_OFTEN = 3
"""On how many pages a line at the edge stands that runs along them."""

_SHORT = 0.8
"""The share of the usual line that the last line of a paragraph does not reach."""

_APART = 1.35
"""How many times the usual step from line to line there is between paragraphs."""

_LARGER = 1.15
"""How many times as high as the usual line a heading is; less is the same size, measured otherwise."""

_LONGEST_HEADING = 200
_DEEPEST = 6
_ENDS = (".", "!", "?", ":", "…", "”", "’", "»", '"')


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its words, where it begins, from the left and the bottom, and its height, in points."""

    words: str
    left: float
    bottom: float
    height: float


def pieces(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """The paragraphs and headings in the lines of pages, without what runs along the edges of these.

    A paragraph ends where a line ends early, and before a gap, an indented line, or one of another size.
    """
    heads = _running(pages)
    lines = [line for page in pages for line in _without(page, heads)]
    usual = median([line.height for line in lines] or [0.0])
    sizes = sorted({round(line.height) for line in lines if line.height > _LARGER * usual}, reverse=True)
    for paragraph in _paragraphs(lines):
        words = _joined(line.words for line in paragraph)
        height = paragraph[0].height
        if height > _LARGER * usual and len(words) <= _LONGEST_HEADING:
            yield Piece(words, BlockKind.HEADING, min(_DEEPEST, 2 + sizes.index(round(height))))
        else:
            yield Piece(words)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    width = median([len(line.words) for line in lines] or [0])
    step = median(
        [drop for above, line in pairwise(lines) if (drop := above.bottom - line.bottom) > 0] or [0.0]
    )
    paragraph: list[Line] = []
    for at, line in enumerate(lines):
        if paragraph and _begins(paragraph[-1], line, lines[at + 1 : at + 2], width, step):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(above: Line, line: Line, below: Sequence[Line], width: float, step: float) -> bool:
    """Whether a paragraph begins with a line."""
    if len(above.words) < _SHORT * width and above.words.endswith(_ENDS):
        return True
    smaller, larger = sorted((above.height, line.height))
    is_indented = all(line.left > other.left + line.height for other in (above, *below))
    # A line that stands higher than the one before begins a column or a page, which ends no paragraph.
    is_apart = above.bottom - line.bottom > _APART * step
    return is_apart or larger > _LARGER * smaller or (is_indented and bool(below))


def _running(pages: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The lines, but for their numbers, that stand at the edges of several pages."""
    edges = Counter(shape for page in pages for shape in {_shape(line) for line in (*page[:1], *page[-1:])})
    return frozenset(shape for shape, count in edges.items() if count >= _OFTEN)


def _shape(line: Line) -> str:
    return _NUMBERS.sub("0", line.words)


def _without(page: Sequence[Line], heads: frozenset[str]) -> Iterator[Line]:
    """The lines of a page without its running heads."""
    edges = {0, len(page) - 1}
    return (line for at, line in enumerate(page) if at not in edges or _shape(line) not in heads)


def _joined(lines: Iterable[str]) -> str:
    """The lines as one, the words broken at their ends whole again."""
    text = ""
    for line in lines:
        if text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
