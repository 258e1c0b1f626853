"""What the screens are like where there are no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keymaps.load import load
from seeds import plant
from store.library import Library
from tests.tui.conftest import type_keys
from tui.app import Postil

if TYPE_CHECKING:
    from pathlib import Path

    from rich.segment import Segment


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        plant(library)
    return path


async def screen_of(path: Path, *keys: str) -> list[Segment]:
    app = Postil(path, load(), "Speak to Putin")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *keys)
        await pilot.pause()
        strips = app.screen._compositor.render_strips()  # noqa: SLF001 - no public way
    return [segment for strip in strips for segment in strip]


def coloured(segments: list[Segment]) -> list[Segment]:
    styles = [(segment, segment.style) for segment in segments if segment.style is not None]
    return [
        segment
        for segment, style in styles
        if not all(colour is None or colour.is_default for colour in (style.color, style.bgcolor))
    ]


@pytest.mark.parametrize(
    ("variable", "value", "has_colours"),
    [("NO_COLOR", "1", False), ("TERM", "xterm", False), ("TERM", "xterm-256color", True)],
)
async def test_colours_are_sent_where_they_are_wanted_and_enough(
    planted: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, has_colours: bool
) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(variable, value)
    assert bool(coloured(await screen_of(planted))) is has_colours


async def test_a_mark_and_the_cursor_show_without_colours(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    segments = await screen_of(planted, "c", "right_parenthesis")
    reverse = [segment.text for segment in segments if segment.style is not None and segment.style.reverse]
    bold = [segment.text for segment in segments if segment.style is not None and segment.style.bold]
    assert any(len(text) > 10 for text in reverse)
    assert any("▌" in text for text in bold)
    assert "C" in bold
