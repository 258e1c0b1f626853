from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.fold import words
from text.lit import lit

TEXTS = st.lists(
    st.sampled_from(["Łódź", "don’t ", "sea ", "sea-ship ", "安全保障", "U.S. ", "“", " – "])
).map("".join)


@given(TEXTS, st.sets(st.sampled_from(["lodz", "dont", "sea", "ship", "安全", "全保", "us"])))
def test_what_is_lit_are_the_terms(text: str, terms: set[str]) -> None:
    spans = lit(text, terms)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(terms & set(words(span.of(text))) for span in spans)
    assert bool(spans) == bool(terms & set(words(text)))


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Łódź’s papers, Łódź", ["lodz"], ["Łódź’s", "Łódź"]),
        ("两国讨论了安全保障问题", ["安全", "全保"], ["安全保"]),
        ("peaceful peace", ["peace"], ["peace"]),
        ("peace", [], []),
    ],
)
def test_lit(text: str, terms: list[str], expected: list[str]) -> None:
    assert [span.of(text) for span in lit(text, terms)] == expected
