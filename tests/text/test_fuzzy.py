from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from text.fuzzy import (
    FEW,
    Wanted,
    beginning_weight,
    edit_weight,
    edits_allowed,
    inside,
    judge,
    may_be,
    near,
    near_beginnings,
    shortened,
    variants,
)

WORD = st.text(string.ascii_lowercase, min_size=1, max_size=10)
WORDS = st.lists(WORD, min_size=1, max_size=8)


def padded(*words: str) -> str:
    return "".join(f" {word}" for word in words) + " "


@given(WORD)
def test_variants_are_all_one_edit_away(word: str) -> None:
    assert {OSA.distance(word, variant) for variant in variants(word)} == {1}


@given(WORD, WORD)
def test_whatever_is_one_edit_away_is_a_variant(word: str, other: str) -> None:
    assert (other in variants(word)) == (OSA.distance(word, other) == 1)


@given(WORD)
def test_a_swap_of_neighbours_is_a_variant(word: str) -> None:
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        assert swapped == word or swapped in variants(word)


@given(WORD, WORDS)
def test_near_holds_what_the_typos_forgiven_allow(word: str, others: list[str]) -> None:
    allowed = edits_allowed(word)
    found = near(word, others)
    assert set(found) <= set(others)
    assert all(other in found for other in others if OSA.distance(word, other) <= allowed)
    assert all(0 < weight <= 1 for weight in found.values())


@pytest.mark.parametrize(
    ("word", "edits"), [("wa", 0), ("war", 1), ("wars", 1), ("crimea", 1), ("ukraine", 2)]
)
def test_longer_words_forgive_more(word: str, edits: int) -> None:
    assert edits_allowed(word) == edits


def test_a_misspelt_beginning_is_near() -> None:
    for written in ("gauran", "guaran", "uaran", "guxran"):
        assert set(near_beginnings(written, ["guarantees", "garden", "ukraine"])) == {"guarantees"}
    assert near_beginnings("zxqv", ["guarantees"]) == {}


def test_weights_fall_with_distance() -> None:
    exact, one, two = (edit_weight("crimea", "crimea", edits) for edits in range(3))
    assert exact > beginning_weight("crime", "crimea") > beginning_weight("cri", "crimea") > two
    assert exact > one > two
    assert edit_weight("crimea", "primea", 1) < edit_weight("crimea", "crimia", 1)


@given(WORDS, st.lists(WORD, min_size=1, max_size=4, unique=True), st.data())
def test_a_text_that_holds_one_more_word_answers_no_worse(
    held: list[str], asked: list[str], data: st.DataObject
) -> None:
    wanted = [Wanted(word, 1.0) for word in asked]
    text, more = padded(*held), padded(*held, data.draw(st.sampled_from(asked)))
    assert judge(more, wanted, len(more)).coverage >= judge(text, wanted, len(text)).coverage


@given(WORDS, st.lists(WORD, min_size=1, max_size=4, unique=True))
def test_a_verdict_names_words_of_the_text(held: list[str], asked: list[str]) -> None:
    verdict = judge(padded(*held), [Wanted(word, 1.0) for word in asked], 0)
    assert set(verdict.terms) <= set(held)
    assert 0 <= verdict.score <= verdict.coverage <= 1
    assert bool(verdict.terms) == (verdict.coverage > 0)


def test_exact_beats_begun_beats_misspelt() -> None:
    wanted = [Wanted("crimea", 1.0, {"crimeo": edit_weight("crimea", "crimeo", 1)})]
    scores = [judge(padded(word), wanted, 50).score for word in ("crimea", "crimeans", "crimeo", "war")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0


def test_a_rare_word_says_more() -> None:
    wanted = [Wanted("the", 0.1), Wanted("crimea", 5.0)]
    assert judge(padded("crimea"), wanted, 50).score > judge(padded("the"), wanted, 50).score


def test_words_side_by_side_and_in_its_own_text_count_more() -> None:
    wanted = [Wanted("security", 1.0), Wanted("guarantees", 1.0)]
    together, apart = padded("x", "security", "guarantees"), padded("security", "x", "guarantees")
    assert judge(together, wanted, 50).score > judge(apart, wanted, 50).score
    assert judge(apart, wanted, 50).score > judge(apart, wanted, 3).score


def test_only_a_word_that_may_begin_others_does() -> None:
    assert judge(padded("crimea"), [Wanted("crim", 1.0, begins=False)], 50).terms == ()
    assert judge(padded("crimea"), [Wanted("crim", 1.0)], 50).terms == ("crimea",)


@given(WORD, WORDS)
def test_what_is_inside_is_found_in_a_vocabulary_once_each(word: str, others: list[str]) -> None:
    assert set(inside(word, padded(*others))) == {other for other in others if word in other}


@given(WORD, WORDS)
def test_a_shortened_word_keeps_its_first_letter_and_their_order(word: str, others: list[str]) -> None:
    def holds(other: str) -> bool:
        letters = iter(other)
        return other[0] == word[0] and all(letter in letters for letter in word)

    assert set(shortened(word, others)) == set(filter(holds, others))


def test_a_spelling_of_several_words_answers_where_they_stand_together() -> None:
    wanted = [Wanted("myselffo", 1.0, {"myself fo*": 0.6}, begins=False)]
    assert judge(padded("myself", "for"), wanted, 50).terms == ("myself", "for")
    assert judge(padded("myself", "not", "for"), wanted, 50).terms == ()
    assert judge(padded("myself", "for"), wanted, 50).corrections(wanted) == {"myselffo": "myself for"}


@given(WORDS, WORD, st.dictionaries(WORD, st.floats(0.1, 0.9), max_size=FEW))
def test_many_spellings_are_judged_as_few_are(held: list[str], word: str, few: dict[str, float]) -> None:
    many = few | {f"never{number}": 0.9 for number in range(FEW + 1)}
    text = padded(*held)
    for own in (0, len(text)):
        verdict = judge(text, [Wanted(word, 1.0, many)], own)
        assert verdict.score == judge(text, [Wanted(word, 1.0, few)], own).score


def test_every_text_holds_all_of_nothing() -> None:
    assert judge(padded("peace"), [], 7).coverage == 1


def test_very_short_words_forgive_only_slips() -> None:
    assert may_be("shp", "ship")
    assert may_be("teh", "the")
    assert not any(may_be("fop", other) for other in ("for", "fo", "fob"))
    assert near("zog", ["dog", "log", "zgo", "zogs", "zo"]).keys() == {"zgo", "zogs"}
