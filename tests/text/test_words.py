from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.words import next_word, previous_word, word_at, word_end, words

TEXTS = st.text(st.sampled_from("ab1 '’-.,\n\té\u0301日本“”_")) | st.text()
SENTENCE = "He said “don’t — it’s well-known,” 1,000.50  日本 naïve cafe\u0301 हिन्दी x—y"


def whole(text: str) -> Span:
    return Span(0, len(text))


def test_words_are_what_a_reader_calls_words() -> None:
    assert [word.of(SENTENCE) for word in words(SENTENCE, whole(SENTENCE))] == [
        *("He", "said", "don’t", "it’s", "well-known", "1,000.50", "日", "本"),
        *("naïve", "cafe\u0301", "हिन्दी", "x", "y"),
    ]


@given(TEXTS)
def test_forwards_and_backwards_meet_the_same_words(text: str) -> None:
    starts = [word.start for word in words(text, whole(text))]
    forwards, offset = [], -1
    while (offset := next_word(text, offset, len(text))) < len(text):
        forwards.append(offset)
    backwards, offset = [], len(text) + 1
    while (offset := previous_word(text, offset, -1)) >= 0:
        backwards.append(offset)
    assert forwards == starts == backwards[::-1]


@given(TEXTS)
def test_word_ends_are_met_in_order(text: str) -> None:
    expected = [word.end for word in words(text, whole(text))]
    ends, offset = [], 0
    while expected and offset < expected[-1]:
        offset = word_end(text, offset, len(text))
        ends.append(offset)
    assert ends == expected


@given(TEXTS, st.integers(0, 50), st.integers(0, 50))
def test_no_motion_passes_its_limit(text: str, offset: int, limit: int) -> None:
    assert next_word(text, offset, limit) <= limit
    assert word_end(text, offset, limit) <= limit
    assert previous_word(text, offset, limit) >= limit


@given(TEXTS.filter(bool), st.data())
def test_the_word_at_an_offset_holds_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    found = word_at(text, offset)
    assert offset in found
    known = [word for word in words(text, whole(text)) if offset in word]
    assert known in ([], [found])


@given(st.integers(200, 400), st.integers(0, 600))
def test_long_words_are_whole_from_any_offset_inside(length: int, offset: int) -> None:
    text = "one " + "x-" * length + "x two"
    inside = 4 + offset % (2 * length + 1)
    assert word_at(text, inside) == Span(4, 5 + 2 * length)
    assert previous_word(text, inside + 1, 0) == 4


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "He"), (2, " "), (8, "“"), (11, "don’t"), (15, "—"), (-5, "He"), (999, "y")],
)
def test_the_word_or_run_at_an_offset(offset: int, expected: str) -> None:
    assert word_at(SENTENCE, offset).of(SENTENCE) == expected


def test_an_empty_text_has_an_empty_word() -> None:
    assert word_at("", 3) == Span(0, 0)
    assert words("", Span(0, 0)) == ()
