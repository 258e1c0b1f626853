"""Blocks as compact JSON: one list a block, its trailing default values left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from text.document import Block, BlockKind, Inline, Role, Span, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULTS: tuple[Any, ...] = (BlockKind.PARAGRAPH, 0, "", Role.BODY, [])


def dump(blocks: Iterable[Block]) -> str:
    """The JSON of `blocks`."""
    return json.dumps([_block_list(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def load(source: str) -> tuple[Block, ...]:
    """The blocks of JSON that `dump` wrote."""
    return tuple(_block(*entry) for entry in json.loads(source))


def _block_list(block: Block) -> list[Any]:
    inlines = [[line.span.start, line.span.end, line.style, line.target] for line in block.inlines]
    values: list[Any] = [block.kind, block.level, block.marker, block.role, inlines]
    while values and values[-1] == _DEFAULTS[len(values) - 1]:
        values.pop()
    return [block.span.start, block.span.end, *values]


def _block(start: int, end: int, *given: Any) -> Block:  # noqa: ANN401 - JSON's values, checked by the enums
    kind, level, marker, role, inlines = (*given, *_DEFAULTS[len(given) :])
    return Block(
        span=Span(start, end),
        kind=BlockKind(kind),
        level=level,
        marker=marker,
        role=Role(role),
        inlines=tuple(
            Inline(Span(first, last), Style(style), target) for first, last, style, target in inlines
        ),
    )
