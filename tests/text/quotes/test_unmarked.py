from __future__ import annotations

import pytest

from tests.text.quotes.said import found, said


def test_speech_without_any_marks_is_known_by_its_tag_and_its_we() -> None:
    text = "They should have it. We are all for it,the Ukrainian leader said."
    (quote,) = found("Ukrainian President Ann Lee came.", text)
    assert (quote.speaker, quote.kind, quote.form) == ("Ann Lee", "direct", "speech")
    assert quote.score < 0.5


def test_its_words_end_before_the_tag() -> None:
    assert said("I want this, and we shall have it, said Ann Lee.") == [
        ("Ann Lee", "I want this, and we shall have it")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The race will be tight, said Ann Lee.",
        "Sen. Ann Lee (I-Vt.) will run, she said.",
        "We saw Ann Lee, who said nothing at all to us in the end.",
        "In our “town” it is late, Ann Lee said.",
    ],
)
def test_reports_are_not_taken_for_it(text: str) -> None:
    assert all(quote.form != "speech" for quote in found(text))
