from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text import stretches
from text.document import Block, BlockKind, Document
from text.graphemes import cells
from text.layout.flow import HEAD, Flow, Place

measures = st.integers(2, 100)


def every_place(flow: Flow) -> list[Place]:
    return [
        Place(block, part, row)
        for block in range(len(flow.document.blocks))
        for part in range(stretches.count(flow.document, block))
        for row in range(len(flow.rows(block, part)))
    ]


@pytest.fixture(params=[stretches.LENGTH, 30], autouse=True)
def length(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with blocks in one part, once with many in several."""
    monkeypatch.setattr(stretches, "LENGTH", request.param)
    monkeypatch.setattr(stretches, "_LOOK", min(2000, request.param // 2))


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
    assert [row.lead for row in flow.rows(1)[1:]] == ["• ", "  "]


def test_laying_out_the_foot_of_a_long_document_leaves_its_middle_alone() -> None:
    flow = Flow(document_of(*["word " * 200] * 5000), 72)
    flow.window(flow.step(flow.last, -20), 20)
    assert len(flow._rows) < 30  # noqa: SLF001 - the laziness is what is tested


def test_looking_at_the_middle_of_a_very_long_paragraph_leaves_the_rest_alone() -> None:
    document = document_of("A short sentence of some words. " * 100_000)
    flow = Flow(document, 72)
    place = flow.place_of(1_500_000)
    assert flow.row(place).span.start <= 1_500_000 < flow.row(place).span.end + 1
    flow.window(flow.step(place, -20), 40)
    assert sum(len(rows) for rows in flow._rows.values()) < 3_000  # noqa: SLF001 - the laziness is what is tested


@given(documents(), measures, st.integers(0, 10_000))
def test_every_offset_has_a_place(document: Document, measure: int, offset: int) -> None:
    flow = Flow(document, measure)
    place = flow.place_of(min(offset, len(document.text) - 1))
    assert place.row < len(flow.rows(place.block, place.part))


def shown(source: Document, measure: int, heading: str = "") -> list[str]:
    flow = Flow(source, measure, heading=heading)
    return [(row.lead + row.span.of(source.text)).rstrip() for row in map(flow.row, every_place(flow))]


def nested(*blocks: tuple[str, BlockKind, str, tuple[str, ...]]) -> Document:
    document = document_of(*[words for words, *_ in blocks])
    made = zip(document.blocks, blocks, strict=True)
    return Document(
        document.text,
        tuple(Block(at.span, kind, 1, sign, within=within) for at, (_, kind, sign, within) in made),
    )


def test_whatever_stands_in_a_quotation_has_its_bar() -> None:
    document = nested(
        ("quoted", BlockKind.QUOTATION, "", (">",)),
        ("item of words", BlockKind.LIST_ITEM, "•", (">", "•")),
        ("code", BlockKind.CODE, "", (">", "•")),
        ("more", BlockKind.HEADING, "", (">",)),
        ("done", BlockKind.PARAGRAPH, "", ()),
    )
    assert shown(document, 12) == [
        "│ quoted",
        "│",
        "│ • item of",
        "│   words",
        "│",
        "│     code",
        "│",
        "│",
        "│ more",
        "",
        "done",
    ]


def test_whatever_stands_in_an_item_is_in_line_with_its_text() -> None:
    document = nested(
        ("one", BlockKind.LIST_ITEM, "1.", ("1.",)),
        ("nested", BlockKind.LIST_ITEM, "•", ("1.", "•")),
        ("more", BlockKind.LIST_ITEM, "", ("1.",)),
        ("quoted", BlockKind.QUOTATION, "", ("1.", ">")),
        ("code", BlockKind.CODE, "2.", ("2.",)),
    )
    assert shown(document, 24) == [
        " 1. one",
        "",
        "    • nested",
        "",
        "    more",
        "",
        "    │ quoted",
        "",
        " 2.   code",
    ]


def test_a_heading_stands_over_the_first_block() -> None:
    assert shown(document_of("One.", "Two."), 12, "The Guardian · 2019") == [
        "The Guardian",
        "· 2019",
        "",
        "One.",
        "",
        "Two.",
    ]


def test_a_paragraph_that_runs_leftward_is_set_flush_right() -> None:
    document = document_of("שלום לכם", "Words, then שלום.", ("שלום", BlockKind.LIST_ITEM))
    assert shown(document, 20) == [
        "            שלום לכם",
        "",
        "Words, then שלום.",
        "",
        "•               שלום",
    ]
