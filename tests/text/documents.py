"""Documents for tests: drawn by hypothesis, or written out as blocks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from text.document import Block, BlockKind, Document, Role, Span
from text.graphemes import clusters

_LINES = st.text(
    st.one_of(st.sampled_from("abc XYZ.,!?’“”'\"- "), st.sampled_from("é世界👩‍👩‍👧ñ\u0301🇫🇷")),
    min_size=1,
    max_size=160,
).filter(lambda line: bool(line.strip()))
_KINDS = st.sampled_from(
    [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CODE]
)
_WITHIN = st.lists(st.sampled_from([">", "•", "7.", "一、"]), max_size=5).map(tuple)


def boundaries(text: str) -> list[int]:
    """Every offset between two grapheme clusters of `text`, its two ends among them."""
    return [0, *(end for _, end, _ in clusters(text, Span(0, len(text))))]


def document_of(*paragraphs: str | tuple[str, BlockKind], gap: str = "\n\n") -> Document:
    """A document with one block a paragraph."""
    blocks: list[Block] = []
    offset = 0
    texts: list[str] = []
    for each in paragraphs:
        words, kind = (each, BlockKind.PARAGRAPH) if isinstance(each, str) else each
        level = 1 if kind in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION) else 0
        marker = "•" if kind is BlockKind.LIST_ITEM else ""
        blocks.append(Block(Span(offset, offset + len(words)), kind, level, marker, Role.BODY))
        texts.append(words)
        offset += len(words) + len(gap)
    return Document(gap.join(texts), tuple(blocks))


@st.composite
def documents(draw: st.DrawFn, min_blocks: int = 1) -> Document:
    """Documents of a few blocks of several kinds, with wide and combining characters in them."""
    lines = draw(st.lists(st.tuples(_LINES.map(str.strip), _KINDS), min_size=min_blocks, max_size=8))
    document = document_of(*lines)
    return Document(document.text, tuple(replace(block, within=draw(_WITHIN)) for block in document.blocks))
