"""What other articles repeat: listed with what has changed, read there, and come back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.library import Library
from store.records import ArticleDraft
from tests.text.documents import document_of
from tests.tui.conftest import type_keys
from tests.tui.test_reader import reader
from text.document import Metadata
from text.repeats import Piece
from tui.screens.repeats import RepeatsScreen
from tui.screens.repeats import _fitted as fitted
from tui.screens.repeats import _telling as telling

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.tui.conftest import Drive

ONE = document_of(
    "Nothing is repeated here.", "The army killed 12 people in the market of the old town on Monday."
)
OTHER = document_of(
    "Before it.", "They said the army killed 14 people in the market of the old town on Monday."
)


@pytest.fixture
def retold(library_path: Path) -> Path:
    with Library.open(library_path) as library:
        library.add(ArticleDraft(ONE, Metadata(title="First report"), "/one.txt"))
        library.add(ArticleDraft(OTHER, Metadata(title="Second report"), "/other.txt"))
    return library_path


def shown(pilot: Pilot[int]) -> RepeatsScreen:
    assert isinstance(pilot.app.screen, RepeatsScreen)
    return pilot.app.screen


async def repeats(pilot: Pilot[int]) -> RepeatsScreen:
    """Press the key, and wait for what is found."""
    await type_keys(pilot, "R", "j")
    await pilot.pause()
    return shown(pilot)


@pytest.mark.usefixtures("retold")
async def test_what_is_repeated_is_read_there_and_one_comes_back(drive: Drive) -> None:
    async with drive("First") as pilot:
        await type_keys(pilot, "j")
        left = reader(pilot).page.cursor
        screen = await repeats(pilot)
        assert screen.current is not None
        assert [piece for piece in screen.current.pieces if piece.there is not None] == [Piece("12", "14")]
        assert "1/1" in str(screen.status.render())
        await type_keys(pilot, "enter")
        assert reader(pilot).article.title == "Second report"
        assert OTHER.text[reader(pilot).page.cursor :].startswith("the army killed 14")
        await type_keys(pilot, "ctrl+o")
        assert (reader(pilot).article.title, reader(pilot).page.cursor) == ("First report", left)


async def test_an_article_that_nobody_repeats_says_so(drive: Drive) -> None:
    async with drive("letter") as pilot:
        screen = await repeats(pilot)
        assert screen.current is None
        assert "No other article" in str(screen.status.render())
        await type_keys(pilot, "enter", "escape")
        assert reader(pilot).article.title == "A letter from the light"


def test_all_that_differs_is_in_sight_in_a_long_passage() -> None:
    same = Piece("the same words " * 100)
    told = telling("Report", [same, Piece("12", "14"), same, Piece("many", "few"), same]).plain
    assert told.startswith("Report\nthe same words ")
    assert "12" in told
    assert "many" in told
    assert len(told) < 700
    assert telling("Report", [same]).plain == f"Report\n{same.here}"


def test_a_line_is_cut_before_what_is_told_otherwise() -> None:
    parts = fitted([Piece("a " * 50), Piece("12", "14"), Piece(" b" * 50)], 40)
    assert ("12", "match") in parts
    assert sum(len(text) for text, _ in parts) <= 40
    assert fitted([Piece("all\nthe same")], 40) == [("all the same", "")]
