"""A table on the page, worked by mouse and keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from keymaps.load import load
from store.library import Library
from store.records import ArticleDraft
from tests.text.layout.test_tables import table_of
from tests.tui.conftest import type_keys
from text.document import Metadata
from tui.app import Postil
from tui.screens.reader import ReaderScreen
from tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

TABLE = table_of(
    [
        ["Word", "Meaning", "Seen"],
        ["postil", "a note in the margin, most often of a printed page and in a small hand", "9"],
        ["gloss", "a word between the lines", "12"],
    ],
    "--r",
    before="Words for what readers write.",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.add(ArticleDraft(TABLE, Metadata(title="Words"), "/words.txt"))
        library.set_planted()
    return path


@asynccontextmanager
async def reading(path: Path, size: tuple[int, int] = (60, 20)) -> AsyncIterator[tuple[Pilot[int], Page]]:
    app = Postil(path, load(), "Words")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        yield pilot, app.screen.page


def screen_place(page: Page, words: str) -> tuple[int, int]:
    """The column and line at which some words are painted."""
    lines = [page.render_line(y).text for y in range(page.size.height)]
    return next((line.index(words), y) for y, line in enumerate(lines) if words in line)


@pytest.mark.parametrize("words", ["postil", "a note in", "12", "gloss", "Seen", "small hand"])
async def test_a_click_goes_to_the_cell_that_is_painted_there(path: Path, words: str) -> None:
    async with reading(path) as (pilot, page):
        await pilot.click(Page, offset=screen_place(page, words))
        assert page.cursor == TABLE.text.index(words)
        assert words in page.sentence.of(TABLE.text)
        assert "\t" not in page.sentence.of(TABLE.text)


async def test_a_highlight_on_a_cell_is_of_that_cell(path: Path) -> None:
    async with reading(path) as (pilot, page):
        await pilot.click(Page, offset=screen_place(page, "printed"))
        await type_keys(pilot, "h")
        assert [mark.anchor.exact for mark in page.marks] == [
            "a note in the margin, most often of a printed page and in a small hand"
        ]


async def test_lines_and_sentences_lead_through_a_table(path: Path) -> None:
    async with reading(path) as (pilot, page):
        await pilot.click(Page, offset=screen_place(page, "Meaning"))
        await type_keys(pilot, "j")
        assert page.sentence.of(TABLE.text).startswith("a note in")
        await type_keys(pilot, "right_parenthesis")
        assert page.sentence.of(TABLE.text) == "9"
        await type_keys(pilot, "right_parenthesis", "right_parenthesis")
        assert page.sentence.of(TABLE.text) == "a word between the lines"


async def test_an_article_that_ends_in_empty_cells_is_finished_at_its_last_word(tmp_path: Path) -> None:
    wide = [["Country", "Population", "Capital"], ["Liechtenstein-Werdenberg", "thirty-nine thousand", ""]]
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.add(ArticleDraft(table_of(wide), Metadata(title="Words"), "/words.txt"))
        library.set_planted()
    async with reading(path, (30, 20)) as (_, page):
        assert page.finished
