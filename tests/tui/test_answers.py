from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from store.records import Hit, Kind
from tests.tui.conftest import LETTER
from tests.tui.marks import mark
from text.document import Span
from tui.answers import EVERY, Order, answers, counted, like, ordered

if TYPE_CHECKING:
    import pytest

    from store.library import Library


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_an_order_loses_and_makes_no_hit(places: list[tuple[int, int]]) -> None:
    hits = [
        Hit(mark(LETTER, Span(at, at + 1))._replace(created=f"2026-01-0{day}"), 50.0) for at, day in places
    ]
    for order in Order:
        assert sorted(map(id, ordered(hits, order))) == sorted(map(id, hits))
    assert ordered(hits, Order.BEST) == hits
    days = [hit.annotation.created for hit in ordered(hits, Order.NEWEST)]
    assert days == sorted(days, reverse=True)
    starts = [hit.annotation.span.start for hit in ordered(hits, Order.PLACE)]
    assert starts == sorted(starts)


def test_the_orders_come_round() -> None:
    assert [order.next for order in Order] == [*list(Order)[1:], Order.BEST]


def test_marks_are_counted_in_words() -> None:
    assert [counted(1), counted(37), counted(1200, "claim")] == ["1 mark", "37 marks", "1,200 claims"]
    assert counted(EVERY) == "10,000+ marks"


def test_the_marks_like_one_may_be_narrowed(library: Library) -> None:
    letter = library.find("letter")
    first, second, third = (
        library.annotate(letter.id, LETTER.blocks[at].span, kind)
        for at, kind in ((2, Kind.QUOTE), (3, Kind.CLAIM), (4, Kind.QUOTE))
    )
    found = {hit.annotation.id for hit in answers(library, like(first), 50)}
    assert found == {second.id, third.id}
    assert {hit.annotation.id for hit in answers(library, like(first) + "kind:claim", 50)} == {second.id}
    assert answers(library, "like:nothing", 50) == []


def test_marks_like_one_are_narrowed_however_many_newer_ones_fit(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = library.find("letter")
    first, second, third, *_ = (
        library.annotate(letter.id, LETTER.blocks[at].span, Kind.QUOTE) for at in (2, 3, 4, *[0] * 6)
    )
    monkeypatch.setattr("tui.answers.EVERY", 4)
    found = {hit.annotation.id for hit in answers(library, like(first) + "kind:quote", 50)}
    assert found == {second.id, third.id}
    assert len(answers(library, like(first) + "kind:quote", 1)) == 1


def test_narrowing_marks_like_one_ends_in_its_time(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = library.find("letter")
    first, _ = (library.annotate(letter.id, LETTER.blocks[at].span, Kind.QUOTE) for at in (2, 3))
    monkeypatch.setattr("store.connection._STEPS", 1)
    narrowed = like(first) + "kind:quote"
    assert answers(library, narrowed, 50, seconds=-1) == []
    assert len(answers(library, narrowed, 50, seconds=3600)) == 1
