"""The Markdown parser: markdown-it with GitHub's extensions, made to hide nothing and to end in time."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from text.inline import Styled, collapsed, styled
from text.markdown.autolink import bare_link
from text.markdown.footnotes import definition, reference
from text.markdown.limits import (
    NESTING,
    as_it_stands,
    is_too_much,
    push_paragraph,
    short_reference,
)
from text.markdown.tables import whole_table

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# A class first, and what has to stand with its character after: four times as quick as alternatives.
_STOPS = re.compile(r"[\n!&*<\[\\\]_`~:w](?:(?<=[^:w])|(?<=:)//|(?<=\bw)ww\.)")
_MARKS = re.compile(r"[\n&*<\[\\_`~@:w](?:(?<=[^:w])|(?<=:)//|(?<=\bw)ww\.)")
_SOFT_BREAK = re.compile(r"\n(?<![ \\]\n)[ \t]*")
_ITEM = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]+\S")
_NOT_PROSE = frozenset("#>*+-_=~`<[|:0123456789")
"""What a line of prose does not begin with: all else begins or ends no block within a paragraph."""

_STILL_PROSE = re.compile(r"\[[^\[\]\\]*(?:\[|\](?!:))|`{1,2}[^`]|\*{1,2}[^\s*]|_{1,2}[^\s_]|[0-9]+[^0-9.)]")
"""What it may begin with nevertheless: words in brackets that define nothing, in a style, and numbers."""


def blocks(source: str, env: MutableMapping[str, Any]) -> list[Token]:
    """The block tokens of a source, their words not yet parsed; `env` learns what it defines."""
    tokens: list[Token] = []
    _parser().block.parse(source, _parser(), env, tokens)
    return tokens


def words(source: str, env: MutableMapping[str, Any]) -> Styled:
    """The words of a paragraph's source, by all that `env` has learnt."""
    if "<" not in source:  # Within angle brackets a line break is not what a space is.
        source = _SOFT_BREAK.sub(" ", source)
    if not _MARKS.search(source) or is_too_much(source, env):
        return Styled(collapsed(source).strip())
    tokens: list[Token] = []
    _parser().inline.parse(source, _parser(), env, tokens)
    return styled(tokens)


class _Parser(MarkdownIt):
    """markdown-it that leaves addresses as they are written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name it overrides
        return url


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": 2 * NESTING, "strikethrough_single_tilde": True})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "depth", as_it_stands)
    parser.block.ruler.after("depth", "prose", _prose)
    parser.block.ruler.before("reference", "footnote", definition, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", short_reference)
    parser.inline.ruler.before("link", "footnote", reference)
    parser.inline.ruler.after("text", "bare_link", bare_link)
    parser.inline.terminator_re = _STOPS
    return parser


def _prose(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """A block rule: a paragraph of which no line could be anything else, without asking each rule of each."""
    last = line
    while last < state.lineMax and not state.isEmpty(last) and _is_prose(state, last):
        last += 1
    ends = last == state.lineMax or state.isEmpty(last) or _is_next_item(state, last)
    if last == line or not ends or state.is_code_block(line):
        return False
    push_paragraph(state, line, last)
    return True


def _is_prose(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start] not in _NOT_PROSE or bool(
        _STILL_PROSE.match(state.src, start, state.eMarks[line])
    )


def _is_next_item(state: StateBlock, line: int) -> bool:
    """Whether a line, further out than the item being read, surely begins the next one."""
    if not 0 <= state.sCount[line] < min(state.blkIndent, state.listIndent + 4):
        return False
    return bool(_ITEM.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]))
