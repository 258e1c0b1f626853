from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import LETTER
from tests.tui.searching import finder, mark_some, said, type_keys
from tests.tui.test_pictures import picture
from tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive

pytestmark = pytest.mark.usefixtures("marked")


@pytest.fixture
def marked(library: Library) -> Library:
    return mark_some(library)


async def test_the_marks_like_one_are_found_from_the_page(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "2", "right_curly_bracket", "M")
        screen = finder(pilot)
        assert screen.asked.startswith("like:")
        assert sorted(said(pilot)) == [LETTER.blocks[at].span.of(LETTER.text) for at in (3, 4)]
        await type_keys(pilot, "M")
        assert screen.asked.startswith("like:")
        assert LETTER.blocks[2].span.of(LETTER.text) in said(pilot)


async def test_leaving_the_marks_like_one_comes_back_to_the_query_and_the_mark(drive: Drive) -> None:
    async with drive(size=(120, 30)) as pilot:
        await type_keys(pilot, "s", *"paragraph", "tab", "j")
        screen, at = finder(pilot), finder(pilot).here
        await type_keys(pilot, "M")
        assert screen.asked.startswith("like:")
        assert "Like “Paragraph" in picture(pilot.app).splitlines()[-1]
        first = screen.asked
        await type_keys(pilot, "j", "M")
        assert screen.asked != first
        await type_keys(pilot, "escape")
        assert screen.asked == first
        await type_keys(pilot, "enter", "q", "escape")
        assert (screen.asked, screen.here) == ("paragraph", at)
        await type_keys(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_what_is_asked_after_the_marks_like_one_is_left_as_ever(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"paragraph", "tab", "M", "slash", *"ships", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_narrowing_the_marks_like_one_keeps_the_likeness_and_goes_back(drive: Drive) -> None:
    async with drive(size=(120, 30)) as pilot:
        await type_keys(pilot, "s", *"paragraph", "tab", "M")
        screen = finder(pilot)
        like, found = screen.asked, said(pilot)
        await type_keys(pilot, "f", *"claim", "enter")
        assert screen.asked.startswith(like)
        assert "kind:claim" in screen.asked
        assert {hit.annotation.kind for hit in screen.items} == {"claim"}
        assert set(said(pilot)) < set(found)
        assert "Like “Paragraph" in picture(pilot.app).splitlines()[-1]
        await type_keys(pilot, "escape")
        assert (screen.asked, said(pilot)) == (like, found)
