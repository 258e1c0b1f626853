from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text.document import Document, Span
from text.pace import minutes_left, reading_minutes, time_left


@given(documents(), st.integers(0, 400), st.integers(0, 400))
def test_less_text_never_takes_longer(document: Document, start: int, more: int) -> None:
    end = len(document.text)
    start = min(start, end)
    assert (
        0
        <= minutes_left(document, Span(min(end, start + more), end))
        <= minutes_left(document, Span(start, end))
    )


def test_words_and_characters_have_their_pace() -> None:
    assert reading_minutes("word " * 460) == 2.0
    assert reading_minutes("世" * 1000) == 2.0
    assert reading_minutes("") == 0.0


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, ""), (1, "1 min left"), (179, "179 min left"), (180, "3 h left"), (400, "7 h left")],
)
def test_the_time_left_is_told_in_few_words(minutes: int, told: str) -> None:
    document = document_of("word " * 229 * minutes + "word")
    assert time_left(document, Span(0, len(document.text) * min(1, minutes))) == told


def test_the_minutes_of_a_long_text_are_near_those_of_all_its_words() -> None:
    document = document_of(
        *(f"Paragraph {number} holds nine words that can be read." for number in range(9000))
    )
    exact = reading_minutes(document.text)
    assert abs(minutes_left(document, Span(0, len(document.text))) - exact) < 0.05 * exact + 1
