from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store import blocks
from text.document import Block, BlockKind, Inline, Role, Span, Style

spans = st.builds(Span, st.integers(0, 10**7), st.integers(0, 10**7))
inlines = st.builds(Inline, spans, st.sampled_from(Style), st.text())
made = st.builds(
    Block,
    spans,
    st.sampled_from(BlockKind),
    st.integers(0, 9),
    st.text(max_size=4),
    st.sampled_from(Role),
    st.lists(inlines, max_size=3).map(tuple),
)


@given(st.lists(made, max_size=8).map(tuple))
def test_blocks_come_back_as_they_went(given_blocks: tuple[Block, ...]) -> None:
    assert blocks.load(blocks.dump(given_blocks)) == given_blocks


def test_a_plain_paragraph_costs_two_numbers() -> None:
    assert blocks.dump([Block(Span(3, 17))]) == "[[3,17]]"


@given(st.lists(made, max_size=4))
def test_the_enums_come_back_as_themselves(given_blocks: list[Block]) -> None:
    for block in blocks.load(blocks.dump(given_blocks)):
        assert isinstance(block.kind, BlockKind)
        assert isinstance(block.role, Role)
        assert all(isinstance(inline.style, Style) for inline in block.inlines)
