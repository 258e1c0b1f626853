from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.clean import clean, clean_line, newlines

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Text with any code point, lone surrogates too."""

HARMLESS_CONTROLS = "\t\n"


@given(ANY_TEXT)
def test_cleaning_moves_no_offset(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(ANY_TEXT)
def test_nothing_clean_acts_on_a_terminal(text: str) -> None:
    for character in clean(text):
        assert unicodedata.category(character) not in ("Cc", "Cs") or character in HARMLESS_CONTROLS
        assert unicodedata.bidirectional(character) not in {
            "LRE",
            "RLE",
            "PDF",
            "LRO",
            "RLO",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }
        assert character not in "\u061c\u200e\u200f\u2028\u2029"


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b31m\x85", "\ufffd31m\ufffd"),
        ("\u202etxt.exe\u2066", "\ufffdtxt.exe\ufffd"),
        ("\ud800", "\ufffd"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("👩‍👩‍👧 é", "👩‍👩‍👧 é"),
    ],
)
def test_each_kind_has_its_replacement(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@given(ANY_TEXT)
def test_a_clean_line_is_one_line_with_single_spaces(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split())
    assert clean(line) == line


@given(ANY_TEXT)
def test_only_line_feeds_end_lines(text: str) -> None:
    assert not set(newlines(text)) & set("\r\x0b\x0c\x85\u2028\u2029")


def test_carriage_return_and_line_feed_are_one_ending() -> None:
    assert newlines("a\r\nb\rc\nd\u2029e") == "a\nb\nc\nd\ne"
