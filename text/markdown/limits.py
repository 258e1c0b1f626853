"""Limits on the work of the Markdown parser, so that no source, however made, takes it long or hides text.

What goes beyond a limit is shown as it stands in the source. Each is in proportion to the source's
length, so that real documents never meet one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import reference, table

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it.rules_block import StateBlock

NESTING = 100
"""Blocks nested deeper are shown as code."""

_MOST_MARKS = 30_000
_MOST_COLUMNS = 1_000
_MOST_LINES = 100
"""In one paragraph, one table and one link reference definition."""

_FEW_BRACKETS = 50
_MARK = re.compile(r"[*_~`&<:\[\\]")
_BRACKET = re.compile(r"[\[\]]")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.){1,999}+\]:", re.DOTALL)


@dataclass(slots=True)
class Effort:
    """What is left to spend on one source."""

    expansion: int
    """Code points that links by reference may multiply to, as in cmark."""
    pairs: int
    """Pairs of brackets, one inside the other: the time a paragraph takes grows with their number."""
    cells: int
    """Empty cells that short table rows are filled up with."""
    lines: int
    """Lines looked through for quotations inside others."""

    def spend(self, what: str, amount: int) -> bool:
        """Whether there was `amount` left of `what`, which is then less by it."""
        left: int = getattr(self, what) - amount
        if left >= 0:
            setattr(self, what, left)
        return left >= 0


class References(dict[str, Any]):
    """Link reference definitions, found until what they expand to has reached the limit."""

    def __init__(self, effort: Effort) -> None:
        super().__init__()
        self._effort = effort

    def get(self, label: str, default: Any = None) -> Any:  # noqa: ANN401 - as the dictionary's own
        """The definition of a label, where there is one and the limit is not reached."""
        found = super().get(label)
        return found if found and self._effort.spend("expansion", len(found["href"])) else default


def environment(source: str) -> dict[str, Any]:
    """What the parser is to remember of one source: its references, its footnotes, the effort spent."""
    size = len(source)
    effort = Effort(
        expansion=1_000_000 + 10 * size,
        pairs=500_000 + size,
        cells=2_000 + size // 20,
        lines=20_000 + size // 4,
    )
    return {"references": References(effort), "effort": effort}


def is_too_much(source: str, env: MutableMapping[str, Any]) -> bool:
    """Whether a paragraph's marks and brackets would take the parser too long."""
    if source.count("[") > _FEW_BRACKETS and not env["effort"].spend("pairs", _pairs(source)):
        return True
    return len(source) > _MOST_MARKS and len(_MARK.findall(source)) > _MOST_MARKS


def _pairs(source: str) -> int:
    """How many pairs the brackets may be tried in: as many for each as are open before it."""
    depth = pairs = 0
    for bracket in _BRACKET.findall(source):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
        pairs += depth
    return pairs


def as_it_stands(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """A block rule: what is nested too deep is code, so that nothing is hidden and no stack overflows."""
    if state.level < NESTING and not _is_overquoted(state, line):
        return False
    last = line + 1
    while last < end and (state.isEmpty(last) or not 0 <= state.sCount[last] < state.blkIndent):
        last += 1
    state.push("code_block", "code", 0).content = state.getLines(line, last, state.blkIndent, False)
    state.line = last
    return True


def _is_overquoted(state: StateBlock, line: int) -> bool:
    """Whether a quotation within another goes on too long: each reads again all the lines of the outer."""
    if not state.level or state.src[state.bMarks[line] + state.tShift[line]] != ">":
        return False
    last = line
    while last < state.lineMax and not state.isEmpty(last):
        last += 1
    effort: Effort = state.env["effort"]
    return not effort.spend("lines", last - line)


def lean_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A block rule: a table; as it stands where it has too many columns, or too many empty cells."""
    begins = table(state, line, end, True)
    if silent or not begins:
        return begins
    last = line
    while last < end and not state.isEmpty(last):
        last += 1
    columns = state.src.count("|", state.bMarks[line + 1], state.eMarks[line + 1]) - 1
    missing = columns * (last - line) - state.src.count("|", state.bMarks[line], state.eMarks[last - 1])
    effort: Effort = state.env["effort"]
    if columns <= _MOST_COLUMNS and (missing <= 0 or effort.spend("cells", missing)):
        return table(state, line, end, False)
    push_paragraph(state, line, last)
    return True


def push_paragraph(state: StateBlock, line: int, end: int) -> None:
    """Makes a paragraph of the lines from `line` to before `end`."""
    state.line = end
    state.push("paragraph_open", "p", 1).map = [line, end]
    state.push("inline", "", 0).content = mdTrim(state.getLines(line, end, state.blkIndent, False))
    state.push("paragraph_close", "p", -1)


def short_reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A block rule: a link reference definition of few lines, its label as long as CommonMark 4.7 allows."""
    start = state.bMarks[line] + state.tShift[line]
    if not _LABEL.match(state.src, start, start + 2_000):
        return False
    last = state.lineMax
    state.lineMax = min(last, line + _MOST_LINES)
    found = reference(state, line, end, silent)
    state.lineMax = last
    return found
