from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.fold import WORD_LIMIT, fold, words

UNSPACED = st.text(st.sampled_from("安全保障日本語のテキストภาษาไทย"), min_size=1, max_size=12)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_first_changes_no_word(text: str) -> None:
    assert words(fold(text)) == words(text)


@given(st.text())
def test_words_are_letters_digits_and_vowel_signs(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= WORD_LIMIT
        assert all(unicodedata.category(character)[0] in "LNM" for character in word)
        assert fold(word) == word
        word.encode()


@given(st.text(), st.text())
def test_words_of_two_texts_are_the_words_of_each(one: str, two: str) -> None:
    assert words(f"{one} {two}") == words(one) + words(two)


@given(st.text(st.sampled_from("abcxyz ÄÖÜéñłøß’“.-")))
def test_case_and_composition_make_no_difference(text: str) -> None:
    assert words(text.upper()) == words(text)
    assert words(unicodedata.normalize("NFD", text)) == words(text)


@given(UNSPACED, st.data())
def test_any_part_of_an_unspaced_text_is_a_run_of_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert f" {' '.join(words(part))}" in f" {' '.join(words(text))}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Łódź, Ærø & Straße", ["lodz", "aero", "strasse"]),
        ("don’t DON'T donʼt don`t", ["dont"] * 4),
        ("Trump’s victims' ''work-related''", ["trump", "victims", "work", "related"]),
        ("l'homme O'Brien", ["l", "homme", "o", "brien"]),
        ("the U.S. and J.K.Rowling", ["the", "us", "and", "jk", "rowling"]),
        ("ｆｕｌｌ ﬁne soft\u00adhyphen", ["full", "fine", "softhyphen"]),
        ("İstanbul ılık", ["istanbul", "ilik"]),
        ("война́ Ёлка", ["воина", "елка"]),
        ("شُكْراً", ["شكرا"]),
        ("हिन्दी", ["हिन्दी"]),
        ("한국어", ["한국어"]),
        ("がか", ["がか", "か"]),
        ("iPhone手机", ["iphone", "手机", "机"]),
        ("a\x00b\ud800c_d", ["a", "b", "c", "d"]),
        ("“…” — !", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_quotation_marks_are_one_glyph_of_each_kind() -> None:
    assert fold("„A“ «b» 「c」 ‘d’") == '"a" "b" "c" \'d\''
