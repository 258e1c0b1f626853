"""Blocks as compact JSON: one list a block, its trailing default values left out; a line a chunk.

Of a long document, only the chunks that are looked at are parsed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from text.document import Block, BlockKind, Inline, PackedBlocks, Role, Span, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHUNK = 64
"""Blocks in a line. What schema 1 has kept stands all in one line."""

_DEFAULTS: tuple[Any, ...] = (BlockKind.PARAGRAPH, 0, "", Role.BODY, [], [])


def dump(blocks: Iterable[Block]) -> str:
    """The JSON of `blocks`."""
    lists = [_block_list(block) for block in blocks]
    chunks = [lists[start : start + CHUNK] for start in range(0, len(lists), CHUNK)]
    return "\n".join(json.dumps(chunk, ensure_ascii=False, separators=(",", ":")) for chunk in chunks)


def load(source: bytes) -> Sequence[Block]:
    """The blocks of JSON that `dump` wrote, given in UTF-8: in memory that is half as large as a str."""
    lines = source.split(b"\n")
    last = _chunk(lines[-1])
    if len(lines) == 1:
        return last
    firsts = [int(line[2 : line.index(b",")]) for line in lines]
    count = CHUNK * (len(lines) - 1) + len(last)
    return PackedBlocks(firsts, CHUNK, count, lambda number, kind: _chunk(lines[number], kind))


def _chunk(line: bytes, kind: BlockKind | None = None) -> tuple[Block, ...]:
    entries = json.loads(line or b"[]")
    wanted = entries if kind is None else (entry for entry in entries if _kind(entry) == kind)
    return tuple(_block(*entry) for entry in wanted)


def _kind(entry: list[Any]) -> str:
    return str(entry[2]) if len(entry) > 2 else BlockKind.PARAGRAPH


def _block_list(block: Block) -> list[Any]:
    inlines = [[line.span.start, line.span.end, line.style, line.target] for line in block.inlines]
    values: list[Any] = [block.kind, block.level, block.marker, block.role, inlines, [*block.within]]
    while values and values[-1] == _DEFAULTS[len(values) - 1]:
        values.pop()
    return [block.span.start, block.span.end, *values]


def _block(start: int, end: int, *given: Any) -> Block:  # noqa: ANN401 - JSON's values, checked by the enums
    kind, level, marker, role, inlines, within = (*given, *_DEFAULTS[len(given) :])
    return Block(
        span=Span(start, end),
        kind=BlockKind(kind),
        level=level,
        marker=marker,
        role=Role(role),
        inlines=tuple(
            Inline(Span(first, last), Style(style), target) for first, last, style, target in inlines
        ),
        within=tuple(within),
    )
