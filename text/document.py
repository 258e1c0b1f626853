"""The document model: one canonical string, and blocks over it.

Every coordinate in Postil is a `Span` of code points in `Document.text`. Terminal cells exist
only in wrapping and in the page widget.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast, overload

from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

__all__ = [
    "DEEPEST",
    "QUOTED",
    "Block",
    "BlockKind",
    "Document",
    "Inline",
    "Metadata",
    "PackedBlocks",
    "Parsed",
    "Role",
    "Span",
    "Style",
    "Unpack",
    "containers_of",
    "remembered",
]

T = TypeVar("T")
K = TypeVar("K", bound="Hashable")


class BlockKind(StrEnum):
    """What a block is, structurally."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list_item"
    CODE = "code"
    TABLE_ROW = "table_row"
    RULE = "rule"


class Role(StrEnum):
    """What a block is to the article: its body, its head matter, or what merely stood beside it."""

    BODY = "body"
    TITLE = "title"
    STANDFIRST = "standfirst"
    KICKER = "kicker"
    BYLINE = "byline"
    CREDIT = "credit"
    FURNITURE = "furniture"


class Style(StrEnum):
    """An inline style."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Inline:
    """A styled range inside a block; `target` is the address of a link or an image."""

    span: Span
    style: Style
    target: str = ""


QUOTED = ">"
"""What names a quotation among the containers of a block."""

DEEPEST = 24
"""Containers of a block that are told apart; those further in are not kept."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Document.text` set as one piece.

    `level` is the depth of a heading (1 to 6), of a list item or quotation (1 is outermost), and
    1 for a table's header row. `marker` is what stands before a list item ("•", "3."), empty on
    its continuation paragraphs. A table row's cells are parted by tabs, and only they hold tabs
    beside code. A rule has an empty span.

    `within` names the containers it stands in, outermost first: `>` for a quotation, its marker for a
    list item. It is empty where there are none, or where kind, level and marker say enough.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    role: Role = Role.BODY
    inlines: tuple[Inline, ...] = ()
    within: tuple[str, ...] = ()

    @property
    def containers(self) -> tuple[str, ...]:
        """The containers it stands in: `within`, or what its kind, level and marker say."""
        return self.within or containers_of(self.kind, self.level, self.marker)


def containers_of(kind: BlockKind, level: int, marker: str) -> tuple[str, ...]:
    """The containers that a block stands in, as far as its kind, level and marker say."""
    if kind is BlockKind.QUOTATION:
        return (QUOTED,) * max(1, level)
    return ("",) * (level - 1) + (marker,) if kind is BlockKind.LIST_ITEM else ()


Unpack: TypeAlias = "Callable[[int, BlockKind | None], tuple[Block, ...]]"
"""The blocks in a chunk of that number: all, or those of a kind."""


class PackedBlocks(Sequence[Block]):
    """Blocks unpacked a chunk at a time, as they are looked at; only the newest chunks stay unpacked.

    Every chunk but the last holds `size` blocks; `firsts` says where the first block of each starts,
    `unpack` answers the blocks of one, or those of a kind. Equal to any other sequence of the same blocks.
    """

    def __init__(self, firsts: Sequence[int], size: int, count: int, unpack: Unpack) -> None:
        self._firsts, self._size, self._count, self._unpack = firsts, size, count, unpack
        self._chunk = lru_cache(_KEPT_CHUNKS)(lambda number: unpack(number, None))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(self._count)))
        if index < 0:
            index += self._count
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._chunk(index // self._size)[index % self._size]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def of_kind(self, kind: BlockKind) -> Iterator[Block]:
        """The blocks of one kind, in order, at less than the cost of looking at all."""
        for number in range(len(self._firsts)):
            yield from self._unpack(number, kind)

    def started_by(self, offset: int) -> int:
        """How many blocks start at `offset` or before it."""
        chunk = max(0, bisect_right(self._firsts, offset) - 1)
        return chunk * self._size + bisect_right(self._chunk(chunk), offset, key=_start) if self._count else 0


_KEPT_CHUNKS = 64


def _start(block: Block) -> int:
    return block.span.start


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """An article as read.

    Blocks stand in the order of the text and never overlap; between two of them `text` holds only
    line feeds (two, or one between neighbouring list items and table rows).
    """

    text: str
    blocks: Sequence[Block]
    _memory: dict[tuple[object, Hashable], object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def of_kind(self, kind: BlockKind) -> Iterator[Block]:
        """The blocks of one kind, in order."""
        if isinstance(self.blocks, PackedBlocks):
            return self.blocks.of_kind(kind)
        return (block for block in self.blocks if block.kind is kind)

    def block_at(self, offset: int) -> int:
        """The index of the block that holds `offset`, or of the nearest one before it (0 at least)."""
        if isinstance(self.blocks, PackedBlocks):
            started = self.blocks.started_by(offset)
        else:
            started = bisect_right(self.blocks, offset, key=_start)
        return max(0, started - 1)


def remembered(work: Callable[[Document, K], T]) -> Callable[[Document, K], T]:
    """Let a function of a place in a document be worked out once, and remembered as long as the document."""

    @wraps(work)
    def recall(document: Document, place: K) -> T:
        memory = document._memory  # noqa: SLF001 - this is what it is for
        key = (work, place)
        if key not in memory:
            memory[key] = work(document, place)
        return cast("T", memory[key])

    return recall


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself; an empty string where it says nothing. `published` is ISO 8601."""

    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source read: the document, what was learnt of it, and the address on the web that it gives itself."""

    document: Document
    metadata: Metadata
    address: str = ""
