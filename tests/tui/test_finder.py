from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.conftest import LETTER, rest, type_keys
from tests.tui.test_reader import FIRST, filed, reader
from text import search as search_module
from tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

TEXT = LETTER.text
FIRST_SHORT = TEXT.index("short")


def place(pilot: Pilot[int]) -> str:
    return str(reader(pilot).status.render()).rstrip()


async def looked(pilot: Pilot[int]) -> None:
    """Wait until the finder has found and counted."""
    while any(worker.group == "find" and not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


async def search(pilot: Pilot[int], words: str) -> None:
    await type_keys(pilot, "slash", *("space" if each == " " else each for each in words), "enter")
    await looked(pilot)


async def test_typing_goes_to_the_first_match_and_enter_stays_there(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "slash", *"shor")
        await looked(pilot)
        assert reader(pilot).mode == "find"
        assert reader(pilot).page.cursor == FIRST_SHORT
        await type_keys(pilot, "t", "enter")
        await looked(pilot)
        assert reader(pilot).mode == "reader"
        assert reader(pilot).page.cursor == FIRST_SHORT
        assert "1/40" in place(pilot)


async def test_what_is_typed_is_found_and_counted_in_a_text_of_many_slices(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "SLICE", 40)
    async with drive("letter") as pilot:
        await type_keys(pilot, "slash", *"short")
        await looked(pilot)
        assert reader(pilot).page.cursor == FIRST_SHORT
        assert "1/40" in place(pilot)
        await type_keys(pilot, "enter", "N")
        assert reader(pilot).page.cursor == TEXT.rindex("short")
        await looked(pilot)
        assert "40/40" in place(pilot)


async def test_while_typing_one_can_go_on_to_other_matches(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "slash", *"shor")
        await looked(pilot)
        await type_keys(pilot, "down", "down", "up", "t", "enter")
        assert reader(pilot).page.cursor == TEXT.index("short", FIRST_SHORT + 1)
        await type_keys(pilot, "ctrl+o")
        assert reader(pilot).page.cursor == 0
        await type_keys(pilot, "slash", "x", "q", "down")
        assert "“xq” is not" in reader(pilot).status.message
        await type_keys(pilot, "escape")
        assert reader(pilot).page.cursor == 0


async def test_escape_goes_back_to_where_one_was(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "4", "right_curly_bracket")
        before = reader(pilot).page.view
        await type_keys(pilot, "slash", *"Paragraph", "space", "3", "9")
        await looked(pilot)
        assert reader(pilot).page.view != before
        await type_keys(pilot, "escape")
        assert reader(pilot).page.view == before
        assert not reader(pilot).finder.on


async def test_n_goes_on_back_and_round_with_a_count(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await search(pilot, "short")
        await type_keys(pilot, "n")
        assert reader(pilot).page.cursor == TEXT.index("short", FIRST_SHORT + 1)
        await type_keys(pilot, "N")
        assert reader(pilot).page.cursor == FIRST_SHORT
        await type_keys(pilot, "N")
        assert reader(pilot).page.cursor == TEXT.rindex("short")
        assert "Wrapped" in reader(pilot).status.message
        await type_keys(pilot, "3", "n")
        assert "3/40" in place(pilot)
        assert "Wrapped" in reader(pilot).status.message


async def test_what_is_not_there_is_said_and_the_place_kept(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "n")
        assert "Nothing was searched for" in reader(pilot).status.message
        await type_keys(pilot, "3", "right_curly_bracket")
        before = reader(pilot).page.view
        await search(pilot, "albatross")
        assert "“albatross” is not in this article" in reader(pilot).status.message
        assert reader(pilot).page.view == before


async def test_small_letters_find_any_case_and_spaces_any_gap(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await search(pilot, "dark. paragraph 0")
        assert reader(pilot).page.cursor == TEXT.index("dark.")
        await search(pilot, "Dark")
        assert "“Dark” is not" in reader(pilot).status.message


async def test_in_a_selection_a_match_extends_it(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "v")
        await search(pilot, "gone")
        await type_keys(pilot, "h")
        assert filed(library) == [("highlight", FIRST[: FIRST.index("gone") + 4])]


async def test_every_match_in_sight_is_lit_until_escape(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await search(pilot, "short")
        lines = reader(pilot).page._lines  # noqa: SLF001 - what is painted has no public name
        inks = [ink for line in lines for piece in line.pieces for ink in piece.inks]
        assert inks.count("found-here") == 1
        assert inks.count("found") > 3
        await type_keys(pilot, "escape")
        lines = reader(pilot).page._lines  # noqa: SLF001 - as above
        assert not any("found" in piece.inks for line in lines for piece in line.pieces)
        assert "1/40" not in place(pilot)


async def test_q_leaves_at_once_though_something_was_found(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "enter")
        await search(pilot, "short")
        await type_keys(pilot, "q")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await type_keys(pilot, "enter", "n")
        assert "/40" in place(pilot)


async def test_the_words_under_the_cursor_are_searched_for(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "v", "i", "w", "asterisk")
        await rest(pilot)
        assert reader(pilot).page.cursor == TEXT.index("the light")
        assert reader(pilot).page.tail is None


async def test_an_empty_search_repeats_the_last_one(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await search(pilot, "short")
        await search(pilot, "")
        assert "2/40" in place(pilot)
