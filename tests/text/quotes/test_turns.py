from __future__ import annotations

import pytest

from tests.text.documents import document_of
from tests.text.quotes.said import found, said
from text.document import BlockKind
from text.quotes import quotes

INTERVIEW = (
    "{}: What made you leave the bank?",
    "{}: I was bored. I wanted to build something.",
    "{}: Do you regret it?",
    "{}: Never. My friend said “you will be poor” and I laughed.",
)
ANSWER = "I was bored. I wanted to build something."


def interview(asks: str, answers: str) -> list[str]:
    return [turn.format(label) for turn, label in zip(INTERVIEW, (asks, answers) * 2, strict=True)]


@pytest.mark.parametrize(
    ("asks", "answers", "named"),
    [
        ("Q", "A", ["", ""]),
        ("INTERVIEWER", "MARTA LOPEZ", ["INTERVIEWER", "MARTA LOPEZ"]),
        ("Bo Ek", "Marta Lopez (laughing)", ["Bo Ek", "Marta Lopez"]),
        ("Mr. Ek", "Lopez", ["Ek", "Marta Lopez"]),
    ],
)
def test_each_turn_of_an_interview_is_said_by_who_stands_before_it(
    asks: str, answers: str, named: list[str]
) -> None:
    turns = said("Marta Lopez left a bank.", *interview(asks, answers))
    assert [speaker for speaker, _ in turns] == named * 2
    assert turns[1][1] == ANSWER
    assert turns[3][1].startswith("Never. My friend said “you will")


def test_what_goes_on_in_other_paragraphs_leaves_it_an_interview() -> None:
    asked, answered, again, never = interview("Q", "A")
    assert len(found(asked, answered, "It was long ago.", again, "She laughs.", never)) == 4
    assert len(found(asked, answered, *["It was long ago."] * 5, again, never)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("When", "Where"), ("Cost", "Time"), ("q", "a"), ("NOTE", "So it was said"), ("1", "2")],
)
def test_a_list_is_no_interview(one: str, other: str) -> None:
    assert found(*interview(one, other)[:3]) == ()


def test_a_label_that_does_not_come_again_is_no_speaker_unless_others_do() -> None:
    assert found(*interview("Q", "A")[:3]) == ()
    assert len(found(*interview("Q", "A"), "MODERATOR: That is all.")) == 5
    assert len(found(*interview("Q", "A"), "So it ended: in a row.")) == 4


def test_questions_may_be_headings() -> None:
    asked, answered, again, never = interview("Q", "A")
    document = document_of((asked, BlockKind.HEADING), answered, (again, BlockKind.HEADING), never)
    assert len(quotes(document)) == 4


def test_a_label_before_quotation_marks_is_read_as_elsewhere() -> None:
    assert said("Ann Lee: “We go now.”", "Bo Ek: “We stay here.”") == [
        ("Ann Lee", "We go now."),
        ("Bo Ek", "We stay here."),
    ]
