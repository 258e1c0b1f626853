from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.titles import Titles, may_be_one, title_key

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.lists(st.text(LETTERS, min_size=4, max_size=10), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moby Dick", "Moby Dick; or, The Whale"),
        ("Moby Dick, or, The Whale", "Moby Dick; or, The Whlae"),
        ("The Kepeer of the Light", "The Keeper of the Light"),
        ("The Note Book", "The Notebook"),
        ("Middlemarch", "Midlemarch"),
        ("A", "a (B)"),
        ("罪と罰の物語", "罪と罰の物語り"),
    ],
)
def test_titles_are_alike_without_a_subtitle_or_a_misspelling(one: str, other: str) -> None:
    for wanted, title in ((one, other), (other, one)):
        assert Titles({"right": title, "wrong": "Something else altogether"}).like(wanted) == ["right"]


@given(WORDS, st.data())
def test_a_letter_too_many_is_forgiven(words: list[str], data: st.DataObject) -> None:
    title = " ".join(words)
    at = data.draw(st.integers(0, len(title)))
    misspelt = f"{title[:at]}{data.draw(st.sampled_from(LETTERS))}{title[at:]}"
    if len(title) > 4:
        assert Titles({"one": title}).like(misspelt) == ["one"]
        assert Titles({"one": misspelt}).like(title) == ["one"]


def test_parts_of_a_series_are_not_like_one_another() -> None:
    known = {str(number): f"Notes of the institute: week {number}" for number in range(100)}
    assert Titles(known).like("Notes of the institute: week 100") == []
    assert Titles(known).like("Notes of the instittue: week 7") == ["7"]
    assert Titles(known | {"all": "Notes of the institute"}).like("Notes of the institute: index") == ["all"]


def test_no_title_is_like_nothing() -> None:
    known = Titles({"one": "", "other": "…"})
    assert known.like("") == known.named("") == []


def test_a_title_is_found_by_its_folded_words() -> None:
    assert title_key("“Łódź” — The City!") == title_key("lodz: the city")
    assert Titles({"one": "“Łódź” — The City!", "other": "The City"}).named("lodz: the city") == ["one"]


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
