"""The figures: drawn, walked through, and led on from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.records import Kind
from tests.tui.conftest import LETTER, type_keys
from tui.screens.search import SearchScreen
from tui.screens.stats import StatsScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive


def stats(pilot: Pilot[int]) -> StatsScreen:
    assert isinstance(pilot.app.screen, StatsScreen)
    return pilot.app.screen


@pytest.fixture
def marked(library: Library) -> None:
    letter = library.find("letter").id
    library.annotate(letter, LETTER.blocks[0].span, Kind.QUOTE, speaker="The keeper", tags=["light"])
    library.annotate(letter, LETTER.blocks[1].span, Kind.CLAIM, status="disputed")
    library.annotate(letter, LETTER.blocks[2].span, Kind.CLAIM)


def lines(pilot: Pilot[int]) -> list[str]:
    rows = stats(pilot).rows
    drawn = (rows.render_line(y) for y in range(rows.size.height))
    return ["".join(segment.text for segment in strip).rstrip() for strip in drawn]


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_figure_is_drawn_by_name_number_and_bar(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as pilot:
        await type_keys(pilot, "I", "j")
        shown = lines(pilot)
        assert shown[0] == " How claims stand"
        assert shown[1].split() == ["unchecked", "1", shown[1].split()[-1]]
        assert set(shown[1].split()[-1]) == {"█"}
        assert " Who is quoted most" in shown
        assert all(len(line) <= size[0] for line in shown)


@pytest.mark.usefixtures("marked")
async def test_moving_passes_over_headings_and_enter_lists_what_is_counted(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "I")
        seen = []
        for _ in range(4):
            await type_keys(pilot, "j")
            current = stats(pilot).current
            assert current is not None
            seen.append(current.name)
        assert seen == ["disputed", "The keeper", "light", "claim"]
        await type_keys(pilot, "g", "g")
        assert stats(pilot).current is not None
        await type_keys(pilot, "j", "enter")
        search = pilot.app.screen
        assert isinstance(search, SearchScreen)
        assert [hit.annotation.status for hit in search.items] == ["disputed"]
        await type_keys(pilot, "q")
        assert stats(pilot).current is not None


@pytest.mark.usefixtures("marked")
async def test_articles_are_listed_by_how_far_they_are_read(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "I", "G", "enter")
        search = pilot.app.screen
        assert isinstance(search, SearchScreen)
        assert {hit.annotation.article_title for hit in search.items} == {
            "A letter from the light",
            "Notice to mariners",
        }


async def test_undo_counts_anew(drive: Drive, library: Library) -> None:
    library.annotate(library.find("letter").id, LETTER.blocks[0].span, Kind.QUOTE, speaker="The keeper")
    async with drive() as pilot:
        await type_keys(pilot, "I", "j")
        assert " Who is quoted most" in lines(pilot)
        await type_keys(pilot, "u", "j")
        assert " Who is quoted most" not in lines(pilot)
