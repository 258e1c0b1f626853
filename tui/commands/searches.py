"""Searching every mark from anywhere: anew, for what was saved, or for what is like a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import saved
from tui.answers import like
from tui.commands.table import command

if TYPE_CHECKING:
    from tui.keyed import KeyedScreen
    from tui.screens.reader import ReaderScreen
    from tui.screens.search import SearchScreen


@command("app.search", "Search every mark")
async def search(screen: KeyedScreen, _: int | None) -> None:
    """Go to the search, to type in its line."""
    from tui.screens.search import show_search  # noqa: PLC0415 - not needed for the first frame

    (await show_search(screen.postil)).to_line()


@command("mark.alike", "Marks like the one here")
async def alike(screen: ReaderScreen | SearchScreen, _: int | None) -> None:
    """Search for the marks that share rare words with the one under the cursor."""
    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
    else:
        await _search(screen, like(mark))


@command("saved.keep", "Save the search under a letter", takes_letter=True)
async def keep(screen: SearchScreen, _: int | None, letter: str) -> None:
    """Keep the query under a letter, in the library; an empty one frees the letter."""
    query = screen.asked.strip()
    await screen.postil.writer.do(lambda library: saved.save(library, letter, query))
    run = screen.key_hint("saved.list", "lists what is saved")
    screen.say(f"Saved under {letter}. {run}" if query else f"Nothing is saved under {letter} any more.")


@command("saved.run", "Run the search saved under a letter", takes_letter=True)
async def run(screen: KeyedScreen, _: int | None, letter: str) -> None:
    """Search for what was saved."""
    query = saved.saved(screen.postil.library, letter)
    if query:
        await _search(screen, query)
    else:
        screen.say(
            f"No search is saved under {letter}. {screen.key_hint('saved.list', 'lists what is saved')}"
        )


@command("saved.list", "List the saved searches")
async def show(screen: KeyedScreen, _: int | None) -> None:
    """Show every saved search."""
    from tui.screens.narrowing import Saved, SavedScreen  # noqa: PLC0415 - not needed for the first frame

    known = [Saved(*each) for each in saved.all_saved(screen.postil.library).items()]
    if known:
        await screen.app.push_screen(SavedScreen(known, lambda query: _search(screen, query)))
    else:
        keys = screen.postil.keymap.keys_for("results", "saved.keep")[:1]
        screen.say(f"No search is saved yet.{''.join(f' In results, {each} saves it.' for each in keys)}")


async def _search(screen: KeyedScreen, query: str) -> None:
    from tui.screens.search import show_search  # noqa: PLC0415 - not needed for the first frame

    shown = await show_search(screen.postil, query)
    await shown.settle()
    shown.to_list()
