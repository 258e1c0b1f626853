"""The figures of the library, and from one of them to the marks behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.table import command

if TYPE_CHECKING:
    from tui.keyed import KeyedScreen
    from tui.screens.stats import StatsScreen


@command("app.stats", "Show the library in figures")
async def stats(screen: KeyedScreen, _: int | None) -> None:
    """Show how claims stand, who is quoted most, and what is marked, read and tagged."""
    from tui.screens.stats import show_stats  # noqa: PLC0415 - not needed for the first frame

    await show_stats(screen.postil)


@command("stats.open", "Show what the figure counts")
async def open_figure(screen: StatsScreen, _: int | None) -> None:
    """Search for the marks that the row under the cursor counts, or list its articles."""
    await screen.accept()
