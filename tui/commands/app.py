"""Commands that every room of the app understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.table import command

if TYPE_CHECKING:
    from store.records import Change
    from tui.keyed import KeyedScreen


@command("app.back", "Leave, one level at a time")
async def back(screen: KeyedScreen, _: int | None) -> None:
    """Leave this screen; leaving the first one ends the program."""
    await screen.leave()


@command("app.cancel", "Leave, one level at a time, but not the program")
async def cancel(screen: KeyedScreen, _: int | None) -> None:
    """Leave this screen, or what is open in it, unless that would end the program."""
    await screen.cancel()


@command("app.quit", "Quit Postil")
async def quit_app(screen: KeyedScreen, _: int | None) -> None:
    """Keep the reading position and end the program."""
    await screen.postil.quit_cleanly()


@command("app.palette", "Run any command by its name")
async def palette(screen: KeyedScreen, _: int | None) -> None:
    """Open the command palette."""
    from tui.screens.palette import PaletteScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(PaletteScreen(screen.mode, screen.run_named))


@command("app.help", "Show the keys")
async def show_help(screen: KeyedScreen, _: int | None) -> None:
    """Open the list of keys that work here."""
    from tui.screens.palette import HelpScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(HelpScreen(screen.mode, screen.run_named))


@command("app.search", "Search every mark")
async def search(screen: KeyedScreen, _: int | None) -> None:
    """Open the search screen."""
    from tui.screens.search import SearchScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(SearchScreen())


@command("app.theme", "Switch between dark and light")
def theme(screen: KeyedScreen, _: int | None) -> None:
    """Switch the theme."""
    screen.postil.switch_theme()


@command("app.undo", "Undo the last change")
async def undo(screen: KeyedScreen, count: int | None) -> None:
    """Undo as many changes as the count says."""
    change: Change | None = None
    for _ in range(count or 1):
        change = await screen.postil.writer.do(lambda library: library.undo())
    screen.postil.refresh_screens()
    screen.say(f"Undone: {change.summary}" if change else "Nothing to undo.")


@command("app.redo", "Redo what was undone")
async def redo(screen: KeyedScreen, count: int | None) -> None:
    """Redo as many changes as the count says."""
    change: Change | None = None
    for _ in range(count or 1):
        change = await screen.postil.writer.do(lambda library: library.redo())
    screen.postil.refresh_screens()
    screen.say(f"Redone: {change.summary}" if change else "Nothing to redo.")
