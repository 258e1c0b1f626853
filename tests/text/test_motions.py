from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text import motions
from text.document import BlockKind, Document

if TYPE_CHECKING:
    from text.motions import Motion

EVERY: list[Motion] = [
    motions.by_sentence,
    motions.by_paragraph,
    motions.by_heading,
    motions.by_word,
    motions.by_character,
]

TWO = document_of("One here. Two here.", ("Head", BlockKind.HEADING), "Three here. Four.")


@pytest.mark.parametrize("motion", EVERY)
@given(document=documents(), offset=st.integers(0, 500), count=st.integers(-9, 9))
def test_motions_stay_inside_and_go_the_way_they_are_told(
    motion: Motion, document: Document, offset: int, count: int
) -> None:
    offset = min(offset, len(document.text) - 1)
    landed = motion(document, offset, count)
    assert 0 <= landed < len(document.text)
    assert landed >= offset if count > 0 else landed <= offset


@pytest.mark.parametrize("motion", EVERY)
@given(document=documents(), count=st.integers(2, 6))
def test_a_count_is_as_many_single_steps(motion: Motion, document: Document, count: int) -> None:
    one_by_one = 0
    for _ in range(count):
        one_by_one = motion(document, one_by_one, 1)
    assert motion(document, 0, count) == one_by_one


@given(documents(), st.integers(0, 500))
def test_every_offset_has_a_sentence_in_its_block(document: Document, offset: int) -> None:
    offset = min(offset, len(document.text) - 1)
    sentence = motions.sentence_at(document, offset)
    block = document.blocks[document.block_at(offset)].span
    assert block.start <= sentence.start <= sentence.end <= block.end


def test_sentences_run_on_over_paragraphs() -> None:
    starts = [motions.by_sentence(TWO, 0, count) for count in range(5)]
    assert [motions.sentence_at(TWO, start).of(TWO.text) for start in starts] == [
        "One here.",
        "Two here.",
        "Head",
        "Three here.",
        "Four.",
    ]
    assert motions.by_sentence(TWO, starts[4], -4) == 0


def test_back_by_paragraph_goes_to_the_start_of_this_one_first() -> None:
    inside = TWO.text.index("Four")
    assert motions.by_paragraph(TWO, inside, -1) == TWO.text.index("Three")
    assert motions.by_paragraph(TWO, inside, -2) == TWO.text.index("Head")


def test_headings_are_found_both_ways() -> None:
    assert motions.by_heading(TWO, 0, 1) == TWO.text.index("Head")
    assert motions.by_heading(TWO, len(TWO.text) - 1, -1) == TWO.text.index("Head")
