"""Tables in Markdown, with the cells that a row has beyond the columns, which GitHub would hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit, getLine

from text.markdown.limits import lean_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_SURPLUS = "surplus"


def whole_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A block rule: a table, whose rows keep all their cells."""
    first = len(state.tokens)
    is_table = lean_table(state, line, end, silent)
    tokens = state.tokens[first:]
    columns = sum(token.type == "th_open" for token in tokens)
    for token in tokens:
        # Now that each line still begins where its item, footnote or quotation lets it begin.
        row = getLine(state, token.map[0]).strip() if token.type == "tr_open" and token.map else ""
        if beyond := _surplus(row, columns):
            token.meta[_SURPLUS] = beyond
    return is_table


def surplus(row: Token) -> Sequence[str]:
    """The cells of a row beyond its table's columns, but for empty ones, by the token that opens it."""
    cells: Sequence[str] = row.meta.get(_SURPLUS, ())
    return cells


def _surplus(row: str, columns: int) -> list[str]:
    has_border = row.startswith("|"), row.endswith("|")
    if row.count("|") + 1 - sum(has_border) <= columns:
        return []
    first, *more = escapedSplit(row)
    cells = (cell.strip() for cell in (more if not first else [first, *more])[columns:])
    return [cell for cell in cells if cell]
