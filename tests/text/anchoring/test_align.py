from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.anchoring.align import NOWHERE, Alignment, align, fold, likeness, tokens
from text.document import Span

WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six", ".", ","]), max_size=40)


@given(WORDS, WORDS)
def test_counterparts_are_equal_and_in_order(old: list[str], new: list[str]) -> None:
    places = align(old, new)
    matched = [(word, place) for word, place in zip(old, places, strict=True) if place != NOWHERE]
    assert all(new[place] == word for word, place in matched)
    taken = [place for _, place in matched]
    assert taken == sorted(set(taken))


@given(WORDS)
def test_a_text_is_its_own_counterpart(words: list[str]) -> None:
    assert align(words, words) == list(range(len(words)))


@given(WORDS, WORDS, WORDS)
def test_an_insertion_leaves_every_word_a_counterpart(
    head: list[str], extra: list[str], tail: list[str]
) -> None:
    assert NOWHERE not in align(head + tail, head + ["new"] * len(extra) + tail)


@given(st.text())
def test_tokens_are_all_of_a_text_but_its_white_space(text: str) -> None:
    found = tokens(text)
    pieces = [fold(text)[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert pieces == found.forms
    assert "".join(pieces) == "".join(fold(text).split())


@given(st.text(), st.text())
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) == 1.0


def test_a_passage_goes_where_its_words_went() -> None:
    old, new = "the cat sat on the mat", "once more the black cat sat upon the mat"
    alignment = Alignment(old, new)
    assert [place.of(new) for span in (Span(4, 11), Span(12, 14)) if (place := alignment.place(span))] == [
        "cat sat",
        "upon",
    ]


def test_a_passage_of_deleted_words_goes_nowhere() -> None:
    assert Alignment("one two three four", "one four").place(Span(4, 13)) is None
