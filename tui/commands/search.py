"""Searching the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import objects
from tui.commands.table import command

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


@command("search.start", "Search this article")
async def start(screen: ReaderScreen, _: int | None) -> None:
    """Open the line in which to type what is looked for."""
    await screen.finder.start()


@command("search.next", "Next match")
async def next_match(screen: ReaderScreen, count: int | None) -> None:
    """Go to the next match."""
    await screen.finder.step(count or 1)


@command("search.previous", "Previous match")
async def previous_match(screen: ReaderScreen, count: int | None) -> None:
    """Go to the match before."""
    await screen.finder.step(-(count or 1))


@command("search.here", "Search for the word under the cursor, or the selected words")
async def here(screen: ReaderScreen, _: int | None) -> None:
    """Go to the next place that holds the same words, whatever their case."""
    page = screen.page
    span = screen.selected() or objects.word(page.document, page.cursor)
    screen.page.drop_selection()
    await screen.finder.look_up(span.of(page.document.text).lower())
