from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.statements import Statement, likeness

WORDS = [
    "war",
    "end",
    "ended",
    "24",
    "25",
    "never",
    "he",
    "would",
    "hours",
    "million",
    "billion",
    "Łódź",
    "中国",
]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60)
telling = st.lists(
    st.sampled_from(["harvest", "minister", "wages", "border", "tunnel", "election", "growth"]),
    min_size=4,
    unique=True,
)


def like(one: str, other: str) -> float:
    return likeness(Statement.of(one), Statement.of(other))


@given(texts, texts)
def test_a_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert 0.0 <= like(one, other) <= 1.0
    assert like(one, other) == pytest.approx(like(other, one))


@given(texts)
def test_a_statement_is_wholly_like_itself(text: str) -> None:
    assert like(text, text) == pytest.approx(1.0 if Statement.of(text).words else 0.0)


@given(telling, st.integers(2, 999), st.integers(2, 999))
def test_another_number_makes_another_statement(said: list[str], one: int, other: int) -> None:
    ours, theirs = (" ".join([*said, str(number)]) for number in (one, other))
    assert (like(ours, theirs) < 0.75) is (one != other)


@given(telling)
def test_a_denial_makes_another_statement(said: list[str]) -> None:
    text = " ".join(said)
    assert like(text, f"{text} not") < 0.8 < like(text, f"{text} here")


@given(telling, st.lists(st.sampled_from(["rain", "sea", "clock", "dust"]), max_size=6))
def test_a_statement_is_like_the_longer_one_that_holds_it(said: list[str], more: list[str]) -> None:
    assert like(" ".join(said), " ".join([*said, *more])) >= 0.5


@given(st.integers(20, 99))
def test_numbers_are_the_same_in_words_and_in_figures(number: int) -> None:
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"][number // 10 - 2]
    ones = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][number % 10]
    written = f"{tens}-{ones}" if ones else tens
    assert Statement.of(f"some {written} hours") == Statement.of(f"some {number} hours")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (
            'Previously, Trump had claimed he could end the conflict "within 24 hours of taking office."',
            "Last year, Trump claimed he would end the war in Ukraine within 24 hours of taking office.",
            0.55,
            0.95,
        ),
        ("Zelenskyy flew to London.", "Zelensky flew to London.", 0.9, 1.0),
        ("It cost two million.", "It cost two billion.", 0.0, 0.75),
        ("The harbour was dark.", "Wages have risen since May.", 0.0, 0.1),
    ],
)
def test_examples(one: str, other: str, least: float, most: float) -> None:
    assert least <= like(one, other) <= most
