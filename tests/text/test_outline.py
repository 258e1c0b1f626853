from __future__ import annotations

import pytest
from hypothesis import given

from tests.text.documents import document_of, documents
from text.document import Block, BlockKind, Document, Span
from text.outline import outline, place_of, slug, target_of

BOOK = document_of(
    ("The sea", BlockKind.HEADING),
    "It is wide.",
    ("What's there, really?", BlockKind.HEADING),
    "Fish.",
    ("The sea", BlockKind.HEADING),
    "Again.",
)


@given(documents())
def test_the_outline_holds_the_headings_in_order(document: Document) -> None:
    found = outline(document)
    kinds = [block.span.start for block in document.blocks if block.kind is BlockKind.HEADING]
    assert [heading.offset for heading in found] == kinds
    assert all(heading.words and "\n" not in heading.words for heading in found)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#the-sea", 0),
        ("#The-Sea", 0),
        ("#the-sea-1", BOOK.blocks[4].span.start),
        ("#whats-there-really", BOOK.blocks[2].span.start),
        ("#whats%2Dthere-really", BOOK.blocks[2].span.start),
        ("#", 0),
        ("#~3", BOOK.blocks[3].span.start),
        ("#~6", None),
        ("#~99999999999999999999", None),
        ("#nowhere", None),
        ("#fn-1", None),
    ],
)
def test_a_link_within_the_document_leads_to_its_heading(target: str, expected: int | None) -> None:
    assert place_of(BOOK, target) == expected


@given(documents())
def test_a_link_to_a_number_leads_to_that_block(document: Document) -> None:
    starts = [place_of(document, target_of(number)) for number in range(len(document.blocks))]
    assert starts == [block.span.start for block in document.blocks]


def test_a_footnote_leads_to_its_definition() -> None:
    words = "Said so.[1]\n\nThe source."
    note = Block(Span(13, len(words)), BlockKind.LIST_ITEM, 1, "[1]")
    document = Document(words, (Block(Span(0, 11)), note))
    assert place_of(document, "#fn-1") == 13


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hello, World!", "hello-world"),
        ("A - B", "a---b"),
        ("snake_case & co", "snake_case--co"),
        ("Été 2", "été-2"),
    ],
)
def test_slugs_are_those_of_github(words: str, expected: str) -> None:
    assert slug(words) == expected
