"""What the library screen does to articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import ReadState
from tui.commands.table import command
from tui.widgets.rows import brief

if TYPE_CHECKING:
    from tui.screens.library import LibraryScreen


@command("library.open", "Read the article")
async def open_article(screen: LibraryScreen, _: int | None) -> None:
    """Open the article under the cursor."""
    article = screen.current
    if article is not None:
        await screen.postil.open_article(article.id)


@command("library.filter", "Filter the list as you type")
async def filter_list(screen: LibraryScreen, _: int | None) -> None:
    """Put the cursor in the filter."""
    await screen.start_filter()


@command("library.sort", "Sort by the next column")
def sort(screen: LibraryScreen, _: int | None) -> None:
    """Sort by another column."""
    screen.sort_next()


@command("library.state", "Mark as read, or as unread again")
async def state(screen: LibraryScreen, _: int | None) -> None:
    """Turn the state of the article under the cursor."""
    article = screen.current
    if article is None:
        return
    new = ReadState.UNREAD if article.state is ReadState.READ else ReadState.READ
    await screen.postil.writer.do(lambda library: library.set_state(article.id, new))
    screen.reload()
    screen.say(f"{brief(article.title)} is {new} now.")


@command("library.add", "Add articles from a file, a folder or an address")
async def add(screen: LibraryScreen, _: int | None) -> None:
    """Ask for a path or an address and add what is there."""
    await screen.ask_source()


@command("library.remove", "Take the article out of the library")
async def remove(screen: LibraryScreen, _: int | None) -> None:
    """Remove the article under the cursor, with its marks; undo brings both back."""
    article = screen.current
    if article is None:
        return
    await screen.postil.writer.do(lambda library: library.remove(article.id))
    screen.reload()
    screen.say(f"Removed {brief(article.title)}. {screen.key_hint('app.undo', 'brings it back')}")
