"""From article to article, and over the headings of the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.table import command

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


@command("article.contents", "Show the headings and the bookmarks")
async def contents(screen: ReaderScreen, _: int | None) -> None:
    """Open the table of contents."""
    from tui.screens.contents import ContentsScreen, landmarks  # noqa: PLC0415 - not needed for the first frame

    found = landmarks(screen.page.document, screen.article.bookmarks)
    if not found:
        screen.say("This article has no headings.")
        return
    length, here = len(screen.page.document.text), screen.page.cursor
    await screen.app.push_screen(ContentsScreen(found, length, here, screen.journey.jump_to))


@command("article.next", "Next article")
async def next_article(screen: ReaderScreen, count: int | None) -> None:
    """Read the article that the library lists after this one."""
    await _turn(screen, count or 1)


@command("article.previous", "Previous article")
async def previous_article(screen: ReaderScreen, count: int | None) -> None:
    """Read the article that the library lists before this one."""
    await _turn(screen, -(count or 1))


async def _turn(screen: ReaderScreen, count: int) -> None:
    order = screen.journey.order()
    at = order.index(screen.article.id) if screen.article.id in order else -1
    to = max(0, min(at + count, len(order) - 1))
    if not order or to == at:
        screen.say(
            "This is the last article of the list." if count > 0 else "This is the first article of the list."
        )
        return
    screen.journey.leave()
    await screen.open_article(order[to])
    screen.say(f"Article {to + 1} of {len(order)}.")
