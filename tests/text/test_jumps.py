from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.jumps import KEPT, Jumps, back, forward, leave, only

_places = st.lists(st.integers(0, 9), min_size=1, max_size=20)


def walked(places: list[int]) -> Jumps[int]:
    jumps: Jumps[int] = Jumps()
    for place in places[:-1]:
        jumps = leave(jumps, place)
    return jumps


@given(_places)
def test_going_back_passes_every_place_that_was_left(places: list[int]) -> None:
    jumps, here = walked(places), places[-1]
    passed = [here]
    while True:
        jumps, place = back(jumps, here)
        if place is None:
            break
        here = place
        passed.append(here)
    apart = [place for at, place in enumerate(places) if not at or places[at - 1] != place]
    assert passed[::-1] == apart


@given(_places, st.integers(1, 5))
def test_forward_undoes_back(places: list[int], steps: int) -> None:
    jumps, here = walked(places), places[-1]
    before = []
    for _ in range(steps):
        turned, place = back(jumps, here)
        if place is None:
            break
        before.append(here)
        jumps, here = turned, place
    for expected in reversed(before):
        jumps, place = forward(jumps, here)
        assert place == expected
        here = expected


@given(_places, _places)
def test_places_that_are_gone_are_passed_over(places: list[int], gone: list[int]) -> None:
    jumps, here = only(walked(places), lambda place: place not in gone), -1
    passed = []
    while True:
        jumps, place = back(jumps, here)
        if place is None:
            break
        here = place
        passed.append(here)
    left = [place for place in places[:-1] if place not in gone]
    assert passed[::-1] == [place for at, place in enumerate(left) if not at or left[at - 1] != place]


def test_leaving_for_somewhere_new_forgets_what_lay_ahead() -> None:
    jumps, place = back(leave(Jumps(), 1), 2)
    assert place == 1
    assert forward(leave(jumps, 1), 5) == (leave(jumps, 1), None)


def test_only_so_many_are_kept() -> None:
    assert len(walked(list(range(KEPT * 2))).behind) == KEPT
