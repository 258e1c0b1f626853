"""What a tab is painted as. A document keeps its tabs; a terminal is never sent one."""

from __future__ import annotations

from text.document import BlockKind

IN_CODE = "    "
"""A tab in code."""

ELSEWHERE = "│"
"""A tab in any other block: it parts the cells of a table row."""


def painted(kind: BlockKind) -> str:
    """What stands for a tab in a block of this kind."""
    return IN_CODE if kind is BlockKind.CODE else ELSEWHERE
