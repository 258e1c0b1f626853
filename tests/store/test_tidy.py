from __future__ import annotations

import pytest

from store import tidy


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two\nlines", "“Two lines”"),
        ("“We’ll go,” he said.", "“‘We’ll go,’ he said.”"),
        ('He said "no".', "“He said 'no'.”"),
        ("word " * 20, "“word word word word word word word word word…”"),
        ("", "“”"),
    ],
)
def test_an_excerpt_is_one_line_in_one_pair_of_quotation_marks(text: str, told: str) -> None:
    assert tidy.excerpt(text) == told


@pytest.mark.parametrize(
    ("phrase", "tag"),
    [
        ("Science fiction", "Science-fiction"),
        ("Scientists -- Fiction", "Scientists/Fiction"),
        ("Ahab, Captain (Fictitious character) — Fiction", "Ahab-Captain-Fictitious-character/Fiction"),
        ("war/truce", "war/truce"),
        ("well-known", "well-known"),
        ("#C++", "C++"),
        ("((ref))", "((ref))"),
        ("--k;", "--k;"),
        ("Sea, the", "Sea-the"),
    ],
)
def test_a_phrase_is_one_tag(phrase: str, tag: str) -> None:
    assert tidy.subjects([phrase, phrase]) == [tag]


def test_a_phrase_of_no_words_is_no_tag() -> None:
    assert tidy.subjects(["", " -- ,", "( , )", ","]) == []
