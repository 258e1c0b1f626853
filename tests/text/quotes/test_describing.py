from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.quotes.describing import speaks


@given(st.text())
def test_any_words_are_read(words: str) -> None:
    assert speaks(words) in {True, False}


@pytest.mark.parametrize(
    "description",
    [
        "the spokeswoman for Ann Lee",
        "his two sons",
        "agencies",
        "a front-runner",
        "the Kremlin",
        "a lawyer who left",
        "le ministre",
    ],
)
def test_persons_and_bodies_speak(description: str) -> None:
    assert speaks(description)


@pytest.mark.parametrize(
    "description",
    ["", "the", "a letter to the mayor", "its website", "her office", "refusing", "timing of his friend"],
)
def test_things_do_not(description: str) -> None:
    assert not speaks(description)
