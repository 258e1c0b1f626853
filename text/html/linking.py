"""Links within a text: those that lead to a heading, by the anchor of that heading."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from text.document import BlockKind, Style
from text.outline import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from text.builder import Piece


def linked(pieces: Sequence[Piece], places: Mapping[str, int]) -> list[Piece]:
    """The pieces with each link to the address of a heading turned into a link to its slug.

    `places` says which piece an address leads to.
    """
    slugs = _slugs(pieces)
    targets = {address: slugs[index] for address, index in places.items() if index in slugs}
    return [_with_targets(piece, targets) for piece in pieces]


def _slugs(pieces: Sequence[Piece]) -> dict[int, str]:
    """The slugs of the headings, by index; repeated ones are numbered from one."""
    found: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            name = slug(" ".join(piece.text.split()))
            found[index] = f"#{name}-{seen[name]}" if seen[name] else f"#{name}"
            seen[name] += 1
    return found


def _with_targets(piece: Piece, targets: Mapping[str, str]) -> Piece:
    if not any(inline.target in targets for inline in piece.inlines if inline.style is Style.LINK):
        return piece
    return replace(
        piece,
        inlines=tuple(
            replace(inline, target=targets.get(inline.target, inline.target))
            if inline.style is Style.LINK
            else inline
            for inline in piece.inlines
        ),
    )
