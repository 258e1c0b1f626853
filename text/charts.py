"""Charts in characters: bars, and lines of little bars for what changes over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from text.graphemes import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_STEPS = " ▁▂▃▄▅▆▇█"
_PARTS = 8

_LONGEST_NAME, _LONGEST_BAR, _LEAST_BAR = 28, 60, 8
GAP = 2
"""Cells between two columns."""


def bar(value: int, most: int, width: int) -> str:
    """A bar to an eighth of a cell: all of `width` for `most`, some of a cell for the least above 0."""
    if value <= 0 or most <= 0 or width <= 0:
        return ""
    eighths = max(1, min(value, most) * width * _PARTS // most)
    full, rest = divmod(eighths, _PARTS)
    return _EIGHTHS[-1] * full + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[int], most: int = 0) -> str:
    """A cell a value, the fuller the nearer it is to `most`, or to the highest value; blank for 0."""
    top = max(most, *values, 1) if values else 1
    return "".join(_STEPS[0 if value <= 0 else max(1, value * _PARTS // top)] for value in values)


class Counted(Protocol):
    """Something that is counted, in all and over time."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def count(self) -> int:
        """How many there are of it."""

    @property
    def series(self) -> Sequence[int]:
        """How many there were of it in each period."""


class Columns(NamedTuple):
    """The widths of the columns of a chart, in cells; two more part each from the next."""

    name: int
    number: int
    bar: int
    line: int


def columns(width: int, names: Sequence[str], most: int, periods: int) -> Columns:
    """How a chart is set in so many cells: names as far as there is room, and the bars in what is left.

    The lines are left out where they tell nothing or would leave the bars no room.
    """
    name = max(1, min(max(map(cells, names), default=1), _LONGEST_NAME, width // 3))
    number = len(f"{most:,}")
    left = width - name - number - 2 * GAP
    line = periods if periods > 1 and left - periods - GAP >= _LEAST_BAR else 0
    return Columns(name, number, max(0, min(left - (line + GAP if line else 0), _LONGEST_BAR)), line)


def drawn(figures: Sequence[Counted], width: int) -> list[list[str]]:
    """A chart in so many cells: for each figure the name, the number, the bar and the line."""
    most = max((each.count for each in figures), default=0)
    highest = max((value for each in figures for value in each.series), default=0)
    periods = max((len(each.series) for each in figures), default=0)
    within = columns(width, [each.name for each in figures], most, periods)
    return [
        [
            _fitted(each.name, within.name),
            f"{each.count:,}".rjust(within.number),
            bar(each.count, most, within.bar).ljust(within.bar),
            sparkline(each.series, highest) if within.line else "",
        ]
        for each in figures
    ]


def _fitted(name: str, width: int) -> str:
    """A name in exactly so many cells."""
    shown = name
    while cells(shown) > width:
        shown = shown.removesuffix("…")[:-1] + "…"
    return shown + " " * (width - cells(shown))
