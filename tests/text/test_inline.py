from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Inline, Span, Style
from text.inline import Styled, Writer, joined, write_tag
from text.markdown import article

STEPS = st.lists(
    st.text("ab \n", max_size=4) | st.sampled_from(["<b>", "</b>", "<a href=u>", "</a>", "<br>"])
)


@given(STEPS)
def test_styles_lie_within_the_words(steps: list[str]) -> None:
    writer = Writer()
    for step in steps:
        write_tag(writer, step) if step.startswith("<") else writer.words(step)
    styled = writer.styled()
    assert styled.text == styled.text.strip()
    for inline in styled.inlines:
        assert 0 <= inline.span.start < inline.span.end <= len(styled.text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("2<sup>10</sup> and 2<SUP>*n*-1</SUP>", "2^10 and 2^(n-1)"),
        ("**2**<sup>&minus;6</sup>x", "2^(−6)x"),
        ("so<sup>[1](#n)</sup>, so[<sup>1</sup>](#n), 10<sup>6</sup>", "so1, so1, 10^6"),
        ("the 4<sup>th</sup> and CO<sub>2</sub> <sup>1", "the 4th and CO2 1"),
        ("<div>2<sup>n</sup> and 2<sup><a href=#n>1</a></sup></div>", "2^n and 21"),
    ],
)
def test_exponents_are_told(source: str, text: str) -> None:
    assert article.parse(source).document.text == text


@given(st.lists(st.text("ab", max_size=5), max_size=6), st.sampled_from(["", "\t", ", "]))
def test_joined_parts_keep_their_styles(parts: list[str], separator: str) -> None:
    whole = joined(
        [Styled(part, (Inline(Span(0, len(part)), Style.STRONG, part),)) for part in parts], separator
    )
    assert whole.text == separator.join(parts)
    assert [inline.span.of(whole.text) for inline in whole.inlines] == parts


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_cut_keeps_what_falls_on_it(start: int, end: int) -> None:
    words = Styled("abcdefghi", (Inline(Span(2, 6), Style.EMPHASIS),))
    cut = words.cut(start, max(start, end))
    marked = {letter for inline in cut.inlines for letter in inline.span.of(cut.text)}
    assert marked == set("cdef") & set(cut.text)


def test_tags_may_cross_and_stay_open() -> None:
    writer = Writer()
    for step in ("<b>", "<i>", "</b>", "<code>", "</i>"):
        write_tag(writer, step)
        writer.put("x")
    assert writer.styled() == Styled(
        "xxxxx", (Inline(Span(0, 2), Style.STRONG), Inline(Span(1, 4), Style.EMPHASIS))
    )
