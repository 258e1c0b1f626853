"""Building a `Document` from pieces: what every parser ends in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text.clean import clean
from text.document import Block, BlockKind, Document, Inline, Role, Span
from text.inline import moved

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE_SET = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before its place is known: its own text, and inline spans counted from its start."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    role: Role = Role.BODY
    inlines: tuple[Inline, ...] = ()


def build(pieces: Iterable[Piece]) -> Document:
    """The document the pieces make, cleaned; pieces with no text are left out, but for rules."""
    kept = [piece for piece in pieces if piece.text or piece.kind is BlockKind.RULE]
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for index, piece in enumerate(kept):
        separator = _separator(kept[index - 1], piece) if index else ""
        offset += len(separator)
        parts += (separator, piece.text)
        blocks.append(_block(piece, offset))
        offset += len(piece.text)
    return Document(clean("".join(parts)), tuple(blocks))


def _separator(before: Piece, piece: Piece) -> str:
    """One line feed between neighbouring items or rows, two between all else."""
    continues = piece.kind is BlockKind.LIST_ITEM and not piece.marker
    close = piece.kind is before.kind and piece.kind in _CLOSE_SET and not continues
    return "\n" if close else "\n\n"


def _block(piece: Piece, offset: int) -> Block:
    return Block(
        span=Span(offset, offset + len(piece.text)),
        kind=piece.kind,
        level=piece.level,
        marker=clean(piece.marker),
        role=piece.role,
        inlines=tuple(
            replace(moved(inline, offset), target=clean(inline.target)) for inline in piece.inlines
        ),
    )
