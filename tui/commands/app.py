"""Commands that every room of the app understands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.library import Library
from tui.acting import act
from tui.commands.table import command

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.records import Change
    from tui.keyed import KeyedScreen

PATIENCE = 0.2
"""How long keys wait for what is undone or redone, in seconds: mostly they act on what then stands."""


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
    await screen.postil.quit()


@command("app.palette", "Run any command by its name")
async def palette(screen: KeyedScreen, _: int | None) -> None:
    """Open the command palette."""
    from tui.screens.palette import PaletteScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(PaletteScreen(screen.mode, screen.run_named))


@command("app.help", "Show the keys")
async def show_help(screen: KeyedScreen, _: int | None) -> None:
    """Open the list of keys that work here."""
    from tui.screens.help import HelpScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(HelpScreen(screen.mode))


@command("app.theme", "Switch between dark and light")
async def theme(screen: KeyedScreen, _: int | None) -> None:
    """Switch the theme."""
    await screen.postil.switch_theme()


@command("app.undo", "Undo the last change")
async def undo(screen: KeyedScreen, count: int | None) -> None:
    """Undo as many changes as the count says."""
    told = ("Undone", "Nothing to undo.")
    await act(screen.postil, _taken(screen, Library.undo, count or 1, told), patience=PATIENCE)


@command("app.redo", "Redo what was undone")
async def redo(screen: KeyedScreen, count: int | None) -> None:
    """Redo as many changes as the count says."""
    told = ("Redone", "Nothing to redo.")
    await act(screen.postil, _taken(screen, Library.redo, count or 1, told), patience=PATIENCE)


async def _taken(
    screen: KeyedScreen, step: Callable[[Library], Change | None], count: int, told: tuple[str, str]
) -> str:
    changes = await screen.postil.writer.do(lambda library: _repeat(partial(step, library), count))
    _show(screen, changes)
    done, nothing = told
    return _told(done, changes) or nothing


def _repeat(step: Callable[[], Change | None], count: int) -> list[Change]:
    changes: list[Change] = []
    while len(changes) < count and (change := step()) is not None:
        changes.append(change)
    return changes


def _show(screen: KeyedScreen, changes: list[Change]) -> None:
    screen.postil.refresh_screens()
    if changes and screen.is_attached:
        screen.turn_to({operation.entity_id for operation in changes[-1].operations})
        screen.locate()


def _told(done: str, changes: list[Change]) -> str:
    if len(changes) > 1:
        return f"{done}: {len(changes)} changes."
    return f"{done}: {changes[0].summary}" if changes else ""
