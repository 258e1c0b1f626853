"""Building a `Document` from pieces: what every parser ends in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.clean import clean
from text.document import DEEPEST, Block, BlockKind, Document, Inline, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE_SET = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before its place is known: its own text, and inline spans counted from its start.

    `apart` says that it begins something, such as a table, even right after another of its kind.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    role: Role = Role.BODY
    inlines: tuple[Inline, ...] = ()
    apart: bool = False
    within: tuple[str, ...] = ()


def build(pieces: Iterable[Piece]) -> Document:
    """The document the pieces make, cleaned; those with no text are left out, but for rules and marked items.

    The pieces are taken one by one, and none is kept.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    before: Piece | None = None
    for piece in pieces:
        if not piece.text and not _speaks_by_itself(piece):
            continue
        separator = _separator(before, piece) if before else ""
        offset += len(separator)
        parts += (separator, piece.text)
        blocks.append(_block(piece, offset))
        offset += len(piece.text)
        before = piece
    return Document(clean("".join(parts)), tuple(blocks))


def _speaks_by_itself(piece: Piece) -> bool:
    return piece.kind is BlockKind.RULE or (piece.kind is BlockKind.LIST_ITEM and bool(piece.marker))


def _separator(before: Piece, piece: Piece) -> str:
    """One line feed between neighbouring items or rows, two between all else."""
    continues = piece.kind is BlockKind.LIST_ITEM and not piece.marker
    begins = piece.apart or (piece.kind is BlockKind.TABLE_ROW and piece.level > before.level)
    close = piece.kind is before.kind and piece.kind in _CLOSE_SET and not continues and not begins
    return "\n" if close else "\n\n"


def _block(piece: Piece, offset: int) -> Block:
    return Block(
        span=Span(offset, offset + len(piece.text)),
        kind=piece.kind,
        level=piece.level,
        marker=clean(piece.marker) if piece.marker else "",
        role=piece.role,
        inlines=tuple(_placed(inline, offset) for inline in piece.inlines) if piece.inlines else (),
        within=tuple(clean(each) for each in piece.within[:DEEPEST]) if piece.within else (),
    )


def _placed(inline: Inline, offset: int) -> Inline:
    span = Span(inline.span.start + offset, inline.span.end + offset)
    return Inline(span, inline.style, clean(inline.target))
