from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.stay import Place, Stay

OFFSETS = st.integers(0, 5)


@given(OFFSETS, st.lists(OFFSETS), st.booleans())
def test_nothing_is_read_without_a_step_however_often_its_text_changes(
    start: int, states: list[int], in_passing: bool
) -> None:
    stay = Stay(start, in_passing=in_passing)
    cursor = start
    for followed in states:
        stay.follow(cursor, followed)
        cursor = followed
        place = stay.news(cursor, at_end=True)
        assert place is None if in_passing else place == Place(cursor, finished=False)


@given(OFFSETS, st.integers(1, 5), st.lists(OFFSETS), st.booleans())
def test_who_has_taken_a_step_has_read_what_ends_in_sight(
    start: int, step: int, states: list[int], in_passing: bool
) -> None:
    stay = Stay(start, in_passing=in_passing)
    cursor = start + step
    for followed in states:
        stay.follow(cursor, followed)
        cursor = followed
    assert stay.news(cursor, at_end=True) == Place(cursor, finished=True)


@given(st.lists(OFFSETS))
def test_a_place_is_kept_once(cursors: list[int]) -> None:
    stay = Stay(0)
    for cursor in cursors:
        stay.news(cursor, at_end=False)
        assert stay.news(cursor, at_end=False) is None
