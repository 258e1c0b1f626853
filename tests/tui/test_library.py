from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.widgets import Input

from store.records import ArticleDraft, Kind
from tests.exchange.site import page, serving
from tests.text.documents import document_of
from tests.tui.conftest import LETTER, type_keys
from tests.tui.test_pictures import picture
from text.document import Metadata, Span
from tui.screens.help import HelpScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.library import LibraryScreen
from tui.screens.palette import PaletteScreen
from tui.screens.prompt import PromptScreen
from tui.screens.reader import ReaderScreen
from tui.screens.search import SearchScreen
from tui.themes import DARK

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive


def shelf(pilot: Pilot[int]) -> LibraryScreen:
    assert isinstance(pilot.app.screen, LibraryScreen)
    return pilot.app.screen


def standing_on(pilot: Pilot[int]) -> str:
    article = shelf(pilot).current
    return article.title if article else ""


async def test_the_newest_article_stands_first_and_sorting_changes_that(drive: Drive) -> None:
    async with drive() as pilot:
        assert standing_on(pilot) == "A letter from the light"
        await type_keys(pilot, "j")
        assert standing_on(pilot) == "Notice to mariners"
        await type_keys(pilot, "o", "o", "g", "g")
        assert standing_on(pilot) == "A letter from the light"


async def test_what_of_the_filter_was_not_understood_is_told(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "slash", *"author:board")
        assert "did you mean by:?" in picture(pilot.app).splitlines()[-1]
        await type_keys(pilot, "escape")
        assert "author" not in picture(pilot.app)


async def test_a_filter_asked_for_again_is_typed_over(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "slash", *"xyz", "enter", "slash", *"no")
        assert shelf(pilot).query_one("#filter", Input).value == "no"


async def test_the_filter_narrows_as_one_types_and_escape_drops_it(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "slash", *"board")
        assert len(shelf(pilot).rows) == 1
        assert standing_on(pilot) == "Notice to mariners"
        await type_keys(pilot, "enter", "q")
        assert len(shelf(pilot).rows) == 2
        assert standing_on(pilot) == "Notice to mariners"


@pytest.mark.parametrize("wanted", ["-board is:unread", "letter or zebra", "lihgt", "after:1d lett"])
async def test_the_filter_takes_the_query_language(drive: Drive, wanted: str) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "slash")
        shelf(pilot).query_one("#filter", Input).value = wanted
        await pilot.pause()
        assert shelf(pilot).order == [shelf(pilot).postil.library.find("letter").id]


async def test_removing_stands_on_the_neighbour_and_undo_on_what_came_back(
    drive: Drive, library: Library
) -> None:
    third = ArticleDraft(document_of("A third one."), Metadata(title="Third"), "/third.txt")
    library.add(third)
    async with drive() as pilot:
        await type_keys(pilot, "j", "d")
        assert standing_on(pilot) == "Notice to mariners"
        await type_keys(pilot, "u")
        assert standing_on(pilot) == "A letter from the light"


async def test_state_and_removal_are_undone(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "r")
        assert library.find("letter").progress == 1.0
        await type_keys(pilot, "u", "d")
        assert [article.title for article in library.articles()] == ["Notice to mariners"]
        await type_keys(pilot, "u")
        assert len(library.articles()) == len(shelf(pilot).rows) == 2


async def test_an_article_is_added_from_a_path_and_a_bad_path_is_a_sentence(
    drive: Drive, library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "new.txt"
    file.write_text("A new thing\n\nIt has been added from the app, in a whole sentence.\n", encoding="utf-8")
    async with drive() as pilot:
        await type_keys(pilot, "a", *str(tmp_path / "nowhere.txt"), "enter")
        await pilot.pause()
        prompt = pilot.app.screen
        assert isinstance(prompt, PromptScreen)
        assert "nowhere.txt" in prompt.status.message
        prompt.input.value = ""
        await type_keys(pilot, *str(file), "enter")
        await pilot.pause(0.2)
        assert len(shelf(pilot).rows) == len(library.articles()) == 3


async def test_the_home_of_nobody_is_a_sentence_too(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "a", *"~nosuchuser/x", "enter")
        await pilot.pause()
        prompt = pilot.app.screen
        assert isinstance(prompt, PromptScreen)
        assert "~nosuchuser" in prompt.status.message


async def test_a_page_is_added_by_its_address(
    drive: Drive, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as site:
        address = site.put("/ship", page("The ship", "It was seen from the light. " * 20))
        async with drive() as pilot:
            await type_keys(pilot, "a", *address, "enter")
            await pilot.pause(0.2)
            assert library.articles()[0].source == address
            assert shelf(pilot).status.message == "Added 1 article"
            await type_keys(pilot, "a", *f"{site.address}/none", "enter")
            await pilot.pause(0.2)
            assert "there is no such page" in shelf(pilot).status.message


async def test_adding_an_article_that_repeats_another_says_so(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    file.write_text(f"A copy\n\n{LETTER.blocks[0].span.of(LETTER.text)} And so on.\n", encoding="utf-8")
    async with drive() as pilot:
        await type_keys(pilot, "a", *str(file), "enter")
        await pilot.pause(0.2)
        assert "“A letter from the light” too" in shelf(pilot).status.message


async def test_search_leads_to_the_passage(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "enter", "3", "right_curly_bracket", "c", "q", "s", *"paragrpah", "enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        [mark] = library.annotations()
        assert screen.page.cursor == mark.span.start


async def test_the_search_stays_on_its_mark_while_others_write(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "enter", "h", "right_curly_bracket", "h", "right_curly_bracket", "h")
        await type_keys(pilot, "s", "down", "down")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        at = screen.current
        assert at is not None
        library.annotate(library.find("notice").id, Span(0, 5), Kind.CLAIM)
        await pilot.pause(1.0)
        assert len(screen.items) == 4
        assert screen.current is not None
        assert screen.current.annotation.id == at.annotation.id


async def test_the_palette_runs_a_command_by_its_name(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "colon")
        assert isinstance(pilot.app.screen, PaletteScreen)
        await type_keys(pilot, *"keys", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_the_palette_finds_what_works_elsewhere_and_says_where(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "colon", *"picked into")
        palette = pilot.app.screen
        assert isinstance(palette, PaletteScreen)
        assert {"claim.merge", "speakers.merge"} <= {each.name for each in palette.items}
        await type_keys(pilot, *["backspace"] * 11, *"merge the claims", "enter")
        assert shelf(pilot).status.message == "Merge the claims picked into the one here: M in ledger."
        await type_keys(pilot, "colon", *"ledger", "enter")
        assert isinstance(pilot.app.screen, LedgerScreen)


async def test_help_lists_the_keys_of_where_it_was_asked(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "question_mark")
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        names = {command.name for command in screen.items}
        assert "library.open" in names
        assert "mark.quote" not in names
        await type_keys(pilot, "j", "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_leaving_the_library_ends_the_program(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s")
        assert isinstance(pilot.app.screen, SearchScreen)
        await type_keys(pilot, "escape", "q")
        await pilot.pause()
        assert pilot.app.return_value == 0


async def test_the_first_frame_has_the_themes_own_ground(drive: Drive) -> None:
    async with drive() as pilot:
        assert pilot.app.screen.styles.background == Color.parse(DARK.background or "")
