from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.namesakes import known_by, named, namesakes

GIVEN = ("", "Joe", "Jill", "J.", "Volodymyr", "Mike", "D.", "Paul", "Paula", "Ann")
FAMILY = ("Biden", "Zelensky", "Zelenskyy", "Waltz", "Wang")
TITLES = ("", "President ", "Mr. ", "Sen. ")
people = st.lists(
    st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(TITLES)),
    unique=True,
    max_size=20,
)


def offered(*names: str) -> list[list[str]]:
    return [[names[at] for at in group] for group in namesakes([[name] for name in names])]


@given(people)
def test_different_first_names_are_never_offered_together(those: list[tuple[str, str, str]]) -> None:
    names = [[f"{title}{first} {last}".strip()] for first, last, title in those]
    for group in namesakes(names):
        first = {those[at][0] for at in group} - {""}
        full = {each for each in first if len(each.rstrip(".")) > 1}
        assert len(full) <= 1
        assert all(each[0] == one[0] for each in first for one in first)


@given(people, st.randoms(use_true_random=False))
def test_nobody_is_offered_twice_and_the_order_does_not_matter(
    those: list[tuple[str, str, str]], chance: object
) -> None:
    names = [f"{title}{first} {last}".strip() for first, last, title in those]
    names = list(dict.fromkeys(names))
    groups = {frozenset(group) for group in offered(*names)}
    assert sum(map(len, groups)) == len(frozenset().union(*groups))
    chance.shuffle(names)  # type: ignore[attr-defined]  # a random.Random
    assert {frozenset(group) for group in offered(*names)} == groups


@pytest.mark.parametrize(
    "alike",
    [
        ["Zelensky", "Zelenskyy", "Volodymyr Zelensky"],
        ["Trump", "Donald Trump", "President Trump", "D. Trump", "Donald J. Trump"],
        ["the White House", "White House"],
        ["Mike Waltz", "National Security Adviser Mike Waltz"],
    ],
)
def test_what_looks_like_one_person_is_offered_as_one(alike: list[str]) -> None:
    assert offered(*alike, "Somebody Else") == [alike]


@pytest.mark.parametrize(
    "apart",
    [
        ["Joe Biden", "Jill Biden", "Biden", "J. Biden"],
        ["Donald Trump", "Donald Trump Jr."],
        ["Paul Ryan", "Paula Ryan"],
        ["Yi Wang", "Ivan Wang"],
        ["", "..."],
    ],
)
def test_what_may_be_another_is_not(apart: list[str]) -> None:
    assert offered(*apart) == []


def test_all_names_of_a_person_count() -> None:
    assert namesakes([["Trump", "Donald Trump"], ["Ivanka Trump"]]) == []
    assert namesakes([["Trump", "Donald Trump"], ["Donald J. Trump"]]) == [(0, 1)]


PEOPLE = [["Zelensky", "Volodymyr Zelenskyy"], ["Mike Waltz"], ["Donald Trump"], ["Ivanka Trump"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [0, 1, 2, 3]),
        ("trum", [2, 3]),
        ("ump iv", [3]),
        ("VOLOD", [0]),
        ("zelenksy", [0]),
        ("walzt", [1]),
        ("zelesn", [0]),
        ("nobody", []),
    ],
)
def test_people_are_found_by_what_is_typed_of_their_names(typed: str, found: list[int]) -> None:
    assert named(typed, [known_by(names) for names in PEOPLE]) == found
