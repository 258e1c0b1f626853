"""Footnotes in Markdown (GitHub's `[^label]`), as rules for markdown-it.

A definition opens and closes a `footnote` container where it stands, its label in the opening
token's `info`; a reference to a defined label is a `footnote` token with the label as its content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LABEL = r"\[\^([^\]\[\s]{1,200})\]"
_REFERENCE = re.compile(_LABEL)
_DEFINITION = re.compile(_LABEL + r":[ \t]*")
_INDENT = 4


def definition(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A block rule: `[^label]: words`, and whatever follows indented by four."""
    found = _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if not found or state.is_code_block(line):
        return False
    if silent:
        return True
    _labels(state.env).setdefault(found[1].casefold(), found[1])
    opening = state.push("footnote_open", "", 1)
    opening.info = found[1]
    _contents(state, line, end, found.end())
    opening.map = [line, state.line]
    state.push("footnote_close", "", -1)
    return True


def _contents(state: StateBlock, line: int, end: int, start: int) -> None:
    """Reads the blocks of a definition whose words start at `start`, as a list reads an item's."""
    kept = state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType
    state.bMarks[line], state.tShift[line] = start, 0
    state.blkIndent += _INDENT
    state.sCount[line] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, line, end)
    state.blkIndent -= _INDENT
    state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType = kept
    state.line = max(state.line, line + 1)


def reference(state: StateInline, silent: bool) -> bool:
    """An inline rule: `[^label]`, where that label is defined."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    label = _labels(state.env).get(found[1].casefold()) if found else None
    if not found or label is None:
        return False
    if not silent:
        state.push("footnote", "", 0).content = label
    state.pos = found.end()
    return True


def _labels(env: MutableMapping[str, Any]) -> dict[str, str]:
    """The labels defined so far, by their folded forms."""
    labels: dict[str, str] = env.setdefault("footnotes", {})
    return labels
