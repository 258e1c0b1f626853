from __future__ import annotations

import pytest

from text.document import Span
from text.quotes import subjects
from text.quotes.tokens import Token, tokens


def _tokens(text: str) -> list[Token]:
    return tokens(text, Span(0, len(text)), ())


def _words(found: list[Token], span: tuple[int, int] | None) -> str:
    return " ".join(token.text for token in found[span[0] : span[1]]) if span else ""


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ann Lee said", "Ann Lee"),
        ("In Rome, the mayor said", "the mayor"),
        ("Ann Lee, who came late, said", "Ann Lee"),
        ("Ann Lee (R-Ky.) said", "Ann Lee"),
        ("Ann Lee on Monday also said", "Ann Lee"),
        ("Ann Lee has repeatedly said", "Ann Lee"),
        ("because they said", "they"),
        ("the spokesman for Ann Lee said", "the spokesman for Ann Lee"),
        ("Ann Lee went on to said", "Ann Lee"),
        ("His adviser, Ann Lee, said", "Ann Lee"),
        ("the source close to Ann Lee said", "the source close to Ann Lee"),
        ("An adviser to Ann Lee said", "An adviser to Ann Lee"),
        ("Those close to Ann Lee said", "Those close to Ann Lee"),
        ("In a letter to Ann Lee, the mayor said", "the mayor"),
        ("and said", ""),
    ],
)
def test_the_subject_before_its_verb(text: str, subject: str) -> None:
    found = _tokens(text)
    assert _words(found, subjects.before(found, len(found) - 1, 0)) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("said Ann Lee, the mayor", "Ann Lee"),
        ("said Ann Lee on Monday", "Ann Lee"),
        ("said the mayor of London, Ann Lee.", "Ann Lee"),
        ("said the mayor of London, Ann Lee, on Monday.", "Ann Lee"),
        ("said the mayor of Camden, New Jersey.", "the mayor of Camden"),
        ("said the mayor of London, and Ann Lee left.", "the mayor of London"),
        ("said the mayor, Monday.", "the mayor"),
        ("said he", "he"),
        ("said a spokesman for Ann Lee in a letter", "a spokesman for Ann Lee"),
        ("said.", ""),
    ],
)
def test_the_subject_after_its_verb(text: str, subject: str) -> None:
    found = _tokens(text)
    assert _words(found, subjects.after(found, 0)) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ann Lee laughed and said", "Ann Lee"),
        ("When he came to Rome, the mayor laughed and said", "the mayor"),
        ("In a speech, several voters rose and said", "several voters rose"),
    ],
)
def test_the_subject_of_the_sentence(text: str, subject: str) -> None:
    found = _tokens(text)
    assert _words(found, subjects.main(found, 0, len(found) - 1)) == subject


def test_a_participle_has_the_subject_of_the_verb_before_it() -> None:
    found = _tokens("At the debate, Ann Lee praised the mayor, saying")
    assert _words(found, subjects.participle(found, len(found) - 1, 0)) == "Ann Lee"
