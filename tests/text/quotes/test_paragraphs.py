from __future__ import annotations

import pytest

from tests.text.quotes.said import said

PAY = "And now we pay twice,"


def test_a_speech_over_paragraphs_is_his_who_is_told_at_its_end() -> None:
    paragraphs = ("“We trusted her. We were told.", "“A lie.", f"“{PAY}” said Bo Ek.")
    assert said(*paragraphs) == [("Bo Ek", f"We trusted her. We were told.|A lie.|{PAY}")]


@pytest.mark.parametrize("before", ["“We go,” said Ann Lee.", "“We go,” said Ann Lee. “We must.”"])
def test_it_does_not_go_on_with_the_speech_of_another(before: str) -> None:
    told = said(before, "“We trusted her. We were told.", f"“{PAY}” said Bo Ek.")
    assert [speaker for speaker, _ in told] == ["Ann Lee", "Bo Ek"]


def test_it_goes_on_with_the_speech_of_the_same() -> None:
    told = said("“We go,” said Ann Lee.", "“We trusted her. We were told.", "“And now we pay twice.”")
    assert told == [("Ann Lee", "We go,|We trusted her. We were told.|And now we pay twice.")]


def test_a_mark_left_open_does_not_take_in_what_another_says() -> None:
    told = said("Ann Lee said: “We go home now.", "“We all stay,” said Bo Ek.")
    assert told == [("Ann Lee", "We go home now."), ("Bo Ek", "We all stay,")]


def test_who_goes_on_may_be_told_again() -> None:
    told = said("“We go,” Ann Lee said. “It is late.", "“And it is dark,” she added.")
    assert told == [("Ann Lee", "We go,|It is late.|And it is dark,")]


@pytest.mark.parametrize("tag", ["said Bo Ek", "Bo Ek said on Monday"])
def test_a_missing_closing_mark_is_before_the_tag(tag: str) -> None:
    open_ended = f"“We will see her in court, {tag}."
    assert said(open_ended) == [("Bo Ek", "We will see her in court,")]
    told = said("“It is late,” said Ann Lee.", open_ended, "“They left,” said Cy Oz.")
    assert [speaker for speaker, _ in told] == ["Ann Lee", "Bo Ek", "Cy Oz"]


def test_a_mark_mended_before_a_tag_is_not_left_open() -> None:
    told = said("“We will see her in court, Bo Ek said on Monday.", "Ann Lee left.", "“They left,” she said.")
    assert [speaker for speaker, _ in told] == ["Bo Ek", "Ann Lee"]
    told = said("“We will see her in court, Bo Ek said on Monday.", "“They left,” he said.")
    assert [words for _, words in told] == ["We will see her in court,", "They left,"]
