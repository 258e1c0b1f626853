from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from store import blocks
from text.document import Block, BlockKind, Document, Inline, Role, Span, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    st.lists(st.text(max_size=4), max_size=3).map(tuple),
)


def load(source: str) -> Sequence[Block]:
    return blocks.load(source.encode())


def paragraphs(count: int) -> tuple[Block, ...]:
    return tuple(Block(Span(at * 10, at * 10 + 8)) for at in range(count))


@given(st.lists(made, max_size=8).map(tuple))
def test_blocks_come_back_as_they_went(given_blocks: tuple[Block, ...]) -> None:
    assert tuple(load(blocks.dump(given_blocks))) == given_blocks


@given(st.integers(0, 5 * blocks.CHUNK))
def test_many_blocks_come_back_as_they_went(count: int) -> None:
    there = paragraphs(count)
    back = load(blocks.dump(there))
    assert len(back) == count
    assert tuple(back) == there
    assert tuple(reversed(back)) == there[::-1]
    assert back[count // 3 : count // 2] == there[count // 3 : count // 2]


@given(st.integers(0, 3 * blocks.CHUNK), st.integers(-5, 30 * blocks.CHUNK + 5))
def test_a_place_is_found_as_among_blocks_never_packed(count: int, offset: int) -> None:
    there = paragraphs(count)
    text = "x" * (10 * count)
    packed = Document(text, load(blocks.dump(there)))
    assert packed.block_at(offset) == Document(text, there).block_at(offset)


@given(st.lists(made, max_size=8), st.sampled_from(BlockKind), st.sampled_from([1, 3 * blocks.CHUNK]))
def test_blocks_of_a_kind_are_found_among_all(few: list[Block], kind: BlockKind, times: int) -> None:
    there = tuple(few * times)
    packed = Document("", load(blocks.dump(there)))
    assert list(packed.of_kind(kind)) == [block for block in there if block.kind is kind]


def test_what_schema_1_kept_in_one_line_comes_back() -> None:
    there = paragraphs(3 * blocks.CHUNK)
    assert tuple(load(blocks.dump(there).replace("]\n[", ","))) == there


def test_blocks_kept_before_their_containers_were_come_back() -> None:
    assert load('[[3,17,"list_item",1,"•"]]') == (Block(Span(3, 17), BlockKind.LIST_ITEM, 1, "•"),)


def test_a_plain_paragraph_costs_two_numbers() -> None:
    assert blocks.dump([Block(Span(3, 17))]) == "[[3,17]]"


@given(st.lists(made, max_size=4))
def test_the_enums_come_back_as_themselves(given_blocks: list[Block]) -> None:
    for block in load(blocks.dump(given_blocks)):
        assert isinstance(block.kind, BlockKind)
        assert isinstance(block.role, Role)
        assert all(isinstance(inline.style, Style) for inline in block.inlines)
