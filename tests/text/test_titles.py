from __future__ import annotations

import pytest

from text.titles import like, may_be_one, title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moby Dick", "Moby Dick; or, The Whale"),
        ("The Kepeer of the Light", "The Keeper of the Light"),
        ("A", "a (B)"),
    ],
)
def test_titles_are_alike_without_a_subtitle_or_a_misspelling(one: str, other: str) -> None:
    known = {"right": other, "wrong": "Something else altogether"}
    assert like(one, known) == ["right"]


def test_no_title_is_like_nothing() -> None:
    assert like("", {"one": "", "other": "…"}) == []


def test_a_title_is_found_by_its_folded_words() -> None:
    assert title_key("“Łódź” — The City!") == title_key("lodz: the city")


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Jane Doe", "Doe, Jane", True),
        ("J. Doe", "Jane Doe", True),
        ("", "Jane Doe", True),
        ("Jane Doe", "John Smith", False),
        ("J. A. Doe", "J. A. Smith", False),
        ("李", "李", True),
    ],
)
def test_bylines_may_name_one_author(one: str, other: str, *, may: bool) -> None:
    assert may_be_one(one, other) is may
    assert may_be_one(other, one) is may
