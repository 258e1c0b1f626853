from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of
from tests.text.quotes.said import found, said
from text.document import BlockKind, Document
from text.quotes import quotes

WORDS = st.sampled_from(
    [*"“”\"'’‘„«»,.:;?!—() ", "''", " said ", " he ", " according to ", "Ann Lee", " that ", "\xa0", "yes "]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=25).map("".join), min_size=1, max_size=4)


@given(PARAGRAPHS, st.booleans())
def test_quotes_lie_in_the_text_in_order_and_apart(paragraphs: list[str], indirect: bool) -> None:
    document = document_of(*paragraphs)
    quoted = quotes(document, indirect=indirect)
    for quote in quoted:
        assert quote.parts[0].start == quote.span.start
        assert quote.parts[-1].end == quote.span.end <= len(document.text)
        assert all(len(part) and part == part.trimmed(document.text) for part in quote.parts)
        assert all(one.end <= other.start for one, other in pairwise(quote.parts))
        assert 0 <= quote.score <= 1
        assert quote.speaker_span is None or quote.speaker_span.of(document.text).strip()
    assert all(one.span.end <= other.span.start for one, other in pairwise(quoted))


@given(PARAGRAPHS)
def test_what_is_reported_only_adds(paragraphs: list[str]) -> None:
    document = document_of(*paragraphs)
    spans = [quote.span for quote in quotes(document, indirect=True) if quote.kind == "direct"]
    assert spans == [quote.span for quote in quotes(document)]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(quotes(document_of(text), indirect=True), tuple)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 40_000,
        "“a " * 10_000 + "b" + "”" * 5,
        "“a " * 10_000,
        "“Yes,” he said. " * 2_500,
        "“X,” said ((" * 3_000,
        "\n".join(f"“Yes,” the president said. President John Smith{number} went." for number in range(800)),
    ],
    ids=["marks", "nested", "open", "tags", "brackets", "presidents"],
)
def test_hostile_texts_are_read(text: str) -> None:
    assert len(quotes(document_of(text))) <= len(text)


def test_nothing_is_found_in_nothing() -> None:
    assert quotes(Document("", ())) == ()
    assert found("The war would never have started if he had become president.") == ()


@pytest.mark.parametrize(
    "marks",
    ["“”", '""', "«»", "„“", "„”", "»«", "””", "‘’", "''", '“"', '"”', "““"],
)
def test_every_pair_of_marks(marks: str) -> None:
    assert said(f"Ann Lee said: {marks[0]}We go home now.{marks[1]}") == [("Ann Lee", "We go home now.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” said Ann Lee.", [("Ann Lee", "We go,")]),
        ("“We go,” Ann Lee told reporters on Monday.", [("Ann Lee", "We go,")]),
        ("“Do we go?” asked Ann Lee.", [("Ann Lee", "Do we go?")]),
        ("“We go,” Ann Lee, the mayor of Rome, said.", [("Ann Lee", "We go,")]),
        ("“We go,” Ann Lee (R-Ky.) said.", [("Ann Lee", "We go,")]),
        ("“We go,” according to Ann Lee.", [("Ann Lee", "We go,")]),
        ("According to Ann Lee, “we all go home.”", [("Ann Lee", "we all go home.")]),
        ("Asked about it, Ann Lee said: “We go.”", [("Ann Lee", "We go.")]),
        ("Ann Lee went on to say, “We go.”", [("Ann Lee", "We go.")]),
        ("Ann Lee laughed and said, “We go.”", [("Ann Lee", "We go.")]),
        ("“We go,” she said.", [("", "We go,")]),
        ("Ann Lee: “We go home.”", [("Ann Lee", "We go home.")]),
        ("“We go,” Ann Lee said. “We must.”", [("Ann Lee", "We go,|We must.")]),
        ("“We go,” Ann Lee said, “and we stay.”", [("Ann Lee", "We go,|and we stay.")]),
        ("“She told me ‘no’ twice,” Ann Lee said.", [("Ann Lee", "She told me ‘no’ twice,")]),
        ("Ann Lee spoke of a policy that she called “endless warfare.”", [("Ann Lee", "endless warfare.")]),
        ("“We go” said Ann Lee.", [("Ann Lee", "We go")]),
        ("“We go,” Ann Lee shot back.", [("Ann Lee", "We go,")]),
        ("“We go home now.” ― Ann Lee", [("Ann Lee", "We go home now.")]),
        ("Ann Lee wrote to Bo Ek, adding: “We go.”", [("Ann Lee", "We go.")]),
        ("It was, said Ann Lee, “the best of times.”", [("Ann Lee", "the best of times.")]),
        ("“We go,” said Ann Lee on “The Late Show” that day. “We must.”", [("Ann Lee", "We go,|We must.")]),
        ("«Мы идём», said Ann Lee.", [("Ann Lee", "Мы идём")]),
        ("„Wir gehen jetzt“, sagte Ann Lee.", [("Ann Lee", "Wir gehen jetzt")]),
        ("« Nous partons », a déclaré Ann Lee.", [("Ann Lee", "Nous partons")]),
        ("„Idziemy do domu” – powiedziała Ann Lee.", [("Ann Lee", "Idziemy do domu")]),
    ],
)
def test_forms_of_quotations(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” were wrong.",
        "She stars in “The Long Way Home” this autumn.",
        "He said that it stands in “The Long Way Home” of that year.",
        "Rock ’n’ roll is the boys’ own goal of the ’90s, don’t you think?",
        "He is 6’2” tall and she is 5'10\" tall.",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_quotations(text: str) -> None:
    assert said(text) == []


def test_a_show_named_in_a_tag_is_no_quotation() -> None:
    text = "“We go,” Ann Lee said on “The Morning Show.” “We must.”"
    assert said(text) == [("Ann Lee", "We go,|We must.")]


def test_a_missing_closing_mark_is_mended() -> None:
    assert said("Ann Lee said: “We go. We go now.") == [("Ann Lee", "We go. We go now.")]


def test_a_missing_opening_mark_is_mended() -> None:
    assert said("We go now,” Ann Lee said. “We must.”") == [("Ann Lee", "We go now,|We must.")]


def test_speech_goes_on_over_paragraphs() -> None:
    paragraphs = ("“We go,” said Ann Lee. “It is late.", "“And it is dark.", "“We go home.”", "They left.")
    assert said(*paragraphs) == [("Ann Lee", "We go,|It is late.|And it is dark.|We go home.")]


def test_a_speech_may_be_announced_in_the_paragraph_before() -> None:
    assert said("Then Ann Lee declared:", "“We go home now.”") == [("Ann Lee", "We go home now.")]


def test_a_paragraph_between_ends_a_speech() -> None:
    paragraphs = ("“We go,” said Ann Lee.", "Nobody moved.", "“It is late and dark.”")
    assert said(*paragraphs) == [("Ann Lee", "We go,"), ("Ann Lee", "It is late and dark.")]


def test_a_phrase_is_told_from_a_speech() -> None:
    speech, phrase = found(
        "“We go,” said Ann Lee.", "Bo Ek said the plan was a “terrible mistake” of the time."
    )
    assert (speech.form, phrase.form) == ("speech", "phrase")
    assert speech.score > phrase.score


def test_code_is_not_read() -> None:
    assert quotes(document_of(("“We go,” said Ann Lee.", BlockKind.CODE))) == ()


@pytest.mark.parametrize(
    "introduction", ["Bo Ek said:", "Bo Ek said,", "Bo Ek, who was there, said", "Then Bo Ek told us:"]
)
def test_a_whole_sentence_is_not_tagged_by_what_introduces_the_next(introduction: str) -> None:
    text = f"“We go now,” Ann Lee said. “It is very late.” {introduction} “We stay here.”"
    assert said(text) == [("Ann Lee", "We go now,|It is very late."), ("Bo Ek", "We stay here.")]


def test_a_question_is_not_tagged_by_what_introduces_the_next() -> None:
    assert said("“We go!” Ann Lee said. Bo Ek shouted: “We stay here.”")[1] == ("Bo Ek", "We stay here.")
    text = "“We go now,” Ann Lee said. “It is very late!” Bo Ek told us, “We stay here.”"
    assert said(text) == [("Ann Lee", "We go now,|It is very late!"), ("Bo Ek", "We stay here.")]
    assert said("“Is it late?” Bo Ek asked, “or is it not?”") == [("Bo Ek", "Is it late?|or is it not?")]


def test_a_pattern_of_marks_is_nobody_s_speech() -> None:
    row = "“No,” said Bo. "
    assert len(found(row * 300)) == 300
    assert found("“No” he said " * 20) != ()
    assert found("“a" * 20_000) == found("“a” said " * 10_000) == ()


def test_a_french_tag_has_its_pronoun_behind_the_verb() -> None:
    text = "« Nous partirons demain », a déclaré le ministre Jean Dupont. « Rien ne nous retient », {} ."
    for tag in ("a-t-il ajouté", "dit-il", "ajoute-t-il"):
        assert said(text.format(tag))[1] == ("Jean Dupont", "Rien ne nous retient")
