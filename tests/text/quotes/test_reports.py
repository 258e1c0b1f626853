from __future__ import annotations

import pytest

from tests.text.quotes.said import found, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee said that the race will be tight.", ("Ann Lee", "the race will be tight")),
        ("Ann Lee told reporters that the race is on.", ("Ann Lee", "the race is on")),
        ("Ann Lee claimed she would win the race.", ("Ann Lee", "she would win the race")),
        ("The race will be tight, said Ann Lee.", ("Ann Lee", "The race will be tight")),
        ("The race will be tight, Ann Lee said on Monday.", ("Ann Lee", "The race will be tight")),
        ("According to Ann Lee, the race will be tight.", ("Ann Lee", "the race will be tight")),
        ("The race will be tight, according to Ann Lee.", ("Ann Lee", "The race will be tight")),
        ("Ann Lee accused Bo Ek of a long delay.", ("Ann Lee", "Bo Ek of a long delay")),
    ],
)
def test_reports_are_found_with_their_speaker(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == []
    assert said(text, indirect=True) == [expected]


@pytest.mark.parametrize("text", ["The race is on.", "Ann Lee ran.", "His claim that this was so came late."])
def test_other_sentences_are_no_reports(text: str) -> None:
    assert said(text, indirect=True) == []


def test_reports_are_weaker_than_quotations() -> None:
    quoted, reported = found("“We go,” Ann Lee said.", "She said that the race would go on.", indirect=True)
    assert (quoted.kind, reported.kind, reported.form) == ("direct", "indirect", "report")
    assert reported.score < quoted.score
    assert reported.speaker == "Ann Lee"
