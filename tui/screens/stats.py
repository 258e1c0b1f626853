"""The library in figures: bars for how many, and little bars for when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.inquiry import Inquiry
from tui.keyed import go_to
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events

    from store.stats import Figure, Stats
    from tui.app import Postil
    from tui.widgets.rows import Part

_INKS = ("", "key", "", "dim")
_WIDEST = 120
"""Cells of a chart at most; further apart, a name and its bar are hard to read together."""


class StatsScreen(ListScreen):
    """The charts, one below the other; each row leads to what it counts."""

    MODE = "stats"
    OPENS = "stats.open"

    def __init__(self) -> None:
        super().__init__(Rows(id="figures"))
        self._inquiry = Inquiry(self)
        self._stats: Stats | None = None
        self._items: list[tuple[int, Figure | None]] = []
        """The chart of each row, and its figure; a heading, and what stands before it, have none."""
        self._at = 0
        self._drawn: dict[tuple[int, int], list[list[str]]] = {}

    def on_mount(self) -> None:
        """Count."""
        self.reload()

    @property
    def current(self) -> Figure | None:
        """The figure under the cursor."""
        return self._items[self._rows.index][1] if self._items else None

    def reload(self) -> None:
        """Count anew."""
        if self.is_current:
            statuses = self.postil.codebook.statuses
            self._inquiry.start(lambda library: library.stats(statuses), self._show)

    async def press(self, event: events.Key) -> bool:
        """Let keys wait for what is about to be shown."""
        await self._inquiry.settle()
        return await super().press(event)

    async def accept(self) -> None:
        """Search for what the figure counts; leaving the search comes back here."""
        if self.current is None:
            return
        from tui.screens.search import show_search  # noqa: PLC0415 - not needed for the first frame

        shown = await show_search(self.postil, self.current.query)
        await shown.settle()
        shown.to_list()

    def _show(self, stats: Stats) -> None:
        name = self.current.name if self.current else None
        self._stats, self._items = stats, []
        self._drawn.clear()
        for number, chart in enumerate(stats.charts):
            if chart.figures:
                before: list[tuple[int, Figure | None]] = [(number, None)]
                self._items += before * (2 if self._items else 1)
                self._items += [(number, figure) for figure in chart.figures]
        at = next((at for at, (_, each) in enumerate(self._items) if each and each.name == name), 1)
        self._rows.show(len(self._items), self._draw, at)
        self.locate()

    def _draw(self, at: int, width: int) -> list[list[Part]]:
        number, figure = self._items[at]
        if self._stats is None:
            return []
        chart = self._stats.charts[number]
        if figure is None:
            is_heading = at + 1 < len(self._items) and self._items[at + 1][1] is not None
            return [[(f" {chart.title}" if is_heading else "", "strong")]]
        from text.charts import GAP, drawn  # noqa: PLC0415 - not needed for the first frame

        drawn_chart = self._drawn.get((number, width))
        if drawn_chart is None:
            drawn_chart = self._drawn[number, width] = drawn(chart.figures, min(width, _WIDEST) - 4)
        texts = drawn_chart[chart.figures.index(figure)]
        gap = " " * GAP
        return [
            [("   ", ""), *((text + gap, ink) for text, ink in zip(texts, _INKS, strict=True))],
        ]

    # What the widgets say

    def point(self) -> None:
        """Pass over headings."""
        at, step = self._rows.index, 1 if self._rows.index > self._at else -1
        self._at = at
        if self._items and self._items[at][1] is None:
            self._rows.move_to(at + step if at + step > 0 else 1)
        self.locate()

    def on_screen_resume(self) -> None:
        """Count what was changed on the screens above."""
        if self.is_mounted:
            self.reload()

    def locate(self) -> None:
        """Say what the keys do, and over what time the charts go."""
        if self._stats is None:
            self.status.locate("Counting…", "")
        elif not self._items:
            self.status.locate("There is nothing to count yet.", "")
        else:
            ways = (("stats.open", "lists them"), ("app.back", "leaves"), ("app.help", "shows the keys"))
            self.status.locate(f"Figures: {self.key_hints(ways)}", self._stats.periods.told)


async def show_stats(app: Postil) -> None:
    """Go to the figures: those that lie under the screens in sight, or else new ones."""
    await go_to(app, StatsScreen)
