from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.anchoring.bounds import sharpen
from text.document import Span

TEXTS = st.text(st.sampled_from("abc .!”\n"), min_size=1, max_size=40)


def span_of(text: str, passage: str) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


@pytest.mark.parametrize(
    ("old", "marked", "new", "found", "expected"),
    [
        (
            "He left. The cat sat on the mat. Then it ran.",
            "The cat sat on the mat.",
            "He left. So the cat sat on the mat today. Then it ran.",
            "the cat sat on the mat today.",
            "So the cat sat on the mat today.",
        ),
        (
            "We will see that in the next chapter on loops. More.",
            "We will see that in the next chapter on loops.",
            "We will see that in Chapter 16. Here is a recap of all the loops.",
            "We will see that in Chapter 16. Here is a recap of all the loops.",
            "We will see that in Chapter 16.",
        ),
    ],
)
def test_a_sentence_stays_a_sentence(old: str, marked: str, new: str, found: str, expected: str) -> None:
    assert sharpen(old, span_of(old, marked), new, span_of(new, found)).of(new) == expected


def test_a_phrase_keeps_the_bounds_of_its_words() -> None:
    old, new = "The cat sat on the mat.", "The cat sat down. On the mat it slept."
    place = span_of(new, "cat sat down")
    assert sharpen(old, span_of(old, "cat sat"), new, place) == place


@given(TEXTS, TEXTS, st.data())
def test_the_bounds_stay_inside_the_text(old: str, new: str, data: st.DataObject) -> None:
    def draw(text: str) -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    found = sharpen(old, draw(old), new, draw(new))
    assert 0 <= found.start < found.end <= len(new)
