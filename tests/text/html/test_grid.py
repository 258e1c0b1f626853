from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.document import BlockKind
from text.html.grid import Cell, Grid
from text.inline import Styled

CELLS = st.builds(
    Cell,
    words=st.sampled_from(["", "a", "b c"]).map(Styled),
    align=st.sampled_from("lcr-"),
    is_header=st.booleans(),
    columns=st.integers(0, 10_000),
    rows=st.integers(0, 10_000),
)


def grid_of(rows: list[list[Cell]]) -> Grid:
    grid = Grid()
    for row in rows:
        grid.begin_row()
        for cell in row:
            grid.add(cell)
    return grid


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_every_word_stands_in_a_row_as_wide_as_the_columns(rows: list[list[Cell]]) -> None:
    pieces = list(grid_of(rows).pieces())
    words = [cell.words.text for row in rows for cell in row if cell.words.text]
    assert [cell for piece in pieces for cell in piece.text.split("\t") if cell] == words
    assert all(piece.kind is BlockKind.TABLE_ROW and piece.level == 0 for piece in pieces[1:])
    assert len({piece.marker for piece in pieces}) <= 1
    widths = [len(piece.text.split("\t")) for piece in pieces]
    assert all(len(piece.marker) in {0, max(widths)} for piece in pieces)
