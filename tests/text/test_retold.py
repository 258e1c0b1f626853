from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from text.retold import SHARE, retold

words = st.integers(0, 400).map(lambda number: f"word{number}")
texts = st.lists(words, min_size=6, max_size=30, unique=True).map(tuple)
several = st.lists(st.lists(words, max_size=12).map(" ".join), max_size=30)


def same(long: str, short: str) -> bool:
    """Whether the longer of two texts holds enough of the other's pairs of words, or both are one."""
    held, asked = (set(pairwise(text.split())) for text in (long, short))
    return short == long or len(held & asked) >= SHARE * len(asked) > 0


@given(several)
def test_everything_is_told_once_and_the_first_told_comes_first(said: list[str]) -> None:
    groups = retold(said)
    assert sorted(at for group in groups for at in group) == list(range(len(said)))
    assert [min(group) for group in groups] == sorted(min(group) for group in groups)


@given(several)
def test_the_fullest_telling_leads_and_the_others_tell_the_same(said: list[str]) -> None:
    for leader, *others in retold(said):
        assert others == sorted(others)
        for other in others:
            assert len(said[other]) <= len(said[leader])
            assert same(said[leader], said[other])


@given(several)
def test_the_very_same_words_are_never_apart(said: list[str]) -> None:
    homes = [{said[at] for at in group} for group in retold(said)]
    assert sum(map(len, homes)) == len(set(said))


OTHERS = [f"other{number} words{number} here{number}" for number in range(20)]


@given(texts, st.data())
def test_a_part_of_a_text_stands_beside_it(text: tuple[str, ...], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 3))
    end = data.draw(st.integers(start + 3, len(text)))
    said = [" ".join(text[start:end]), *OTHERS, " ".join(text)]
    assert {0, 21} in map(set, retold(said))


@given(texts, st.data())
def test_a_text_with_a_word_changed_stands_beside_it(text: tuple[str, ...], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    said = [" ".join(text), *OTHERS, " ".join([*text[:at], "instead", *text[at + 1 :]])]
    assert {0, 21} in map(set, retold(said))


@given(texts, texts)
def test_texts_that_share_no_words_are_not(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assume(not set(one) & set(other))
    assert len(retold([" ".join(one), " ".join(other)])) == 2


def test_a_turn_of_speech_is_no_part_of_what_holds_it() -> None:
    assert len(retold(["you know", "and that you know is how it is"])) == 2
    assert len(retold(["endless war", "an endless war"])) == 2
    assert len(retold(["endless warfare", "a policy of endless warfare"])) == 1


def test_a_number_that_changed_between_two_tellings_stands_beside_it() -> None:
    said = ["we sent them 350 billion dollars", "it rained", "we sent them 500 billion dollars and more"]
    assert retold(said) == [(2, 0), (1,)]
