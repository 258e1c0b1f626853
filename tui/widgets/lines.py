"""What one line of the page shows, as data: pieces of text with the names of their inks.

Two equal lines are painted alike, so that the page repaints only the lines that differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import split_text

from text.document import BlockKind, Role, Span, remembered
from text.graphemes import cells
from text.layout import tabs
from text.layout.leads import STEP
from text.overlaps import Overlaps
from tui.signs import MARK_INKS, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Annotation
    from text.document import Block, Document, Inline
    from text.layout.flow import Row

LINKED = "~"
"""The sign before the letter of a mark that is linked to another."""

SUGGESTED = '"'
"""The gutter's sign for a quote that is only suggested."""

LANES = 2
"""Cells of the gutter for the letters of marks."""

GUTTER = LANES + 2
"""Cells left of the text: the marks', one for the cursor's bar, one empty."""

_FEW = 32
"""Styles of a block that may all be looked at for each of its rows."""

CURSOR_BAR, SENTENCE_BAR = "cursor-bar", "sentence-bar"


class Piece(NamedTuple):
    """Some text of a line in some inks; `inks` are their names, the later ones on top."""

    text: str
    inks: tuple[str, ...]


_Layers: TypeAlias = list[tuple[Span, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: the gutter's letters with their kinds, the cursor's bar, and the text.

    `ground` is the ink that fills the measure where the text ends before it does, `label` a hint
    that stands between the bar and the text.
    """

    gutter: tuple[Piece, ...] = ()
    bar: str = ""
    pieces: tuple[Piece, ...] = ()
    ground: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """What the reader is at: the cursor's sentence, the selection, what was searched for, and hint labels.

    `found` are the search's places in sight and `found_here` the one it stands on; `labels` are
    letters to paint over the text, each with the offset of the first grapheme it covers. `suggested` is
    where suggested quotes begin, `lit` the words of the one that is stepped to.
    """

    sentence: Span
    selection: Span | None = None
    found: tuple[Span, ...] = ()
    found_here: Span | None = None
    labels: tuple[tuple[int, str], ...] = ()
    suggested: frozenset[int] = frozenset()
    lit: tuple[Span, ...] = ()


def line(document: Document, row: Row, marks: tuple[Annotation, ...], focus: Focus, *, here: bool) -> Line:
    """The line that shows `row`; `here` says that the cursor stands on it."""
    block = document.blocks[row.block]
    if row.gap:
        return Line(pieces=_lead(block, row))
    if row.slots:
        marks = tuple(mark for mark in marks if any(mark.span.overlaps(slot.span) for slot in row.slots))
    ground = "code-block" if block.kind is BlockKind.CODE else ""
    layers = _layers(_inlines(document, block, row), row, marks, focus)
    pieces = _lead(block, row) + _pieces(document, block, row, layers)
    pieces, label = _labelled(document, block, row, pieces, focus)
    return Line(_signs(row, focus, _gutter(marks)), _bar(row, focus, here=here), pieces, ground, label)


def _bar(row: Row, focus: Focus, *, here: bool) -> str:
    if here:
        return CURSOR_BAR
    if not row.span.overlaps(focus.sentence):
        return ""
    return SENTENCE_BAR if any(part.span.overlaps(focus.sentence) for part in row.parts) else ""


def _gutter(marks: tuple[Annotation, ...]) -> tuple[Piece, ...]:
    """One letter for each of at most two kinds; a third one turns the second into a plus sign.

    Before them, where there is room left of the lanes, the sign of a link.
    """
    if not marks:
        return ()
    signs = [sign(kind) for kind in dict.fromkeys(mark.kind for mark in marks)]
    letters = [Piece(each.letter, (each.letter_ink,)) for each in signs[:LANES]]
    if len(signs) > len(letters):
        letters[-1] = Piece("+", ("gutter",))
    if any(mark.links for mark in marks):
        letters.insert(0, Piece(LINKED, ("gutter",)))
    return tuple(letters)


def _signs(row: Row, focus: Focus, letters: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The letters of the marks, and before them, if they leave room, a sign where a suggestion begins."""
    near = [start for start in focus.suggested if start in row.span]
    begins = any(start in part.span for start in near for part in row.parts)
    return (Piece(SUGGESTED, ("gutter",)), *letters) if begins and len(letters) < LANES else letters


def _lead(block: Block, row: Row) -> tuple[Piece, ...]:
    """What stands before the row; code has its ground already in the last cells of it."""
    own = STEP if block.kind is BlockKind.CODE and not row.gap else 0
    outer, inner = row.lead[: len(row.lead) - own], row.lead[max(0, len(row.lead) - own) :]
    pieces = Piece(outer, ("gutter",)), Piece(inner, ("code-block", "gutter"))
    return tuple(piece for piece in pieces if piece.text)


def _pieces(document: Document, block: Block, row: Row, layers: _Layers) -> tuple[Piece, ...]:
    """What stands after the indent; between the columns of a table, space."""
    if not row.slots:
        return _words(document, block, row.span, layers)
    pieces: list[Piece] = []
    right = row.indent
    for slot in row.slots:
        pieces.append(Piece(" " * (slot.left - right), ()))
        pieces += _words(document, block, slot.span, layers)
        right = slot.left + cells(slot.span.of(document.text))
    return tuple(pieces)


def _words(document: Document, block: Block, span: Span, layers: _Layers) -> tuple[Piece, ...]:
    """Some text, in pieces between whose ends no ink changes."""
    base = _base(block)
    tab = tabs.painted(block.kind)
    if not layers:
        return (Piece(_painted(document.text[span.start : span.end], tab), base),) if len(span) else ()
    cuts = {span.start, span.end}
    for layer, _ in layers:
        cuts.update(edge for edge in (layer.start, layer.end) if span.start < edge < span.end)
    pieces: list[Piece] = []
    for start, end in pairwise(sorted(cuts)):
        names = base + tuple(name for layer, name in layers if layer.start <= start < layer.end)
        if sum(name in MARK_INKS for name in names) > 1:
            names += ("overlap",)
        pieces.append(Piece(_painted(document.text[start:end], tab), names))
    return tuple(pieces)


def _painted(text: str, tab: str) -> str:
    return text.replace("\t", tab).replace("\n", " ")


def _labelled(
    document: Document, block: Block, row: Row, pieces: tuple[Piece, ...], focus: Focus
) -> tuple[tuple[Piece, ...], str]:
    """The pieces with the labels of the row painted over them, and the one that fits before them all."""
    tab = tabs.painted(block.kind)
    outside = ""
    for offset, label in focus.labels:
        for part in row.parts:
            if offset in part.span:
                before = document.text[part.span.start : offset].replace("\t", tab)
                column = part.left + cells(before)
                if not column and len(label) == 1:
                    outside = label
                else:
                    column -= len(label) == 1 and _is_blank(pieces, column - 1)
                    pieces = _over(pieces, column, Piece(label, ("label",)))
    return pieces, outside


def _is_blank(pieces: tuple[Piece, ...], column: int) -> bool:
    """Whether a space stands at a column."""
    rest = _parted(pieces, column)[1]
    return bool(rest) and rest[0].text.startswith(" ")


def _over(pieces: tuple[Piece, ...], column: int, patch: Piece) -> tuple[Piece, ...]:
    """The pieces with `patch` painted over them from a column on."""
    before, rest = _parted(pieces, column)
    return (*before, patch, *_parted(rest, cells(patch.text))[1])


def _parted(pieces: tuple[Piece, ...], column: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces before a column and those after it; half of a wide character is a space."""
    left = 0
    for number, piece in enumerate(pieces):
        width = cells(piece.text)
        if column < left + width:
            parts = (Piece(text, piece.inks) for text in split_text(piece.text, column - left))
            first, second = parts
            return (*pieces[:number], first), (second, *pieces[number + 1 :])
        left += width
    return pieces, ()


def _inlines(document: Document, block: Block, row: Row) -> Sequence[Inline]:
    """The styles of a block, or of a much styled one those that touch the row."""
    if len(block.inlines) <= _FEW:
        return block.inlines
    inlines, overlaps = _index(document, row.block)
    return [inlines[number] for number in overlaps.touching(row.span)]


@remembered
def _index(document: Document, block: int) -> tuple[Sequence[Inline], Overlaps]:
    inlines = sorted(document.blocks[block].inlines, key=lambda inline: (inline.span.start, -inline.span.end))
    return inlines, Overlaps(
        [inline.span.start for inline in inlines], [inline.span.end for inline in inlines]
    )


def _layers(inlines: Sequence[Inline], row: Row, marks: tuple[Annotation, ...], focus: Focus) -> _Layers:
    """Spans and the ink each lays over the row, lowest first."""
    layers: _Layers = [(inline.span, inline.style) for inline in inlines]
    layers.append((focus.sentence, "cursor"))
    layers += [(mark.span, sign(mark.kind).ink) for mark in marks]
    layers += [(span, "found") for span in focus.found]
    layers += [(span, "found-here") for span in focus.lit]
    if focus.found_here is not None:
        layers.append((focus.found_here, "found-here"))
    if focus.selection is not None:
        layers.append((focus.selection, "selection"))
    return [layer for layer in layers if layer[0].overlaps(row.span)]


def _base(block: Block) -> tuple[str, ...]:
    own = _ROLES.get(block.role) or _KINDS.get(block.kind, "")
    if own == "heading":
        own = _HEADINGS[max(0, min(block.level - 1, len(_HEADINGS) - 1))]
    if block.kind is BlockKind.TABLE_ROW and block.level:
        own = "header"
    return (own,) if own else ()


_HEADINGS = ("heading-1", "heading-2", "heading-3", "heading-4")
_ROLES = {
    Role.TITLE: "title",
    Role.STANDFIRST: "standfirst",
    Role.KICKER: "aside",
    Role.BYLINE: "aside",
    Role.CREDIT: "aside",
    Role.FURNITURE: "aside",
}
_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.CODE: "code-block",
    BlockKind.QUOTATION: "quotation",
    BlockKind.RULE: "aside",
}
