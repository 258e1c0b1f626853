from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text.document import BlockKind, Document
from text.graphemes import cells
from text.layout.flow import HEAD, Flow, Place

measures = st.integers(2, 100)


def every_place(flow: Flow) -> list[Place]:
    return [
        Place(block, row)
        for block in range(len(flow.document.blocks))
        for row in range(len(flow.rows(block)))
    ]


@given(documents(), measures)
def test_rows_hold_every_visible_character_once_and_in_order(document: Document, measure: int) -> None:
    flow = Flow(document, measure)
    shown = "".join(flow.row(place).span.of(document.text) for place in every_place(flow))
    assert "".join(shown.split()) == "".join(document.text.split())


@given(documents(), measures)
def test_no_row_is_wider_than_the_measure(document: Document, measure: int) -> None:
    flow = Flow(document, measure)
    for place in every_place(flow):
        row = flow.row(place)
        assert row.indent + cells(row.span.of(document.text)) <= flow.measure


@given(documents(), measures, st.integers(-50, 50))
def test_stepping_there_and_back_returns(document: Document, measure: int, count: int) -> None:
    flow = Flow(document, measure)
    places = every_place(flow)
    start = places[len(places) // 2]
    landed = flow.step(start, count)
    walked = places.index(landed) - places.index(start)
    assert abs(walked) <= abs(count)
    assert walked == count or landed in (places[0], places[-1])
    assert flow.step(landed, -walked) == start


@given(documents(), measures)
def test_the_place_of_an_offset_shows_it(document: Document, measure: int) -> None:
    flow = Flow(document, measure)
    for place in every_place(flow):
        row = flow.row(place)
        if len(row.span):
            assert flow.place_of(row.span.start) == place
            assert flow.place_of(row.span.end - 1) == place


@given(documents(), measures, st.integers(1, 30))
def test_a_window_is_the_rows_from_its_top(document: Document, measure: int, height: int) -> None:
    flow = Flow(document, measure)
    places = every_place(flow)
    for index, top in enumerate(places):
        assert flow.window(top, height) == [flow.row(place) for place in places[index : index + height]]


@given(documents(min_blocks=2), measures)
def test_rows_between_counts_rows(document: Document, measure: int) -> None:
    flow = Flow(document, measure)
    places = every_place(flow)
    for index, place in enumerate(places):
        assert flow.rows_between(places[0], place, 10_000) == index
        assert flow.rows_between(places[0], place, 3) == min(3, index)


def test_an_empty_document_has_an_empty_page() -> None:
    flow = Flow(Document("", ()), 72)
    assert flow.window(HEAD, 10) == []
    assert flow.last == flow.step(HEAD, 5) == flow.place_of(0) == HEAD


def test_list_items_stand_together_and_hang_on_their_marker() -> None:
    item = BlockKind.LIST_ITEM
    flow = Flow(document_of("Before", ("one two three four", item), ("five", item), gap="\n"), 12)
    assert [row.gap for row in flow.rows(1)] == [True, False, False]
    assert [row.gap for row in flow.rows(2)] == [False]
    assert [row.marker for row in flow.rows(1)[1:]] == ["•", ""]
    assert {row.indent for row in flow.rows(1)[1:]} == {2}


def test_laying_out_the_foot_of_a_long_document_leaves_its_middle_alone() -> None:
    flow = Flow(document_of(*["word " * 200] * 5000), 72)
    flow.window(flow.step(flow.last, -20), 20)
    assert len(flow._rows) < 20  # noqa: SLF001 - the laziness is what is tested
