from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.colours import NAMES, colour


@given(st.one_of(st.text(), st.from_regex(r"#?[0-9a-fA-F]{3,8}", fullmatch=True)))
def test_a_colour_that_is_told_is_told_the_same_again(told: str) -> None:
    named = colour(told)
    assert colour(named) == named
    assert not any(sign.isspace() for sign in named)
    assert len(named) <= 40


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.title, lambda name: f" {name}\n"]))
def test_a_name_is_known_however_it_is_written(name: str, written: object) -> None:
    assert callable(written)
    assert colour(written(name)) == name


@given(st.from_regex(r"[0-9a-f]{6}", fullmatch=True))
def test_another_colour_keeps_its_numbers(digits: str) -> None:
    named = colour(f"#{digits.upper()}")
    assert named in {f"#{digits}", *NAMES}
    assert colour(f"#{digits}80") == colour(digits) == named


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("gray", "grey"),
        ("Magenta", "pink"),
        ("#FFD400", "yellow"),
        ("#fff5ad", "yellow"),
        ("#f00", "#ff0000"),
        ("Olive", "olive"),
        ("Dark Blue", "dark-blue"),
        ("x" * 41, ""),
        ("", ""),
    ],
)
def test_examples(told: str, wanted: str) -> None:
    assert colour(told) == wanted
