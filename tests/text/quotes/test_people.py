from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.quotes.people import People

PIECES = st.sampled_from([*"AaBb .’\n", "President ", "’s ", "Ann Lee", " van "])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_names_stand_where_they_are_said_to(text: str) -> None:
    for mention in People(text).within(Span(0, len(text))):
        assert " ".join(mention.words) == mention.span.of(text).replace("\xa0", " ")
        assert mention.titled <= mention.span.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today U.S. President Ann Lee spoke.", ["Ann Lee"]),
        ("But Sen. Ann B. Lee’s adviser Ludwig van Beethoven left.", ["Ann B. Lee", "Ludwig van Beethoven"]),
        ("Meanwhile, the President slept.", []),
    ],
)
def test_names_are_cut_out_of_their_titles(text: str, expected: list[str]) -> None:
    assert [" ".join(mention.words) for mention in People(text).within(Span(0, len(text)))] == expected


def test_a_surname_is_made_full_by_the_name_that_is_most_frequent() -> None:
    people = People("Bo Lee met Ann Lee. Then Ann Lee left.")
    assert people.full(("Lee",)) == "Ann Lee"
    assert people.full(("Marsh",)) == "Marsh"
    assert people.is_person("Ann Lee")
    assert not people.is_person("Ann Marsh")


def test_a_description_that_fits_nobody_is_nobody() -> None:
    people = People("Judge Ann Lee left.")
    assert people.called("the judge") == "Ann Lee"
    assert people.called("the pope") == people.called("the woman") == ""
