from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.tui.conftest import LETTER, rest
from tests.tui.conftest import type_keys as type_only
from tests.tui.searching import finder, mark_some, said, type_keys
from tests.tui.test_pictures import picture
from tests.tui.test_reader import reader
from tui.screens.library import LibraryScreen
from tui.screens.narrowing import SavedScreen

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive

pytestmark = pytest.mark.usefixtures("marked")


@pytest.fixture
def marked(library: Library) -> Library:
    return mark_some(library)


async def test_typing_narrows_and_the_passage_is_shown(drive: Drive) -> None:
    async with drive(size=(120, 30)) as pilot:
        await type_keys(pilot, "s")
        assert len(said(pilot)) == 5
        await type_keys(pilot, *"harbuor")
        assert said(pilot) == [LETTER.blocks[1].span.of(LETTER.text)]
        shown = picture(pilot.app)
        assert "Nobody answered him." in shown  # stands before the mark
        assert "Paragraph 1 of the letter" in shown  # and this after it


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (200, 60)])
async def test_the_passage_is_in_sight_on_every_terminal(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as pilot:
        await type_keys(pilot, "s", *"ships")
        lines = picture(pilot.app).splitlines()
        assert sum("Ships are to keep" in line for line in lines) >= (2 if size[0] < 112 else 1)
        assert any("▌" in line for line in lines)


async def test_leaving_the_article_comes_back_to_the_same_result(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"paragraph", "down", "enter")
        chosen = reader(pilot).page.cursor
        await type_keys(pilot, "q")
        screen = finder(pilot)
        assert screen.asked == "paragraph"
        assert screen.current is not None
        assert screen.current.annotation.span.start == chosen
        await type_keys(pilot, "enter", "ctrl+o")
        assert finder(pilot) is screen
        await type_keys(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_searching_from_the_passage_goes_on_in_the_same_search(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "s", *"ships", "enter")
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "s", *"harbour", "enter")
        assert reader(pilot).article.title == "A letter from the light"
        await type_keys(pilot, "q", "escape")
        assert reader(pilot).article.title == "A letter from the light"
        assert len(pilot.app.screen_stack) == 2


async def test_a_mark_made_meanwhile_is_found_on_coming_back(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"paragraph", "enter", "7", "right_curly_bracket", "h", "q")
        assert len(said(pilot)) == 4


async def test_a_search_is_saved_under_a_letter_and_run_from_anywhere(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "S", "k")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await type_keys(pilot, "s", *"kind:claim", "tab", "m", "k", "escape", "S", "k")
        assert finder(pilot).asked == "kind:claim"
        assert finder(pilot).mode == "results"
        await type_keys(pilot, "q", "enter", "S", "S")
        assert isinstance(pilot.app.screen, SavedScreen)
        await type_keys(pilot, "enter")
        assert finder(pilot).asked == "kind:claim"
        await type_keys(pilot, "escape")
        reader(pilot)


async def test_what_is_typed_after_a_query_waits_for_its_results(drive: Drive) -> None:
    async with drive() as pilot:
        await type_only(pilot, "s", *"ships", "tab", "enter")
        assert reader(pilot).article.title == "Notice to mariners"


async def test_a_key_that_edits_the_line_acts_on_what_was_typed_before_it(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s")
        for _ in range(5):
            for key in ("ctrl+u", *"wrong", "ctrl+u", *"right", "backspace", *"s"):
                pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await rest(pilot)
            assert finder(pilot).asked == "righs"


async def test_what_was_not_understood_is_told(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"speker:board")
        assert "speker" in picture(pilot.app).splitlines()[-1]


async def test_another_spelling_is_told(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"harbuor")
        assert "harbuor → harbour" in picture(pilot.app).splitlines()[-1]
