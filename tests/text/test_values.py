from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.fold import fold
from text.values import field_value, with_parents

WRITTEN = st.text(st.one_of(st.characters(), st.sampled_from("«»「」“”\"'#＃/／ aŁ")))


@given(WRITTEN)
def test_a_value_is_the_same_however_often_it_is_taken(written: str) -> None:
    value = field_value(written)
    assert '"' not in value
    assert field_value(value) == field_value(fold(written)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("«War»", "war"),
        ("「x」", "x"),
        ('it"s', "it s"),
        ("＃x", "x"),
        ("war/", "war"),
        ("/", ""),
        ("c++", "c++"),
    ],
)
def test_value(written: str, value: str) -> None:
    assert field_value(written) == value


def test_a_tag_stands_below_its_parents() -> None:
    assert list(with_parents("a/b/c")) == ["a", "a/b", "a/b/c"]
