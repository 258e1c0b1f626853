from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from store.library import Library
from tests.tui.conftest import LETTER, rest, type_keys
from tests.tui.test_reader import filed, reader
from tui.acting import ACTING
from tui.commands import app as undoing

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.records import Change
    from tests.tui.conftest import Drive


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Lets a slow undo, for which keys do not wait, go on."""
    event = threading.Event()
    undo = Library.undo

    def slow(self: Library) -> Change | None:
        event.wait(10)
        return undo(self)

    monkeypatch.setattr(Library, "undo", slow)
    monkeypatch.setattr(undoing, "PATIENCE", 0.01)
    return event


@pytest.fixture
def marked(library: Library) -> Library:
    """A library with one mark, of the letter."""
    library.annotate(library.find("letter").id, LETTER.blocks[1].span, "quote")
    return library


async def done(pilot: Pilot[int]) -> None:
    """Wait for what goes on while keys do."""
    for worker in [worker for worker in pilot.app.workers if worker.group == ACTING]:
        await worker.wait()
    await rest(pilot)


async def test_keys_go_on_while_much_is_undone(drive: Drive, marked: Library, go_on: threading.Event) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "u")
        assert reader(pilot).status.message == "Working…"
        before = reader(pilot).page.cursor
        await type_keys(pilot, "j")
        assert reader(pilot).page.cursor > before
        assert len(filed(marked)) == 1
        go_on.set()
        await done(pilot)
        assert filed(marked) == []
        assert reader(pilot).page.marks == []
        assert reader(pilot).status.message.startswith("Undone: Marked a quote")


async def test_what_is_typed_meanwhile_is_written_afterwards(
    drive: Drive, marked: Library, go_on: threading.Event
) -> None:
    async with drive("letter") as pilot:
        await pilot.press("u", "'")
        go_on.set()
        await done(pilot)
        assert [change.verb for change in marked.history(limit=3)] == ["annotate", "undo", "annotate"]
        assert filed(marked) == [("quote", "the light is out")]


async def test_screens_may_be_left_while_much_is_undone(
    drive: Drive, marked: Library, go_on: threading.Event
) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "u", "escape", "escape")
        left = pilot.app.screen
        go_on.set()
        await done(pilot)
        assert pilot.app.screen is left
        assert filed(marked) == []
