from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.text.documents import boundaries
from text.document import Span
from text.graphemes import cells, next_grapheme
from text.layout import tabs
from text.layout.wrap import wrap, wrap_code

LATIN = st.text(st.sampled_from("abcdefg   -—–’,.1\n"), max_size=120)
ANY = (
    st.text(st.sampled_from("ab  c-\n\té\u0301\u200d日本語、。「」ー\u3000\u200b👍🏽🇬🇧—"), max_size=60)
    | st.text()
)
WIDTHS = st.integers(-1, 30)


def rows_of(text: str, width: int) -> list[str]:
    return [row.of(text) for row in wrap(text, Span(0, len(text)), width)]


def blank(text: str) -> bool:
    return not text.strip(
        " \t\n\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f"
    )


@given(LATIN | ANY, WIDTHS)
@example("a\u200d  b \u0301c", 2)
def test_rows_hold_every_character_but_the_white_space_between_them(text: str, width: int) -> None:
    rows = wrap(text, Span(0, len(text)), width)
    edges = [Span(0, 0), *rows, Span(len(text), len(text))]
    for before, after in pairwise(edges):
        assert before.end <= after.start
        assert blank(text[before.end : after.start])


@given(LATIN | ANY, WIDTHS)
def test_rows_fit_unless_one_grapheme_is_too_wide(text: str, width: int) -> None:
    for row in wrap(text, Span(0, len(text)), width):
        fits = cells(row.of(text).replace("\t", tabs.ELSEWHERE)) <= max(1, width)
        assert fits or next_grapheme(text, row.start) == row.end


@given(ANY, WIDTHS)
def test_rows_split_no_grapheme(text: str, width: int) -> None:
    bounds = set(boundaries(text))
    assert all({row.start, row.end} <= bounds for row in wrap(text, Span(0, len(text)), width))


@given(LATIN, WIDTHS)
def test_narrow_text_is_set_alike_beside_wide_text(text: str, width: int) -> None:
    """The fast path and the slow one agree: a tab after the last word of a line forces the slow one."""
    tabbed = "\n".join(f"{line}\t" if line.strip() else line for line in text.split("\n"))
    assert rows_of(tabbed, width) == rows_of(text, width)


@given(LATIN, st.integers(1, 30))
def test_rows_are_as_full_as_can_be(text: str, width: int) -> None:
    rows = wrap(text, Span(0, len(text)), width)
    for row, after in pairwise(rows):
        gap = text[row.end : after.start]
        word = after.of(text).split(" ")[0]
        if gap and "\n" not in gap and not any(dash in word for dash in "-—–") and len(word) < width:
            assert len(row) + len(gap) + len(word) > width


@given(LATIN | ANY, st.integers(0, 20), st.integers(0, 20), WIDTHS)
def test_rows_stay_inside_the_span(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    span = Span(start, min(start + length, len(text)))
    rows = wrap(text, span, width)
    assert rows
    assert span.start <= rows[0].start
    assert rows[-1].end <= span.end


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two  three", 8, ["one two", "three"]),
        ("a\n\nb", 10, ["a", "", "b"]),
        ("a\n", 10, ["a", ""]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("see abcdefgh", 5, ["see", "abcde", "fgh"]),
        ("a well-known man", 8, ["a well-", "known", "man"]),
        ("he said—never—no", 8, ["he said—", "never—no"]),
        ("use --flag -5", 6, ["use", "--flag", "-5"]),
        ("日本語、です", 6, ["日本", "語、で", "す"]),
        ("「日本」です", 4, ["「日", "本」", "です"]),
        ("日本", 1, ["日", "本"]),
        ("ab\u200bcd", 3, ["ab\u200b", "cd"]),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
        ("👍🏽👍🏽", 2, ["👍🏽", "👍🏽"]),
        ("    indented", 8, ["indented"]),
        ("  in dented", 8, ["  in", "dented"]),
    ],
)
def test_breaks(text: str, width: int, expected: list[str]) -> None:
    assert rows_of(text, width) == expected


@given(ANY, WIDTHS)
def test_code_is_kept_word_for_word(text: str, width: int) -> None:
    rows = wrap_code(text, Span(0, len(text)), width)
    assert "".join(row.of(text) for row in rows) == text.replace("\n", "")
    for row in rows:
        code = row.of(text)
        fits = cells(code.replace("\t", tabs.IN_CODE)) <= max(1, width)
        assert fits or next_grapheme(text, row.start) == row.end


def test_code_keeps_its_indentation_and_empty_lines() -> None:
    code = "if x:\n\n    return 1234\n"
    rows = wrap_code(code, Span(0, len(code)), 10)
    assert [row.of(code) for row in rows] == ["if x:", "", "    return", " 1234", ""]


@pytest.mark.parametrize("end", ["", "\u0301"])
@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("won 3-6 in all", 6, ["won", "3-6 in", "all"]),
        ("in 1914–18, well-known", 18, ["in 1914–18, well-", "known"]),
        ("read https://doc.rust-lang.org", 26, ["read", "https://doc.rust-lang.org"]),
        ("see <www.well-known.org>", 20, ["see", "<www.well-known.org>"]),
        ("at https://a-very-long-address.org", 20, ["at", "https://a-very-long-", "address.org"]),
    ],
)
def test_scores_and_addresses_stay_whole_where_a_space_will_do(
    text: str, width: int, rows: list[str], end: str
) -> None:
    assert rows_of(text + end, width) == [*rows[:-1], rows[-1] + end]
