"""Charts in characters: never wider than asked, and longer for more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.charts import GAP, bar, drawn, sparkline
from text.graphemes import cells

COUNTS = st.integers(0, 10**7)


class Figure:
    def __init__(self, name: str, count: int, series: tuple[int, ...]) -> None:
        self.name, self.count, self.series = name, count, series


def eighths(drawn_bar: str) -> int:
    return sum(8 if sign == "█" else " ▏▎▍▌▋▊▉".index(sign) for sign in drawn_bar)


@given(COUNTS, COUNTS, COUNTS, st.integers(0, 200))
def test_a_longer_bar_is_more(one: int, other: int, more: int, width: int) -> None:
    most = max(one, other, more)
    shorter, longer = (eighths(bar(value, most, width)) for value in sorted((one, other)))
    assert shorter <= longer <= 8 * width
    assert eighths(bar(most, most, width)) == (8 * width if most else 0)


@given(COUNTS.filter(bool), COUNTS, st.integers(1, 200))
def test_a_bar_is_seen_for_whatever_there_is(value: int, more: int, width: int) -> None:
    assert bar(value, value + more, width)
    assert not bar(0, value, width)


@given(st.lists(COUNTS))
def test_a_line_has_a_cell_a_value_and_is_blank_only_where_there_is_none(values: list[int]) -> None:
    line = sparkline(values)
    assert len(line) == len(values)
    assert [sign == " " for sign in line] == [value == 0 for value in values]
    levels = [" ▁▂▃▄▅▆▇█".index(sign) for sign in line]
    assert [levels[at] for at in sorted(range(len(values)), key=lambda at: values[at])] == sorted(levels)
    assert not any(values) or max(levels) == 8


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["C", "Z", "M"])), COUNTS), max_size=8),
    st.integers(0, 26),
    st.integers(20, 220),
)
def test_no_chart_is_wider_than_it_may_be(told: list[tuple[str, int]], periods: int, width: int) -> None:
    rows = drawn([Figure(name, count, (count,) * periods) for name, count in told], width)
    assert all(cells((" " * GAP).join(row).rstrip()) <= width for row in rows)
    assert len({tuple(map(cells, row)) for row in rows}) <= 1  # the columns stand below each other


def test_a_chart() -> None:
    rows = drawn([Figure("disputed", 4, (0, 4)), Figure("checking", 1, (1, 0))], 40)
    assert rows == [
        ["disputed", "4", "█" * 23, " █"],
        ["checking", "1", "█████▊" + " " * 17, "▂ "],
    ]


def test_a_narrow_chart_has_no_lines() -> None:
    assert [row[3] for row in drawn([Figure("a", 1, (1,) * 20)], 30)] == [""]
