from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import pairwise
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text import motions, objects
from text.document import BlockKind, Document, Span
from text.markdown import article
from text.quotations import quotations
from text.sentences import sentences
from text.stretches import LENGTH, backwards, nearby_quotations, onwards, stretch_at, stretch_sentences

PROSE = "".join(
    f"In {year} Mr. Smith said: “We are {year} and no more.” Nobody knew. " for year in range(3_000)
)
LONG = document_of("Before.", PROSE.strip(), "After.")
CODE = document_of(("\n".join(f"    row {number}" for number in range(9_000)), BlockKind.CODE))
ENDLESS = document_of("word " * 20_000 + "end")
UNSPACED = document_of("語" * 50_000 + "e\u0301" * 20_000)

offsets = st.integers(0, 10**6)


@cache
def sentences_of_long() -> list[Span]:
    return [sentence for block in LONG.blocks for sentence in sentences(LONG.text, block.span)]


@given(documents(), offsets)
def test_an_ordinary_block_is_one_stretch(document: Document, offset: int) -> None:
    assert [*onwards(document, 0)] == [block.span for block in document.blocks]
    block = document.blocks[document.block_at(offset)].span
    assert stretch_at(document, offset) == block
    assert nearby_quotations(document, offset) == quotations(document.text, block)


@pytest.mark.parametrize(
    "document", [LONG, CODE, ENDLESS, UNSPACED], ids=["prose", "code", "endless", "unspaced"]
)
def test_a_long_block_is_cut_into_stretches_that_leave_nothing_out(document: Document) -> None:
    stretches = [*onwards(document, 0)]
    assert len(stretches) > len(document.blocks)
    assert [*backwards(document, len(document.text))] == stretches[::-1]
    for before, after in pairwise(stretches):
        assert not document.text[before.end : after.start].strip()
        assert before.end <= after.start
    for stretch in stretches:
        assert 0 < len(stretch) <= 3 * LENGTH
        assert {stretch_at(document, offset) for offset in (stretch.start, stretch.end - 1)} == {stretch}


def test_the_sentences_of_a_long_block_are_those_of_the_whole() -> None:
    found = [sentence for stretch in onwards(LONG, 0) for sentence in stretch_sentences(LONG, stretch)]
    assert found == sentences_of_long()


def test_long_code_is_cut_between_lines() -> None:
    found = [sentence for stretch in onwards(CODE, 0) for sentence in stretch_sentences(CODE, stretch)]
    assert [sentence.of(CODE.text) for sentence in found] == [f"row {number}" for number in range(9_000)]


def test_a_long_block_is_never_cut_inside_a_word_or_a_grapheme() -> None:
    for document in (ENDLESS, UNSPACED):
        for stretch in [*onwards(document, 0)][1:]:
            assert document.text[stretch.start] in "we語"


@given(offsets)
def test_sentences_run_on_over_stretches(offset: int) -> None:
    whole = sentences_of_long()
    offset = min(offset, len(LONG.text) - 1)
    here = bisect_right(whole, offset, key=attrgetter("start")) - 1
    assert motions.sentence_at(LONG, offset) == whole[here]
    assert motions.by_sentence(LONG, offset, 1) == (
        whole[here + 1].start if here + 1 < len(whole) else offset
    )
    assert motions.by_sentence(LONG, offset, -1) == (whole[here - 1].start if here else offset)


@given(offsets)
def test_a_sentence_of_a_long_block_offers_its_quotations(offset: int) -> None:
    sentence = motions.sentence_at(LONG, min(offset, len(LONG.text) - 1))
    expected = [found.inner for found in quotations(LONG.text, sentence)]
    assert objects.quotations_here(LONG, sentence.start) == expected


def test_blocks_that_are_not_prose() -> None:
    document = article.parse(
        "# A. B. C\n\n```\none. Two\n\n  three\n```\n\n***\n\n|a. B|c|\n|-|-|\n\nOne. Two."
    ).document
    found = [
        [span.of(document.text) for span in stretch_sentences(document, stretch)]
        for stretch in onwards(document, 0)
    ]
    assert found == [["A. B. C"], ["one. Two", "three"], [], ["a. B", "c"], ["One.", "Two."]]
