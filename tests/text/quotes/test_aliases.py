from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.quotes import same_person
from text.quotes.aliases import alike, bare

NAMES = st.lists(st.text(st.sampled_from("ABab é.’- "), max_size=12), max_size=8)


@given(NAMES)
def test_every_name_is_in_one_group(names: list[str]) -> None:
    groups = same_person(names)
    assert sorted(name for group in groups for name in group) == sorted(set(names))


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelenskyy", "Zelensky", "Volodymyr Zelensky", "Zelenskiy"),
        ("Donald Trump", "Trump", "President Trump", "Mr. Trump", "Trump’s", "President Donald Trump"),
        ("Robert F. Kennedy Jr.", "Kennedy", "Robert Kennedy"),
        ("Angela Merkel", "Frau Merkel", "Merkel"),
    ],
)
def test_the_forms_of_a_name_are_one_person(names: tuple[str, ...]) -> None:
    assert len(same_person(names)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Bill Clinton", "Hillary Clinton"), ("Ann Lee", "Ann Marsh"), ("Ann Lee", "")]
)
def test_others_are_kept_apart(one: str, other: str) -> None:
    assert not alike(one, other)


def test_the_fullest_form_comes_first() -> None:
    assert same_person(["Trump", "Ann Lee", "Donald Trump"]) == (("Ann Lee",), ("Donald Trump", "Trump"))


def test_titles_and_endings_are_no_part_of_a_name() -> None:
    assert bare("U.S. Senator Robert F. Kennedy Jr.’s") == ("Robert", "F.", "Kennedy")
