"""Markdown (CommonMark with GitHub's tables, strikes, task items and bare links), read as an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit

from text import frontmatter, html, plain
from text.builder import Piece, build
from text.clean import clean_line, newlines
from text.document import BlockKind, Metadata, Parsed, Role
from text.inline import Styled, joined, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence
    from typing import Any

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_NESTING = 200
"""Deeper blocks are shown as plain text; the parser's own limit of 20 would hide them."""

_LONGEST_LINE = 200_000
_MOST_LINES = 200_000
_MOST_CELLS = 500_000
_MOST_EXPANSION = 20_000_000
_MOST_PAIRS = 100_000_000
"""Limits, in code points, lines, table cells, code points and pairs of brackets, that bound parsing time."""

_DELIMITERS = re.compile(r"^[ \t>|:-]*\|[ \t>|:-]*$", re.MULTILINE)
_BARE = re.compile(r"[\s>*+|:=`~#.()\-\d]*")
_TASK = re.compile(r"\[([ xX])\] ")
_LEAVES = frozenset({"inline", "fence", "code_block", "html_block", "hr", "heading_open", "tr_open"})


def parse(raw: str) -> Parsed:
    """The article a Markdown text holds, its front matter read as metadata.

    Where Markdown would hide a line (blocks nested too deep) or the parser would take too long (a
    very long line, references or tables that multiply), the text is read as plain text instead.
    """
    metadata, source = frontmatter.split(newlines(raw).removeprefix("\ufeff"))
    try:
        tokens = _tokens(source)
    except _UnfitError:
        return _as_plain(source, metadata)
    pieces, title = _titled(list(_Walk(source.split("\n")).pieces(tokens)), metadata.title)
    return Parsed(build(pieces), replace(metadata, title=title))


class _UnfitError(Exception):
    """The text is not fit to be read as Markdown."""


def _as_plain(source: str, metadata: Metadata) -> Parsed:
    parsed = plain.parse(source)
    known = {name: value for name in Metadata.__slots__ if (value := getattr(metadata, name))}
    return Parsed(parsed.document, replace(parsed.metadata, **known))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"maxNesting": _NESTING})
    parser.core.ruler.after("block", "guard", _guard)
    return parser


def _tokens(source: str) -> list[Token]:
    lines = source.split("\n")
    columns = max((found[0].count("|") for found in _DELIMITERS.finditer(source)), default=0)
    too_wide = columns > 20 and columns * len(lines) > _MOST_CELLS
    if too_wide or len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        raise _UnfitError
    return _parser().parse(source)


def _guard(state: StateCore) -> None:
    """Stops between the blocks, which are quick to find, and the words in them, where bombs go off."""
    if _hides_lines(state) or _explodes(state):
        raise _UnfitError


def _hides_lines(state: StateCore) -> bool:
    """Whether some line of words is in no block."""
    covered = _covered(state.tokens, state.env)
    lines = enumerate(state.src.split("\n"))
    return any(number not in covered and not _BARE.fullmatch(line) for number, line in lines)


def _explodes(state: StateCore) -> bool:
    """Whether references would multiply the text, or brackets the time (it grows with their square)."""
    brackets = [token.content.count("[") for token in state.tokens if token.type == "inline"]
    references = state.env.get("references", {}).values()
    longest = max((len(reference["href"]) + len(reference["title"]) for reference in references), default=0)
    return longest * sum(brackets) > _MOST_EXPANSION or sum(n * n for n in brackets) > _MOST_PAIRS


def _covered(tokens: Sequence[Token], environment: MutableMapping[str, Any]) -> set[int]:
    """The numbers of the source lines that are shown, or define a reference."""
    maps = [token.map for token in tokens if token.map and token.type in _LEAVES]
    return {number for first, last in [*maps, *_definitions(environment)] for number in range(first, last)}


def _definitions(environment: MutableMapping[str, Any]) -> Iterator[list[int]]:
    references = environment.get("references", {})
    duplicates = environment.get("duplicate_refs", [])
    for reference in (*references.values(), *duplicates):
        yield reference["map"]


def _titled(pieces: list[Piece], title: str) -> tuple[list[Piece], str]:
    """The pieces with the title's heading marked, and the title: the one given, else the first heading's."""
    headings = [index for index, piece in enumerate(pieces) if piece.kind is BlockKind.HEADING]
    first = next((index for index in headings if pieces[index].level == 1), None)
    if first is None and headings[:1] == [0]:
        first = 0
    if first is None:
        return pieces, title
    heading = clean_line(pieces[first].text)
    if title and first > 0 and heading != title:
        return pieces, title
    marked = replace(pieces[first], role=Role.TITLE)
    return [*pieces[:first], marked, *pieces[first + 1 :]], title or heading


@dataclass(slots=True)
class _Walk:
    """A walk over block tokens: the containers it stands in, and the marker of the item it has entered."""

    lines: list[str]
    containers: list[BlockKind] = field(default_factory=list)
    marker: str = ""
    heading: int = 0
    line: str = ""
    cells: list[Styled] | None = None
    is_header: bool = False

    def pieces(self, tokens: Sequence[Token]) -> Iterator[Piece]:
        """The pieces of the tokens, in order."""
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(styled(token.children or ()))
            elif token.type in ("fence", "code_block"):
                yield self._piece(Styled(token.content.removesuffix("\n")), BlockKind.CODE)
            elif token.type == "html_block":
                yield from (self._text(Styled(words)) for words in html.paragraphs(token.content))
            elif token.type == "hr":
                yield Piece("", BlockKind.RULE)
            elif token.type == "tr_close":
                yield self._row()
            else:
                self._step(token)

    def _step(self, token: Token) -> None:
        """Enters or leaves a container."""
        name, _, way = token.type.rpartition("_")
        if name in ("bullet_list", "ordered_list", "blockquote"):
            kind = BlockKind.QUOTATION if name == "blockquote" else BlockKind.LIST_ITEM
            self.containers.append(kind) if way == "open" else self.containers.pop()
        elif name == "list_item":
            self.marker = _marker(token) if way == "open" else ""
        elif name == "heading":
            self.heading = int(token.tag[1:]) if way == "open" else 0
        elif name == "thead":
            self.is_header = way == "open"
        elif name == "tr" and token.map:
            self.cells = []
            self.line = self.lines[token.map[0]]

    def _inline(self, words: Styled) -> Iterator[Piece]:
        if self.cells is not None:
            self.cells.append(words)
        elif self.heading:
            yield replace(self._piece(words, BlockKind.HEADING), level=self.heading)
        else:
            yield self._text(words)

    def _text(self, words: Styled) -> Piece:
        """A paragraph, as what it is in the innermost container."""
        if not self.containers:
            return self._piece(words, BlockKind.PARAGRAPH)
        kind = self.containers[-1]
        task = _TASK.match(words.text) if self.marker == "•" else None
        if task:
            self.marker = "☐" if task[1] == " " else "☑"
            words = words.cut(task.end(), len(words.text))
        return replace(self._piece(words, kind), level=self.containers.count(kind))

    def _piece(self, words: Styled, kind: BlockKind) -> Piece:
        """A piece that takes the marker of its item if it is the first in it."""
        marker, self.marker = self.marker, ""
        return Piece(words.text, kind, marker=marker, inlines=words.inlines)

    def _row(self) -> Piece:
        cells = self.cells or []
        row = joined([*cells, *_surplus(self.line, len(cells))], "\t")
        self.cells = None
        return Piece(row.text, BlockKind.TABLE_ROW, level=int(self.is_header), inlines=row.inlines)


def _surplus(line: str, columns: int) -> list[Styled]:
    """The cells of a table row beyond the table's columns, which GitHub would hide."""
    parts = escapedSplit(line.strip(" \t>").removeprefix("|").removesuffix("|"))
    return [Styled(" ".join(part.split())) for part in parts[columns:] if not part.isspace()]


def _marker(token: Token) -> str:
    return f"{token.info}{token.markup}" if token.info else "•"
