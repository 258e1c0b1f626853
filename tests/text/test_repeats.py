"""Repeats: found if and only if they are planted, the same from either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.fingerprints import Wording
from text.repeats import LEAST, SHARE, Difference, Piece, Repeat, pieces, repeats
from text.span import Span

SOUP = st.lists(st.sampled_from(["a", "b", "c", "d.", "1", "2"]), max_size=60).map(
    lambda words: " ".join(words).removesuffix(".")
)
PASSAGE = [f"word{number}" for number in range(30)]


def found(one: str, other: str) -> list[Repeat]:
    return repeats(Wording(one), Wording(other))


def own(name: str, count: int) -> str:
    """Words that no other text has."""
    return " ".join(f"{name}{number}" for number in range(count))


@given(st.integers(LEAST, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_planted_is_found_and_nothing_else(size: int, a: int, b: int, c: int, d: int) -> None:
    passage = " ".join(PASSAGE[:size])
    one = f"{own('one', a)} {passage}. {own('uno', b)}"
    other = f"{own('other', c)} {passage}, {own('altro', d)}"
    [repeat] = found(one, other)
    assert (repeat.here.of(one), repeat.there.of(other)) == (passage, passage)
    assert (repeat.score, repeat.words, repeat.differences) == (1.0, size, ())


@given(st.integers(0, LEAST - 1), st.integers(0, 40))
def test_what_is_too_short_is_none(size: int, around: int) -> None:
    passage = " ".join(PASSAGE[:size])
    assert not found(f"{own('a', around)} {passage}", f"{passage} {own('b', around)}")


@given(SOUP, SOUP)
def test_it_is_the_same_from_either_side(one: str, other: str) -> None:
    seen = found(one, other)
    assert {each.turned() for each in found(other, one)} == set(seen)
    assert [each.here.start for each in seen] == sorted(each.here.start for each in seen)


@given(SOUP, SOUP)
def test_the_differences_make_one_telling_of_the_other(one: str, other: str) -> None:
    for repeat in found(one, other):
        assert repeat.words >= LEAST
        assert SHARE <= repeat.score <= 1
        changed = one[: repeat.here.end]
        for difference in reversed(repeat.differences):
            here, there = difference
            gap = " " if here.of(one) == "" or there.of(other) == "" else ""
            changed = changed[: here.start] + gap + there.of(other) + gap + changed[here.end :]
        assert Wording(changed[repeat.here.start :]).forms == Wording(repeat.there.of(other)).forms


@given(SOUP.filter(lambda text: len(text.split()) >= LEAST))
def test_a_text_repeats_itself_from_end_to_end(text: str) -> None:
    assert any(len(repeat.here) == len(repeat.there) == len(text) for repeat in found(text, text)) or all(
        Wording(text).runs.count(run) > 1 for run in Wording(text).runs
    )


def told(one: str, other: str) -> list[tuple[str, str]]:
    [repeat] = found(one, other)
    return [(each.here.of(one), each.there.of(other)) for each in repeat.differences]


def test_a_number_changed_between_two_tellings_is_shown() -> None:
    one = "On Monday the army killed 12 people in the market of the old town, it was said."
    other = "Witnesses saw: the army killed 14 people in the market of the old town. Nobody answered."
    assert told(one, other) == [("12", "14")]


@pytest.mark.parametrize("end", [" million.", ".", " million, and no more.", " million"])
def test_a_number_changed_at_the_end_is_taken_in(end: str) -> None:
    one = f"He said that all of these would add up to $81{end} Nobody asked."
    other = f"She heard that all of these would add up to $84{end} The hall was empty."
    [repeat] = found(one, other)
    assert [(each.here.of(one), each.there.of(other)) for each in repeat.differences] == [("81", "84")]
    assert repeat.here.of(one).endswith(end.rstrip(".") or "81")


def test_a_number_changed_at_the_beginning_is_taken_in() -> None:
    one = "Then 12 people were hurt in the fire at the old mill."
    other = "14 people were hurt in the fire at the old mill."
    assert told(one, other) == [("12", "14")]


def test_numbers_of_another_sentence_or_in_columns_are_left() -> None:
    words = "all of these are in the list of the board"
    assert told(f"In 2016. {words}. 12 ships", f"In 2019. {words}. 14 boats") == []
    assert told(f"{words} 12 13 14 15 16", f"{words} 22 23 24 25 26") == [("12", "22")]


def test_one_word_changed_is_taken_in_to_where_both_sentences_end() -> None:
    words = "we will end this long and bloody war within"
    assert told(f"{words} hours. Yes.", f"{words} days! No.") == [("hours", "days")]
    assert told(f"{words} two hours. Yes.", f"{words} ten hours. No.") == [("two", "ten")]
    assert told(f"{words} hours.", f"{words} days.") == [("hours", "days")]
    assert told(f"{words} hours, he said.", f"{words} days. No.") == []


def test_a_changed_word_near_the_end_is_taken_in_with_what_goes_on_after_it() -> None:
    one = "we will end that war within twenty four hours, I promise you all"
    other = "we will end that war within twenty four days, I promise you nothing"
    assert told(one, other) == [("hours", "days")]


def test_a_quote_cut_otherwise_is_one_passage() -> None:
    one = "“I want the dying to stop at once, and we will see to it in a day,” he said."
    other = "He said: “I want the dying to stop at once … we will see to it in a day.”"
    assert told(one, other) == [("and", "")]


def test_each_telling_of_what_is_said_twice_is_found() -> None:
    said = "the light is out and the oil is gone for good"
    other = f"{said}. {own('other', 40)}. {said}."
    assert [repeat.there.start for repeat in found(f"They wrote that {said}.", other)] == [
        0,
        other.rindex("the light"),
    ]


def test_boilerplate_over_and_over_costs_no_product() -> None:
    line = "click here to read more of this "
    assert found(line * 2_000, line * 2_001) == []


@given(SOUP, SOUP)
def test_the_pieces_make_the_passage_and_those_that_differ_are_told_as_both_have_them(
    one: str, other: str
) -> None:
    for repeat in found(one, other):
        told = pieces(one, other, repeat.differences)
        assert "".join(piece.here for piece in told) == one
        changed = [(piece.here, piece.there) for piece in told if piece.there is not None]
        assert changed == [(each.here.of(one), each.there.of(other)) for each in repeat.differences]


def test_a_passage_in_pieces() -> None:
    difference = Difference(Span(7, 9), Span(7, 11))
    assert pieces("killed 12 people", "killed many people", [difference]) == [
        Piece("killed "),
        Piece("12", "many"),
        Piece(" people"),
    ]
