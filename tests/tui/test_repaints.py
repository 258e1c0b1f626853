from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tests.tui.conftest import type_keys
from tests.tui.test_reader import reader

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

    from tests.tui.conftest import Drive


def painted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What goes out to the terminal from now on."""
    sent: list[object] = []
    display = App._display  # noqa: SLF001 - where all that is painted goes through; no public hook tells of it

    def listen(app: App[int], screen: object, update: object) -> None:
        if update is not None:
            sent.append(update)
        display(app, screen, update)  # type: ignore[arg-type] # as it was given

    monkeypatch.setattr(App, "_display", listen)
    return sent


def shown(pilot: Pilot[int]) -> str:
    return pilot.app.export_screenshot()


async def test_a_resized_terminal_is_painted_once_and_its_status_line_after(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive("letter", (120, 30)) as pilot:
        await pilot.pause(0.3)
        sent = painted(monkeypatch)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(0.2)
        whole = [update for update in sent if type(update).__name__ == "LayoutUpdate"]
        assert len(whole) == 1


async def test_what_was_painted_at_another_size_is_what_is_painted_at_once(drive: Drive) -> None:
    async with drive("letter", (120, 30)) as pilot:
        await type_keys(pilot, "3", "right_curly_bracket")
        await pilot.resize_terminal(60, 20)
        await pilot.pause(0.2)
        page = reader(pilot).page
        assert page.row_span.of(page.document.text).split()[0] in shown(pilot)
        before = shown(pilot)
        page.refresh()
        await pilot.pause(0.1)
        assert shown(pilot) == before


async def test_an_article_over_the_library_leaves_it_in_peace(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(None, (120, 30)) as pilot:
        library = pilot.app.screen
        assert library.is_current
        await type_keys(pilot, "enter")
        assert not library.is_current
        await type_keys(pilot, "h", "t")
        assert pilot.app.screen_stack[-2].is_current
        await type_keys(pilot, "escape")
        sent = painted(monkeypatch)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(0.2)
        assert len([update for update in sent if type(update).__name__ == "LayoutUpdate"]) == 1
        await type_keys(pilot, "q")
        assert "Notice to mariners" in shown(pilot).replace("&#160;", " ")
        assert library.size.width == 100
