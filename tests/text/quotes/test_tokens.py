from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.quotes.tokens import QUOTED, tokens


@given(st.text(max_size=80).filter(lambda text: "-il" not in text and "-elle" not in text))
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    found = tokens(text, Span(0, len(text)), ())
    assert all(token.text == text[token.start : token.end] for token in found)
    assert "".join(token.text for token in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Ann B. Lee (R-Ky.) left.", ["Sen.", "Ann", "B.", "Lee", "(", "R-Ky.", ")", "left", "."]),
        ("The U.S. didn’t.", ["The", "U.S.", "didn’t", "."]),
        ("a-t-il dit, dit-elle", ["a", "il", "dit", ",", "dit", "elle"]),
        ("at 9 p.m. today", ["at", "9", "p.m.", "today"]),
    ],
)
def test_abbreviations_hold_together(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text, Span(0, len(text)), ())] == expected


def test_a_quotation_is_one_token_and_tells_its_last_sign() -> None:
    text = "He said, “We ‘go.’” And left."
    found = tokens(text, Span(0, len(text)), [Span(9, 19)])
    (quoted,) = [token for token in found if token.piece == 0]
    assert (quoted.text, quoted.ending) == (QUOTED, ".")
