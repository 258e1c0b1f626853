from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import ArticleDraft, ReadState
from tests.text.documents import document_of
from tests.tui.conftest import NOTICE, NOTICE_DATA, type_keys
from tests.tui.test_reader import reader

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive


async def test_a_text_that_changes_while_open_is_not_read_by_that(drive: Drive, library: Library) -> None:
    async with drive("notice") as pilot:
        await pilot.pause(0.3)
        revised = document_of("A paragraph that was put before it all.", *NOTICE.text.split("\n\n"))
        library.add(ArticleDraft(revised, NOTICE_DATA, "/notice.txt"))
        reader(pilot).reload()
        assert reader(pilot).page.cursor > 0
        await reader(pilot).keep()
        assert library.find("notice").state is not ReadState.READ


async def test_a_text_that_changes_while_open_is_told_of(drive: Drive, library: Library) -> None:
    async with drive("notice") as pilot:
        await pilot.pause(0.3)
        await type_keys(pilot, "h")
        revised = document_of("A paragraph that was put before it all.", *NOTICE.text.split("\n\n"))
        library.add(ArticleDraft(revised, NOTICE_DATA, "/notice.txt"))
        reader(pilot).reload()
        assert reader(pilot).status.message == "The text was revised; 1 mark moved along."
        library.add(ArticleDraft(document_of("Nothing of it is left."), NOTICE_DATA, "/notice.txt"))
        reader(pilot).reload()
        assert reader(pilot).status.message == "The text was revised; 0 marks moved along, 1 was lost."


async def test_what_counts_as_read_has_nothing_left_to_read(drive: Drive) -> None:
    async with drive("letter", (80, 60)) as pilot:
        line = str(reader(pilot).status.render())
        assert "100%" not in line
        assert "min left" in line
        while not reader(pilot).page.finished:
            await type_keys(pilot, "space")
        line = str(reader(pilot).status.render())
        assert "100%" in line
        assert "min left" not in line


async def test_who_has_walked_to_the_end_has_read_it_whatever_changes_then(
    drive: Drive, library: Library
) -> None:
    async with drive("notice") as pilot:
        await pilot.pause(0.3)
        await type_keys(pilot, "G")
        revised = document_of("A paragraph that was put before it all.", *NOTICE.text.split("\n\n"))
        library.add(ArticleDraft(revised, NOTICE_DATA, "/notice.txt"))
        reader(pilot).reload()
        await type_keys(pilot, "q")
    assert library.find("notice").state is ReadState.READ
