from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exchange.attaching.weave import by_place, woven
from exchange.clippings.clipping import Clipping

PASSAGES = st.lists(st.sampled_from([f"<{letter}>" for letter in "abcdefgh"]), max_size=8)


@given(PASSAGES, PASSAGES)
def test_every_passage_stands_there_once_and_known_ones_keep_their_order(
    known: list[str], wanted: list[str]
) -> None:
    told = list(dict.fromkeys(known))
    made = woven(known, wanted)
    assert sorted(made) == sorted(set(known) | set(wanted))
    assert [each for each in made if each in told] == told


@given(PASSAGES)
def test_what_is_woven_again_stays_as_it_is(wanted: list[str]) -> None:
    made = woven([], wanted)
    assert made == list(dict.fromkeys(wanted))
    assert woven(made, wanted) == made


def test_a_passage_comes_after_the_one_that_it_follows() -> None:
    assert woven(["b", "d"], ["a", "b", "c", "d", "e"]) == ["a", "b", "c", "d", "e"]


def test_a_passage_that_the_one_before_holds_does_not_stand_by_itself() -> None:
    assert woven([], ["a long passage", "long", "short"]) == ["a long passage", "short"]


def test_places_are_sorted_by_their_numbers() -> None:
    places = ["p. 9, loc. 120-121", "p. 10, loc. 4", "p. 9, loc. 13", "chapter one"]
    made = sorted((Clipping("x", place=place) for place in places), key=by_place)
    assert [clipping.place for clipping in made] == [places[3], places[2], places[0], places[1]]
    assert by_place(Clipping("x", start=1)) < by_place(Clipping("x", start=5))
