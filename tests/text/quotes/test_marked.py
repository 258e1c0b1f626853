from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.quotes.marked import marked

MARKED = st.text(st.sampled_from("“”\"'’‘„«»ab .,—"), max_size=60)


def words(text: str) -> list[str]:
    return [each.inner.of(text) for each in marked(text, Span(0, len(text)))]


@given(MARKED)
def test_they_are_apart_in_order_and_hold_a_word(text: str) -> None:
    found = marked(text, Span(0, len(text)))
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for each in found:
        assert each.span.start <= each.inner.start < each.inner.end <= each.span.end
        assert any(sign.isalnum() for sign in each.inner.of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“She said ‘no’ twice,” he said.", ["She said ‘no’ twice,"]),
        ("“We go. We stay.", ["We go. We stay."]),
        ("They are the “silent few. That is so.", ["silent few."]),
        ("He wrote: “We go.’ Then he left.", ["We go."]),
        ("“We go, he said. “We stay,” he said.", ["We go,", "We stay,"]),
        ("“We go home. We go now, said Ann Lee on Monday. They left.", ["We go home. We go now,"]),
        ("“We go home, said Ann Lee, the mayor, who left.", ["We go home,"]),
        ("“I met him. We go, I said. He left.", ["I met him. We go, I said. He left."]),
        ("We go now,” he said.", ["We go now,"]),
        ("Nobody came. We go now,” he said.", ["Nobody came. We go now,"]),
        ("“Yes,” he said. He left. We go now,” she said.", ["Yes,", "We go now,"]),
        ("a 12” pizza and ““””””", []),
    ],
)
def test_missing_marks_are_mended(text: str, expected: list[str]) -> None:
    assert words(text) == expected
