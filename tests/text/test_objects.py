from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text import motions, objects
from text.document import Document, Span
from text.quotations import quotations

SAID = document_of("He said “we go” and then “we stay here” again. She left.", "Nothing quoted here.")


def words_of(span: Span | None) -> str | None:
    return None if span is None else span.of(SAID.text)


@given(documents(), st.integers(0, 400), st.integers(0, 400))
def test_growing_never_loses_and_ends_at_the_whole_text(document: Document, start: int, end: int) -> None:
    span = objects.whole(document, min(start, len(document.text)), min(end, len(document.text)))
    for _ in range(20):
        wider = objects.grow(document, span)
        assert wider.start <= span.start or not len(span)
        assert len(wider) >= len(span)
        span = wider
    assert not len(span) or span == Span(0, len(document.text)) or objects.grow(document, span) == span


@given(documents(), st.integers(0, 400))
def test_shrinking_stays_inside(document: Document, offset: int) -> None:
    span = objects.paragraph(document, min(offset, len(document.text) - 1))
    narrower = objects.shrink(document, span)
    assert span.start <= narrower.start
    assert narrower.end <= span.end


def test_repeating_takes_the_next_quotation_and_a_count_takes_that_one() -> None:
    first = objects.quotation_here(SAID, 0, (), None)
    assert words_of(first) == "we go"
    assert first is not None
    second = objects.quotation_here(SAID, 0, {first}, None)
    assert words_of(second) == "we stay here"
    assert second is not None
    assert objects.quotation_here(SAID, 0, {first, second}, None) is None
    assert words_of(objects.quotation_here(SAID, 0, (), 2)) == "we stay here"
    assert objects.quotation_here(SAID, 0, (), 3) is None


def test_a_sentence_without_quotations_offers_none() -> None:
    assert objects.quotations_here(SAID, SAID.text.index("Nothing")) == []


def test_the_quotation_round_an_offset() -> None:
    assert words_of(objects.inside_quotation(SAID, SAID.text.index("stay"))) == "we stay here"
    assert objects.inside_quotation(SAID, 0) is None


def test_the_ladder_from_word_to_text() -> None:
    at = SAID.text.index("stay")
    span = objects.word(SAID, at)
    rungs = [span.of(SAID.text)]
    for _ in range(4):
        span = objects.grow(SAID, span)
        rungs.append(span.of(SAID.text))
    assert rungs == [
        "stay",
        "we stay here",
        "He said “we go” and then “we stay here” again.",
        "He said “we go” and then “we stay here” again. She left.",
        SAID.text,
    ]


def test_extending_by_words_takes_and_gives_whole_words() -> None:
    start = SAID.text.index("and")

    def selected(count: int, head: int = start) -> tuple[int, str]:
        moved = objects.extend(SAID, start, head, motions.by_word, count)
        return moved, SAID.text[min(start, moved) : max(start, moved) + 1]

    head, words = selected(2)
    assert words == "and then"
    assert selected(-1, head)[1] == "and"
    assert selected(-1)[1] == "go” a"


def test_extending_by_sentences_ends_with_them() -> None:
    moved = objects.extend(SAID, 0, 0, motions.by_sentence, 2)
    assert SAID.text[: moved + 1] == "He said “we go” and then “we stay here” again. She left."
    assert objects.extend(SAID, 0, moved, motions.by_sentence, -1) == SAID.text.index(" She") - 1


def test_a_selection_is_trimmed_and_whole() -> None:
    document = document_of("  one 👩‍👩‍👧 two  ")
    assert objects.whole(document, 1, 7).of(document.text) == "one 👩‍👩‍👧"


@given(documents(), st.integers(0, 400))
def test_a_sentence_offers_the_quotations_it_touches(document: Document, offset: int) -> None:
    offset = min(offset, len(document.text) - 1)
    sentence = motions.sentence_at(document, offset)
    around = quotations(document.text, objects.paragraph(document, offset))
    touched = [each.inner for each in around if each.span.overlaps(sentence) and len(each.inner)]
    assert objects.quotations_here(document, offset) == touched
