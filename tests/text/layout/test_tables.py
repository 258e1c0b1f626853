from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import boundaries
from text.document import Block, BlockKind, Document, Span
from text.graphemes import cells, clusters, next_grapheme
from text.layout import view
from text.layout.flow import Flow, Row
from text.layout.view import View

SIGNS = st.sampled_from([*"abc  世-.\n", "e\u0301", "🇫🇷", "👩🏽", "👨\u200d👩\u200d👧"])
WORDS = st.lists(SIGNS, max_size=20).map("".join)
GRIDS = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=6)
)
ALIGNMENTS = st.text(st.sampled_from("lcr-"), max_size=6)
MEASURES = st.integers(2, 100)


def table_of(grid: list[list[str]], alignments: str = "", before: str = "", header: bool = True) -> Document:
    """A table, after a paragraph if there is one."""
    rows = ["\t".join(row) for row in grid]
    offset = len(before) + 2 if before else 0
    blocks = [Block(Span(0, len(before)))] if before else []
    for number, row in enumerate(rows):
        level = int(header and number == 0)
        blocks.append(Block(Span(offset, offset + len(row)), BlockKind.TABLE_ROW, level, alignments))
        offset += len(row) + 1
    return Document((f"{before}\n\n" if before else "") + "\n".join(rows), tuple(blocks))


def rows_of(document: Document, measure: int) -> list[Row]:
    flow = Flow(document, measure)
    return [row for block in range(len(document.blocks)) for row in flow.rows(block)]


def painted(document: Document, measure: int) -> list[str]:
    """The rows as they would be painted."""
    lines = []
    for row in rows_of(document, measure):
        line = row.lead
        for part in row.parts:
            line += " " * (part.left - cells(line)) + part.span.of(document.text).replace("\t", "│")
        lines.append(line.rstrip())
    return lines


def test_columns_stand_under_their_headers() -> None:
    grid = [["Name", "Born", "Works"], ["Ada", "1815", "3"], ["中村", "1954", "100"]]
    assert painted(table_of(grid, "lrc"), 40) == [
        "Name  Born  Works",
        "────  ────  ─────",
        "Ada   1815    3",
        "中村  1954   100",
    ]


def test_alignment_is_kept() -> None:
    grid = [["left", "right", "centre"], ["a", "b", "c"]]
    assert painted(table_of(grid, "lrc"), 40)[-1] == "a         b    c"


def test_a_table_too_wide_wraps_inside_its_columns_and_parts_its_rows() -> None:
    grid = [["Word", "Meaning"], ["postil", "a note in the margin"], ["gloss", "one between the lines"]]
    assert painted(table_of(grid), 20) == [
        "Word    Meaning",
        "──────  ────────────",
        "postil  a note in",
        "        the margin",
        "",
        "gloss   one between",
        "        the lines",
    ]


def test_rows_of_one_line_stay_together_beside_rows_of_several() -> None:
    grid = [
        ["Word", "Meaning"],
        ["a", "one"],
        ["b", "two"],
        ["c", "three, and a good many more"],
        ["d", "four"],
    ]
    assert painted(table_of(grid), 20) == [
        "Word  Meaning",
        "────  ──────────────",
        "a     one",
        "b     two",
        "",
        "c     three, and a",
        "      good many more",
        "",
        "d     four",
    ]


def test_where_columns_would_be_too_narrow_every_cell_follows_its_header() -> None:
    grid = [["Country", "Population", "Capital"], ["Liechtenstein", "39,062 heads", "Vaduz on Rhine"]]
    assert painted(table_of(grid), 30) == [
        "Country",
        "Population",
        "Capital",
        "",
        "Country:",
        "  Liechtenstein",
        "Population:",
        "  39,062 heads",
        "Capital:",
        "  Vaduz on Rhine",
    ]


def test_short_labels_stand_before_their_cells() -> None:
    grid = [
        ["Word", "Kind", "Seen in"],
        ["antidisestablishmentarianism", "a long noun", "several dictionaries"],
    ]
    assert painted(table_of(grid), 36)[4:] == [
        "Word:    antidisestablishmentarianis",
        "         m",
        "Kind:    a long noun",
        "Seen in: several dictionaries",
    ]


def test_a_long_label_is_told_in_full() -> None:
    label = "Description of the thing that is meant by the word"
    assert painted(table_of([["Word", label], ["antidisestablishment", "noun"]]), 24)[5:] == [
        "Word:",
        "  antidisestablishment",
        "Description of the thing",
        "that is meant by the",
        "word:",
        "  noun",
    ]


def test_a_row_with_more_cells_than_the_sample_shows_them_all() -> None:
    grid = [["a", "b"], *[["1", "2"]] * 999]
    grid[501] = ["1", "2", "surplus"]
    assert any("surplus" in line for line in painted(table_of(grid), 40))


def test_a_table_in_a_quotation_has_its_bar() -> None:
    table = table_of([["a", "b"], ["1", "2"]])
    blocks = tuple(replace(block, within=(">",)) for block in table.blocks)
    assert painted(Document(table.text, blocks), 40) == ["│ a   b", "│ ──  ──", "│ 1   2"]


def test_a_table_that_needs_it_takes_the_room_beside_the_measure() -> None:
    table = table_of([["Word", "Meaning"], ["postil", "a note in the margin"]])
    for room, width in ((20, 20), (26, 26), (28, 28), (40, 28)):
        rows = [row for block in range(2) for row in Flow(table, 20, room).rows(block)]
        assert max(part.left + len(part.span) for row in rows for part in row.parts) <= width
        assert len(rows[1].lead) == width


def test_two_tables_after_each_other_are_set_apart() -> None:
    one = table_of([["a", "b"], ["1", "2"]], before="")
    other = table_of([["much longer", "b"], ["1", "2"]], before=one.text.replace("\n", " "))
    moved = tuple(other.blocks[1:])
    both = Document(f"{one.text}\n\n{other.text[len(one.text) + 2 :]}", (*one.blocks, *moved))
    assert painted(both, 40) == [
        "a   b",
        "──  ──",
        "1   2",
        "",
        "much longer  b",
        "───────────  ──",
        "1            2",
    ]


@given(GRIDS, ALIGNMENTS, MEASURES, st.booleans())
def test_a_table_shows_every_visible_character_once(
    grid: list[list[str]], alignments: str, measure: int, header: bool
) -> None:
    document = table_of(grid, alignments, "Before.", header)
    parts = sorted(part.span for row in rows_of(document, measure) if not row.gap for part in row.parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    shown = "".join(part.of(document.text) for part in parts)
    assert "".join(shown.split()) == "".join(document.text.split())


@given(GRIDS, ALIGNMENTS, MEASURES, st.booleans())
def test_columns_are_inside_the_measure_and_never_meet(
    grid: list[list[str]], alignments: str, measure: int, header: bool
) -> None:
    document = table_of(grid, alignments, header=header)
    for row in rows_of(document, measure):
        right = 0
        for part in row.parts:
            assert right <= part.column <= part.left
            right = part.left + cells(part.span.of(document.text).replace("\t", "│"))
            assert right <= measure


@given(GRIDS, MEASURES)
def test_no_cell_splits_a_grapheme(grid: list[list[str]], measure: int) -> None:
    document = table_of(grid)
    bounds = set(boundaries(document.text))
    for row in rows_of(document, measure):
        assert all({part.span.start, part.span.end} <= bounds for part in row.parts)


@given(GRIDS, ALIGNMENTS, MEASURES)
def test_every_painted_cell_belongs_to_its_grapheme(
    grid: list[list[str]], alignments: str, measure: int
) -> None:
    document = table_of(grid, alignments)
    flow = Flow(document, measure)
    for index in range(len(document.blocks)):
        for row in flow.rows(index):
            for part in row.parts if row.slots else ():
                left = part.left
                for start, end, width in clusters(document.text, part.span):
                    for column in range(left, left + width):
                        assert view.offset_at(flow, row, column) == start
                        assert flow.row(flow.place_of(start)) is row
                        assert next_grapheme(document.text, start) == end
                    if width:
                        assert view.move_to(flow, View(), 9, start).column == left
                    left += width


@given(GRIDS, ALIGNMENTS, MEASURES, st.integers(0, 99))
def test_every_row_of_a_table_is_reached_from_above_and_from_below(
    grid: list[list[str]], alignments: str, measure: int, column: int
) -> None:
    document = table_of(grid, alignments)
    flow = Flow(document, measure)
    reached = [View(cursor=0, column=column)]
    while (ahead := view.move_rows(flow, reached[-1], 9, 1)).cursor != reached[-1].cursor:
        reached.append(ahead)
        assert len(reached) < 500
    assert flow.place_of(reached[-1].cursor) == flow.last or not document.text[reached[-1].cursor :].strip()


class Looked(Sequence[Block]):
    """Blocks that count how often one is looked at."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.looks = 0
        self._blocks = blocks

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        self.looks += 1
        return self._blocks[index]


@pytest.mark.parametrize("measure", [20, 72])
def test_a_row_of_a_long_table_costs_a_look_at_a_sample(measure: int) -> None:
    grid = [["number", "words"], *[[str(number), "words " * (number % 9)] for number in range(50_000)]]
    document = table_of(grid)
    looked = Looked(document.blocks)
    flow = Flow(Document(document.text, looked), measure)
    for row in range(40_000, 40_050):
        flow.rows(row)
    assert 50 < looked.looks < 1_000
