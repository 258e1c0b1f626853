from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeds
from store.likeness import LEAST_WORDS, related

NUMBERED = [f"word{number}" for number in range(200)]


@given(st.text(), st.text())
def test_it_does_not_matter_which_text_came_first(one: str, other: str) -> None:
    assert related(one, other) == related(other, one)
    assert related(one, one)


@given(st.text(alphabet="abc ", max_size=2 * LEAST_WORDS - 2), st.text())
def test_a_few_words_are_related_to_anything(short: str, other: str) -> None:
    assert related(short, other)


@given(st.integers(0, 150), st.integers(30, 50))
def test_what_is_left_of_a_text_is_related_to_it(start: int, length: int) -> None:
    assert related(" ".join(NUMBERED), " ".join(NUMBERED[start : start + length]))


def test_a_text_with_every_fourth_word_changed_is_related() -> None:
    changed = [word if number % 4 else "x" for number, word in enumerate(NUMBERED)]
    assert related(" ".join(NUMBERED), " ".join(changed))


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2)])
def test_articles_are_told_apart(one: int, other: int) -> None:
    texts = [seeds.draft(name).document.text for name in seeds.NAMES]
    assert not related(texts[one], texts[other])
