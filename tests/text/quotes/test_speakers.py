from __future__ import annotations

import pytest

from tests.text.quotes.said import found, said


def speakers(*paragraphs: str) -> list[str]:
    return [speaker for speaker, _ in said(*paragraphs)]


def test_a_surname_stands_for_the_full_name() -> None:
    assert speakers("Ann Lee came.", "“We go,” Lee said.") == ["Ann Lee"]


def test_the_words_that_name_the_speaker_are_told_too() -> None:
    (quote,) = found("Ann Lee came. “We go,” she said.")
    assert (quote.speaker, quote.cue) == ("Ann Lee", "said")
    assert quote.speaker_span is not None
    assert len(quote.speaker_span) == len("she")


def test_a_pronoun_means_the_last_speaker() -> None:
    assert speakers("“We go,” Ann Lee said.", "“It is late,” she added, of Bo Ek.") == ["Ann Lee", "Ann Lee"]


def test_a_pronoun_means_the_last_subject() -> None:
    text = ("“We go,” Ann Lee said.", "When they came home, Bo Ek was tired.", "“It is late,” he said.")
    assert speakers(*text) == ["Ann Lee", "Bo Ek"]


def test_a_pronoun_keeps_to_whom_it_went_with() -> None:
    text = (
        "Ann Lee came. “We go,” she said.",
        "Bo Ek stayed. “I stay,” he said. Ann Lee left. “Why?” he asked.",
    )
    assert speakers(*text) == ["Ann Lee", "Bo Ek", "Bo Ek"]


@pytest.mark.parametrize(
    "sentence",
    [
        "City auditor Bo Ek disagreed.",
        "The city’s auditor Bo Ek was there.",
        "Ann Lee stayed, but Bo Ek left.",
        "A week later, auditor Bo Ek left.",
    ],
)
def test_a_pronoun_means_the_nearest_subject_however_introduced(sentence: str) -> None:
    text = f"Mayor Ann Lee told reporters that all was fine. {sentence} “I have read it,” he said."
    assert speakers(text) == ["Bo Ek"]


@pytest.mark.parametrize("sentence", ["The mayor met Bo Ek there.", "She stayed with auditor Bo Ek."])
def test_a_pronoun_does_not_mean_an_object(sentence: str) -> None:
    assert speakers(f"Ann Lee spoke. {sentence} “I have read it,” she said.") == ["Ann Lee"]


def test_a_pronoun_does_not_mean_who_goes_by_the_other() -> None:
    assert speakers("Ann Lee came. “We go,” she said.", "“We stay,” he said.") == ["Ann Lee", ""]
    assert speakers("Mr. Bo Ek came. Mrs. Ann Lee came.", "“We stay,” he said.") == ["Bo Ek"]


@pytest.mark.parametrize(
    ("naming", "description"),
    [
        ("Ukrainian President Ann Lee", "the Ukrainian leader"),
        ("President Ann Lee", "the U.S. president"),
        ("Ann Lee, the mayor of Rome,", "the mayor"),
        ("the foreign minister, Ann Lee,", "the minister"),
        ("Press Secretary Ann Lee", "the press secretary"),
    ],
)
def test_a_description_means_who_was_named_with_it(naming: str, description: str) -> None:
    text = f"Russian President Bo Ek met {naming} there. Judge Cy Oz was ill."
    assert speakers(text, f"“We go,” {description} said.") == ["Ann Lee"]


def test_a_body_speaks_by_its_name() -> None:
    assert speakers("“We go,” the Kremlin said.") == ["Kremlin"]


def test_nobody_is_named_by_we() -> None:
    assert speakers("“We go,” we said.") == [""]


def test_a_name_in_apposition_is_the_name() -> None:
    assert speakers("His adviser, Ann Lee, said: “We go.”") == ["Ann Lee"]
    assert speakers("“We go,” said Ann Lee, his adviser.") == ["Ann Lee"]


@pytest.mark.parametrize("age", ["", ", 35,", ", a farmer,"])
@pytest.mark.parametrize("agency", ["AP", "Reuters", "The Associated Press"])
def test_who_is_told_is_not_who_speaks(age: str, agency: str) -> None:
    assert speakers(f"Bob Ray{age} told {agency}: “It rained.”") == ["Bob Ray"]
    assert speakers(f"“It rained,” Bob Ray{age} told {agency}.") == ["Bob Ray"]


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        ("Ray’s mother", "Ray’s mother"),
        ("Ray's lawyer", "Ray's lawyer"),
        ("a friend of Bob Ray", "friend of Bob Ray"),
        ("Friends of Bob Ray", "Friends"),
        ("Ray campaign", "Ray campaign"),
        ("City Hall sources", "City Hall sources"),
    ],
)
def test_who_has_to_do_with_somebody_is_somebody_else(relation: str, told: str) -> None:
    assert speakers("Bob Ray was fined.", f"“He is good,” said {relation}.") == [told]
    assert speakers("Bob Ray was fined.", f"“He is good,” {relation} told Reuters.") == [told]


@pytest.mark.parametrize("words", ["Ann Lee however", "Ann Lee herself", "Ann Lee in Rome"])
def test_a_name_with_other_words_behind_it_is_that_name(words: str) -> None:
    assert speakers(f"“We go,” {words} said.") == ["Ann Lee"]


def test_who_stands_before_a_house_is_not_the_house() -> None:
    assert speakers("“Go!” shouted a crowd outside the White House.") == ["crowd outside the White House"]
    assert speakers("“Go!” the White House said.") == ["White House"]


def test_a_body_is_not_meant_by_a_pronoun() -> None:
    assert speakers("Ann Lee left. The State Department said: “We go.” “We stay,” she said.")[1] == "Ann Lee"


@pytest.mark.parametrize("title", ["Mrs", "Ms.", "Dr", "Senator"])
def test_who_has_a_title_may_be_meant_by_a_pronoun(title: str) -> None:
    assert speakers(f"{title} Lee said: “We go.” She went on: “We stay.”") == ["Lee", "Lee"]


@pytest.mark.parametrize(
    "words",
    [
        "14th-ranked Lee",
        "the 14th-ranked Lee",
        "Rome-born Ann Lee",
        "Browns DL Ann Lee",
        "Super Bowl Hero Ann Lee",
    ],
)
def test_a_name_is_told_without_what_stands_before_it(words: str) -> None:
    assert speakers(f"Ann Lee came. “We go,” {words} said.") == ["Ann Lee"]


@pytest.mark.parametrize(
    "office", ["Secretary of State", "the secretary of State", "Speaker of the House Rep."]
)
def test_an_office_with_an_of_is_his_who_bears_it(office: str) -> None:
    assert speakers(f"“We go,” {office} Ann Lee said.") == ["Ann Lee"]


def test_the_younger_of_a_name_is_not_the_other() -> None:
    assert speakers("Ann Lee came. “We go,” the younger Ms. Lee said.") == ["younger Ms. Lee"]


@pytest.mark.parametrize("thing", ["the website", "a statement", "her office", "Her campaign", "the past"])
def test_a_thing_does_not_speak(thing: str) -> None:
    (quote,) = found(f"Ann Lee came. “We go,” {thing} said.")
    assert quote.speaker == ""
    assert quote.speaker_span is not None


@pytest.mark.parametrize(
    "body", ["spokesman", "senior adviser", "company", "mayor’s office", "source close to Ann Lee", "voters"]
)
def test_a_person_or_body_without_a_name_is_told_as_described(body: str) -> None:
    assert speakers(f"Ann Lee came. “We go,” the {body} said.") == [body]
