from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.labels import HANDY, MOST, labels, laid_out, narrowed


@given(st.integers(0, MOST + 10))
def test_no_label_begins_another_and_none_is_longer_than_two_letters(count: int) -> None:
    found = labels(count)
    assert len(set(found)) == len(found) == min(count, MOST)
    assert {len(label) for label in found} <= {1, 2}
    single = {label for label in found if len(label) == 1}
    assert not any(label[0] in single for label in found if len(label) == 2)


@given(st.integers(0, 200))
def test_no_other_choice_has_more_labels_of_one_letter(count: int) -> None:
    single = sum(len(label) == 1 for label in labels(count))
    letters = len(HANDY)
    one_more = single + 1
    assert single == count or one_more + (letters - one_more) * letters < count


@given(st.integers(1, 60))
def test_typing_a_label_leaves_its_place_alone(count: int) -> None:
    places = {label: number for number, label in enumerate(labels(count))}
    for label, number in places.items():
        left = places
        for letter in label:
            left = narrowed(left, letter)
        assert left == {"": number}


def test_the_handiest_letters_come_first() -> None:
    assert labels(5) == ("f", "j", "d", "k", "s")
    assert not any(first.startswith(second) for first, second in permutations(labels(40), 2))


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(0, 20))
def test_labels_stand_at_their_places_or_side_by_side(offsets: list[int], start: int) -> None:
    places = dict(zip(labels(len(offsets)), (Span(at, at + 1) for at in sorted(offsets)), strict=True))
    free = start
    for (at, label), place in zip(laid_out(places, start), places.values(), strict=True):
        assert at == max(free, place.start)
        free = at + len(label)
