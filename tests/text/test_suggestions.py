from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text.document import Document, Span
from text.quotes import Quote, quotes
from text.suggestions import Suggestion, Suggestions, keys, offered, pieces, said_in, unfiled

SAID = (
    "“We are ready,” said Ada Marsh. “We will go.”",
    "Tom Reed said: “We are ready.” Nobody else spoke.",
    "Ada Marsh said that the harbour would be closed.",
)
ARTICLE = document_of(*SAID)
MARSH, REED = "Ada Marsh", "Tom Reed"


def span(words: str, document: Document = ARTICLE) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def quote(*parts: Span) -> Quote:
    return Quote(Span(parts[0].start, parts[-1].end), "", None, "", "direct", 0.9, parts)


def suggestions(document: Document) -> Suggestions:
    return offered(document.text, [quote for piece in pieces(document) for quote in said_in(piece)])


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: Span(at[0], sum(at)))


@given(documents())
def test_whatever_is_said_is_offered_once_under_a_key_of_its_own(document: Document) -> None:
    found = suggestions(document)
    listed = list(found.over(Span(0, len(document.text))))
    assert [each.quote for each in listed] == sorted(
        quotes(document, indirect=True), key=lambda each: each.span
    )
    assert len({each.key for each in listed}) == len(listed) == len(found)


@given(st.lists(st.sampled_from(SAID[1:]), max_size=6), st.integers(0, 200))
def test_a_text_says_the_same_piece_by_piece(said: list[str], size: int) -> None:
    document = document_of("It rained.", *said)
    said_there = [quote for piece in pieces(document, size) for quote in said_in(piece)]
    assert said_there == list(quotes(document, indirect=True))
    assert len(pieces(document, 0)) == 1 + len(said)
    assert len(pieces(document, len(document.text))) == 1


@given(documents(), st.integers(0, 200))
def test_a_piece_stands_where_it_says(document: Document, size: int) -> None:
    for piece in pieces(document, size):
        words = piece.document.text
        assert document.text[piece.start : piece.start + len(words)] == words
        assert all(each.span.of(document.text) in words for each in said_in(piece))


@given(st.lists(spans), spans)
def test_those_over_a_stretch_are_those_that_share_text_with_it(ends: list[Span], stretch: Span) -> None:
    those = [Suggestion(str(number), quote(each)) for number, each in enumerate(sorted(ends))]
    found = list(Suggestions(those).over(stretch))
    assert found == [each for each in those if each.quote.span.overlaps(stretch)]


@given(st.lists(spans), st.integers(0, 80), st.integers(1, 5))
def test_steps_go_from_one_to_the_next_and_stop_at_the_last(ends: list[Span], offset: int, step: int) -> None:
    those = [Suggestion(str(number), quote(each)) for number, each in enumerate(sorted(ends))]
    found = Suggestions(those)
    ahead = [each for each in those if each.quote.span.start > offset]
    behind = [each for each in those if each.quote.span.start < offset][::-1]
    assert found.nth(offset, step, lambda _: True) == (ahead[:step][-1] if ahead else None)
    assert found.nth(offset, -step, lambda _: True) == (behind[:step][-1] if behind else None)
    assert found.nth(offset, step, lambda _: False) is None


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=6), st.sampled_from(["", "It rained.", "“Hm.”"]))
def test_keys_outlast_a_new_paragraph(said: list[str], new: str) -> None:
    before, after = document_of(*said), document_of(*filter(None, [new, *said]))
    old, now = (set(keys(each.text, quotes(each))) for each in (before, after))
    assert old <= now


def test_the_same_words_said_twice_have_two_keys_and_glyphs_do_not_count() -> None:
    again = document_of("“We are ready,” said A. “We are ready,” said B.", '"We are ready!" said C.')
    found = keys(again.text, quotes(again))
    assert [key.rpartition("-")[2] for key in found] == ["1", "2", "3"]
    assert len({key.rpartition("-")[0] for key in found}) == 1


@given(st.lists(spans, min_size=1), st.lists(spans))
def test_what_is_filed_is_not_offered_again(parts: list[Span], filed: list[Span]) -> None:
    ordered = tuple(sorted(parts))
    left = unfiled(quote(*ordered), filed)
    assert set(left) <= set(ordered)
    assert not set(left) & set(filed)
    assert unfiled(quote(*ordered), []) == ordered
    assert all(each in left for each in ordered if not any(each.overlaps(mark) for mark in filed))


def test_a_quote_filed_with_its_marks_or_a_word_less_is_filed() -> None:
    said = quote(span("We are ready,"), span("We will go."))
    assert unfiled(said, [span("“We are ready,”")]) == (span("We will go."),)
    assert unfiled(said, [span("are ready"), span("“We will go.”")]) == ()
    assert unfiled(said, [span("ready,” said Ada Marsh. “We")]) == said.parts


def test_the_speaker_of_a_span_is_who_says_most_of_it() -> None:
    found = suggestions(ARTICLE)
    assert found.speaker(span("We will go")) == MARSH
    assert found.speaker(span("“We are ready.”")) == REED
    assert found.speaker(span("go.”\n\nTom Reed said: “We are ready.")) == REED
    assert found.speaker(span("the harbour would be closed")) == MARSH
    assert not found.speaker(span("Nobody else spoke"))
    assert not Suggestions().speaker(span("Nobody"))
