from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.records import ArticleDraft, Kind
from tests.text.documents import document_of
from tests.tui.conftest import LETTER, NOTICE, type_keys
from tests.tui.test_reader import reader
from text.document import Block, BlockKind, Document, Metadata, Span
from tui.screens.contents import ContentsScreen
from tui.screens.library import LibraryScreen
from tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive

END = len(LETTER.text) - 1
BOOK = Document(
    "The Book\n\nOne\n\nIt begins.\n\nTwo\n\nIt ends.",
    (
        Block(Span(0, 8), BlockKind.HEADING, 1),
        Block(Span(10, 13), BlockKind.HEADING, 2),
        Block(Span(15, 25)),
        Block(Span(27, 30), BlockKind.HEADING, 2),
        Block(Span(32, 40)),
    ),
)


async def test_jumps_are_gone_back_and_forward(drive: Drive) -> None:
    async with drive("letter") as pilot:
        page = reader(pilot).page
        await type_keys(pilot, "right_curly_bracket", "G")
        assert page.cursor == END
        await type_keys(pilot, "ctrl+o")
        assert page.cursor == LETTER.blocks[1].span.start
        await type_keys(pilot, "ctrl+n")
        assert page.cursor == END
        await type_keys(pilot, "ctrl+n")
        assert "not jumped" in reader(pilot).status.message
        await type_keys(pilot, "grave_accent", "grave_accent")
        assert page.cursor == LETTER.blocks[1].span.start
        await type_keys(pilot, "grave_accent", "grave_accent")
        assert page.cursor == END


async def test_jumps_lead_back_into_other_articles(drive: Drive, library: Library) -> None:
    library.annotate(library.find("notice").id, NOTICE.blocks[0].span, Kind.QUOTE)
    async with drive("letter") as pilot:
        await type_keys(pilot, "2", "right_curly_bracket", "s", *"ships", "enter")
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, SearchScreen)
        await type_keys(pilot, "escape")
        assert reader(pilot).article.title == "A letter from the light"
        assert reader(pilot).page.cursor == LETTER.blocks[2].span.start
        await type_keys(pilot, "ctrl+n")
        assert reader(pilot).article.title == "Notice to mariners"


@pytest.mark.parametrize("is_open", [True, False])
async def test_jumps_lead_to_the_words_that_were_left_whatever_the_text_has_become(
    drive: Drive, library: Library, *, is_open: bool
) -> None:
    async with drive("letter") as pilot:
        await pilot.pause(0.3)
        await type_keys(pilot, "4", "right_curly_bracket", "G" if is_open else "J")
        revised = document_of("A new first paragraph.", *LETTER.text.split("\n\n"))
        library.add(ArticleDraft(revised, Metadata(title="A letter from the light"), "/letter.txt"))
        reader(pilot).reload()
        await type_keys(pilot, "ctrl+o")
        assert reader(pilot).article.title == "A letter from the light"
        assert reader(pilot).page.sentence.of(revised.text) == "Paragraph 2 of the letter says a little more."


async def test_a_jump_passes_over_articles_that_were_removed(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await pilot.pause(0.3)
        await type_keys(pilot, "G", "J", "K")
        library.remove(library.find("notice").id)
        await type_keys(pilot, "ctrl+o")
        assert reader(pilot).page.cursor == 0
        await type_keys(pilot, "ctrl+n")
        assert reader(pilot).page.cursor == END
        await type_keys(pilot, "ctrl+n")
        assert "not jumped" in reader(pilot).status.message


async def test_bookmarks_are_kept_in_the_library(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "3", "right_curly_bracket", "m", "x", "g", "g", "grave_accent", "x")
        assert reader(pilot).page.cursor == LETTER.blocks[3].span.start
        await type_keys(pilot, "grave_accent", "y")
        assert "There is no bookmark y" in reader(pilot).status.message
    assert library.find("letter").bookmarks == {"x": LETTER.blocks[3].span.start}
    async with drive("letter") as pilot:
        await type_keys(pilot, "grave_accent", "x")
        assert reader(pilot).page.cursor == LETTER.blocks[3].span.start


async def test_a_bookmark_asked_for_by_the_palette_waits_for_its_letter(
    drive: Drive, library: Library
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "ctrl+p", *"set a bookmark".replace(" ", ""), "enter")
        assert "which" in reader(pilot).status.message
        await type_keys(pilot, "b")
        assert "b" in library.find("letter").bookmarks


async def test_the_next_article_follows_the_order_of_the_list(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "o", "o", "j", "enter")
        assert isinstance(pilot.app.screen_stack[-2], LibraryScreen)
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "J")
        assert "last article" in reader(pilot).status.message
        await type_keys(pilot, "K", "4", "right_curly_bracket", "J")
        assert reader(pilot).article.title == "Notice to mariners"
        assert library.find("letter").position == LETTER.blocks[4].span.start
        await type_keys(pilot, "K")
        assert reader(pilot).page.cursor == LETTER.blocks[4].span.start
        await type_keys(pilot, "K")
        assert "first article" in reader(pilot).status.message


async def test_without_a_list_the_newest_article_comes_first(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "J")
        assert reader(pilot).article.title == "Notice to mariners"


async def test_the_contents_lead_to_headings(drive: Drive, library: Library) -> None:
    book = library.add(ArticleDraft(BOOK, Metadata(title="The Book"), "/book.txt")).article.id
    library.set_bookmark(book, "k", 32)
    async with drive(book) as pilot:
        await type_keys(pilot, "right_curly_bracket", "o")
        screen = pilot.app.screen
        assert isinstance(screen, ContentsScreen)
        assert [(each.words, each.letter) for each in screen.items] == [
            ("The Book", ""),
            ("One", ""),
            ("Two", ""),
            ("It ends.", "k"),
        ]
        assert screen.current is not None
        await type_keys(pilot, *"two", "enter")
        assert reader(pilot).page.cursor == 27
        await type_keys(pilot, "ctrl+o", "o", "escape")
        assert reader(pilot).page.cursor < 27


async def test_an_article_without_headings_says_so(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "o")
        assert "no headings" in reader(pilot).status.message


async def test_the_measure_is_kept_from_article_to_article_and_set_back(drive: Drive) -> None:
    async with drive("letter", (120, 30)) as pilot:
        await type_keys(pilot, "2", "greater_than_sign")
        assert reader(pilot).page.measure == 80
    async with drive("notice", (120, 30)) as pilot:
        assert reader(pilot).page.measure == 80
        await type_keys(pilot, "equals_sign")
        assert reader(pilot).page.measure == 72
        await type_keys(pilot, "6", "0", "equals_sign")
        assert reader(pilot).page.measure == 60


@pytest.mark.parametrize(("size", "shown"), [((80, 24), True), ((40, 8), False)])
async def test_the_time_left_is_told_where_there_is_room(
    drive: Drive, size: tuple[int, int], *, shown: bool
) -> None:
    async with drive("letter", size) as pilot:
        told = str(reader(pilot).status.render())
        assert "%" in told
        assert ("min left" in told) is shown
