"""Fingerprints: never missing where enough words are shared, and few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.fingerprints import RUN, SURE, WINDOW, Wording
from text.span import Span

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)
SHARED = st.lists(st.sampled_from("abcdefghijkl"), min_size=SURE, max_size=30)


def hashes(told: Wording) -> set[int]:
    return {each for each, _ in told.fingerprints()}


@given(WORDS, WORDS, SHARED, WORDS, WORDS)
def test_what_shares_enough_words_shares_a_fingerprint(
    before: list[str], after: list[str], shared: list[str], ahead: list[str], behind: list[str]
) -> None:
    one = Wording(" ".join([*before, *shared, *after]))
    other = Wording(" ".join([*ahead, *shared, *behind]))
    assert hashes(one) & hashes(other)


@given(st.lists(st.integers(0, 10**6), min_size=SURE, max_size=200))
def test_there_is_one_for_every_window_at_least_and_for_every_run_at_most(numbers: list[int]) -> None:
    told = Wording(" ".join(map(str, numbers)))
    different = len(set(told.runs))
    assert 1 <= len(hashes(told)) <= different
    if different == len(told.runs):
        assert len(hashes(told)) >= (different - WINDOW + 1) // WINDOW


@given(st.text(max_size=200))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    told = Wording(text)
    assert len(told) == len(told.starts) == len(told.ends)
    assert all(start < end for start, end in zip(told.starts, told.ends, strict=True))
    assert told.ends == sorted(told.ends)


@given(st.lists(st.sampled_from(["one", "two", "three,", "four"])), st.integers(0, 60), st.integers(0, 60))
def test_the_words_of_a_span_are_those_that_stand_in_it(listed: list[str], one: int, other: int) -> None:
    text = " ".join(listed)
    start, end = sorted((one, other))
    told = Wording(text, Span(start, end))
    assert "".join(told.forms) == "".join(Wording(text[start:end]).forms)
    assert all(start <= at < end for at in told.starts)


def test_case_accents_and_signs_make_no_other_words() -> None:
    told = Wording("“Łódź, don’t go” — HE SAID: 1,000.50!")
    assert told.forms == ["lodz", "don't", "go", "he", "said", "1,000.50"]
    assert Wording("lodz don't go he said 1,000.50").forms == told.forms


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert Wording("one two three four five").fingerprints() == [(1613931443, 0), (4104913968, 4)]


def test_a_text_shorter_than_a_run_has_none() -> None:
    assert not Wording("too few words").fingerprints()
    assert len(Wording(" ".join("abcd")).fingerprints()) == 1
    assert RUN == 4
