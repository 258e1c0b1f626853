"""Links within a text: each made to lead to a block of it, by the number of that block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from text.document import Style
from text.outline import target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from text.builder import Piece
    from text.document import Inline


def linked(pieces: Sequence[Piece], places: Mapping[str, int], key: Callable[[str], str]) -> Iterator[Piece]:
    """The pieces with each link to a place in them turned into one to the piece of that number.

    `places` says which piece a key leads to, and `key` makes the key of a link's address. The pieces
    must be what a document is built of, each a block.
    """

    def turned(inline: Inline) -> Inline:
        place = places.get(key(inline.target)) if inline.style is Style.LINK else None
        return inline if place is None else replace(inline, target=target_of(min(place, len(pieces) - 1)))

    for piece in pieces:
        yield replace(piece, inlines=tuple(map(turned, piece.inlines))) if piece.inlines else piece
