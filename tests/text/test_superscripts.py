from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.superscripts import around


@given(st.text(), st.text(), st.text())
def test_a_superscript_gets_both_parentheses_or_none(before: str, words: str, after: str) -> None:
    assert around(before, words, after) in {("", ""), ("^", ""), ("^(", ")")}


@given(st.integers(0, 9), st.integers(0, 10**9))
def test_a_number_raised_to_a_power_is_not_read_as_another(base: int, power: int) -> None:
    assert around(str(base), str(power), " ") == ("^", "")
    assert around(str(base), str(power), "x") == ("^(", ")")


@pytest.mark.parametrize(
    ("before", "words", "after", "line"),
    [
        ("2", "10", "", "2^10"),
        ("2", "n-1", " is", "2^(n-1) is"),
        ("10", "−6", " m", "10^−6 m"),
        ("(a+b)", "2", ".", "(a+b)^2."),
        ("km", "2", "", "km^2"),
        ("Ca", "2+", "", "Ca^(2+)"),
        ("4", "th", "", "4th"),
        ("XX", "e", "", "XXe"),
        ("n", "o", "", "no"),
        ("Postil", "TM", "", "PostilTM"),
        ("Postil", "®", "", "Postil®"),
        ("so", "[1]", "", "so[1]"),
        ("so", "*", "", "so*"),
        ("said.", "3", "", "said.3"),
        ("", "3", "", "3"),
        ("f", "′", "", "f′"),
    ],
)
def test_exponents_get_a_caret_and_nothing_else_does(before: str, words: str, after: str, line: str) -> None:
    opening, closing = around(before, words, after)
    assert before + opening + words + closing + after == line
