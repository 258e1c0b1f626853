from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import document_of, documents
from text.document import Block, BlockKind, Document, Span
from text.graphemes import cells, clusters, next_grapheme
from text.layout import tabs, view
from text.layout.flow import HEAD, Flow, Row
from text.layout.view import View

heights = st.integers(1, 40)
offsets = st.integers(0, 2000)
PAGES = document_of(
    *[f"Paragraph {number} has a few words in it, enough for two rows." for number in range(60)]
)


def in_sight(flow: Flow, seen: View, height: int) -> bool:
    here = flow.row(flow.place_of(seen.cursor))
    return any(row is here for row in flow.window(seen.top, height))


@given(documents(), st.integers(8, 80), heights, st.lists(offsets, max_size=5), st.integers(-30, 30))
def test_the_cursor_is_always_in_sight(
    document: Document, measure: int, height: int, stops: list[int], count: int
) -> None:
    flow = Flow(document, measure)
    seen = View()
    for stop in stops:
        for moved in (
            view.move_to(flow, seen, height, stop),
            view.move_rows(flow, seen, height, count),
            view.turn_pages(flow, seen, height, count / 3),
            view.centre(flow, seen, height),
        ):
            assert in_sight(flow, moved, height)
            assert 0 <= moved.cursor < len(document.text)
        seen = view.move_to(flow, seen, height, stop)


@given(documents(), st.integers(8, 80), st.integers(8, 80), heights, offsets)
def test_another_measure_keeps_the_cursor(
    document: Document, old: int, new: int, height: int, offset: int
) -> None:
    before, after = Flow(document, old), Flow(document, new)
    seen = view.move_to(before, View(), height, offset)
    again = view.reset(before, after, seen, height)
    assert again.cursor == seen.cursor
    assert in_sight(after, again, height)


def test_rows_down_and_up_again_return_to_the_column() -> None:
    flow = Flow(PAGES, 30)
    start = view.move_to(flow, View(), 20, 20)
    there = view.move_rows(flow, start, 20, 7)
    assert there.cursor > start.cursor
    assert view.move_rows(flow, there, 20, -7).cursor == start.cursor


def test_a_page_down_keeps_two_rows_and_a_page_up_returns() -> None:
    flow = Flow(PAGES, 30)
    start = view.move_to(flow, View(), 20, 0)
    down = view.turn_pages(flow, start, 20, 1)
    assert flow.rows_between(HEAD, down.top, 99) == 18
    assert view.turn_pages(flow, down, 20, -1).top == HEAD


def test_paging_at_the_end_takes_the_cursor_to_the_last_row() -> None:
    flow = Flow(PAGES, 30)
    seen = View()
    for _ in range(40):
        seen = view.turn_pages(flow, seen, 20, 1)
    assert flow.place_of(seen.cursor) == flow.last
    assert flow.window(seen.top, 20)[-1] is flow.row(flow.last)


def test_nothing_moves_in_an_empty_document() -> None:
    flow = Flow(Document("", ()), 30)
    for moved in (
        view.move_to(flow, View(), 9, 4),
        view.move_rows(flow, View(), 9, 2),
        view.turn_pages(flow, View(), 9, 1),
    ):
        assert moved == View()


KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.QUOTATION])
SIGNS = st.lists(
    st.sampled_from([*"ab \té世", "e\u0301", "🇫🇷", "👩🏽", "👨\u200d👩\u200d👧", "c\u200b"]),
    min_size=1,
    max_size=60,
).map("".join)


@given(SIGNS, KINDS, st.integers(2, 30))
def test_every_cell_of_a_row_belongs_to_the_grapheme_painted_there(
    text: str, kind: BlockKind, measure: int
) -> None:
    flow = Flow(Document(text, (Block(Span(0, len(text)), kind),)), measure)
    bounds = {start for start, _, _ in clusters(text, Span(0, len(text)))} | {len(text)}
    for row in flow.rows(0):

        def column(offset: int, row: Row = row) -> int:
            return row.indent + cells(text[row.span.start : offset].replace("\t", tabs.painted(kind)))

        for cell in range(row.indent, column(row.span.end)):
            offset = view.offset_at(flow, row, cell)
            assert offset in bounds
            assert column(offset) <= cell < column(next_grapheme(text, offset))
            # The column that moving by rows keeps is the one the offset is found at again.
            kept = view.move_to(flow, View(), 5, offset)
            assert (kept.column, view.offset_at(flow, row, kept.column)) == (column(offset), offset)


def test_a_column_past_the_end_of_a_row_is_its_last_grapheme() -> None:
    flow = Flow(document_of("one cafe\u0301"), 30)
    assert view.offset_at(flow, flow.rows(0)[0], 29) == 7
