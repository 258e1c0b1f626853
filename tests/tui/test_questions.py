from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from store.records import Kind, Status
from tests.tui.conftest import LETTER, NOTICE, rest
from tests.tui.searching import finder, type_keys
from tests.tui.test_reader import reader
from tui.widgets.status import Status as StatusLine

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

pytestmark = pytest.mark.usefixtures("marked")


@pytest.fixture
def marked(library: Library) -> Library:
    """Two claims about the sea, and a quote."""
    letter, notice = library.find("letter"), library.find("notice")
    for at in (1, 2):
        library.annotate(letter.id, LETTER.blocks[at].span, Kind.CLAIM, tags=["sea"])
    library.annotate(notice.id, NOTICE.blocks[0].span, Kind.QUOTE)
    return library


async def paste(pilot: Pilot[int], text: str) -> None:
    """Click the query and paste into it."""
    await pilot.click(finder(pilot).input)
    finder(pilot).input.post_message(events.Paste(text))
    await rest(pilot)


async def test_a_question_does_not_outlive_the_query_it_was_asked_about(
    drive: Drive, marked: Library
) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "D")
        assert finder(pilot).mode == "confirm"
        await paste(pilot, "tag:sea")
        assert finder(pilot).mode == "query"
        assert "Delete" not in finder(pilot).status.message
        await type_keys(pilot, "enter")
        assert len(marked.annotations()) == 3


async def test_enter_on_the_heels_of_a_paste_deletes_nothing(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "D")
        await pilot.click(finder(pilot).input)
        finder(pilot).input.post_message(events.Paste("tag:sea"))
        await type_keys(pilot, "enter")
        assert len(marked.annotations()) == 3


async def test_a_question_does_not_outlive_the_reading_of_a_result(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "D")
        await pilot.click("#results", offset=(8, 0), times=2)
        await rest(pilot)
        reader(pilot)
        await type_keys(pilot, "q")
        assert finder(pilot).mode == "results"
        assert "Delete" not in finder(pilot).status.message
        await type_keys(pilot, "enter")
        assert len(marked.annotations()) == 3


async def test_a_question_does_not_outlive_the_list_it_was_asked_about(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "D")
        finder(pilot).reload()
        await type_keys(pilot, "enter")
        assert len(marked.annotations()) == 3


async def test_tags_that_change_nothing_are_not_told_as_a_change(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"tag:sea", "tab", "T", *"sea", "enter", "enter")
        assert "u undoes" not in finder(pilot).status.message
        assert finder(pilot).status.message == "Nothing to change in 2 marks."
        await type_keys(pilot, "slash", "backspace", "tab", "T", *"sea", "enter", "enter")
        assert finder(pilot).status.message == "Tagged 1 mark. u undoes"


async def test_a_status_that_changes_nothing_is_not_told_as_a_change(drive: Drive, marked: Library) -> None:
    marked.edit(marked.search("kind:claim")[0].annotation.id, status="refuted")
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "E", *"refuted", "enter", "enter")
        assert finder(pilot).status.message == "Set 1 claim to refuted. u undoes"
        await type_keys(pilot, "E", *"refuted", "enter", "enter")
        assert finder(pilot).status.message == "Nothing to change in 2 claims."


async def test_a_mark_that_has_gone_meanwhile_keeps_no_other_from_going(
    drive: Drive, marked: Library
) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "D")
        marked.delete([marked.annotations()[0].id])
        await type_keys(pilot, "enter")
        assert marked.annotations() == []
        assert "Deleted 2 marks" in finder(pilot).status.message


async def test_deleting_what_has_gone_already_offers_no_undo(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "D")
        marked.delete([mark.id for mark in marked.annotations()])
        await type_keys(pilot, "enter")
        assert finder(pilot).status.message == "Those marks had gone already."


async def test_a_word_that_is_no_status_is_refused(drive: Drive, marked: Library) -> None:
    before = marked.annotations()
    async with drive(size=(120, 24)) as pilot:
        await type_keys(pilot, "s", "tab", "E", *"nonsense", "space", *"value", "enter")
        told = finder(pilot).status.message
        assert "“nonsense value” is no status" in told
        assert all(status in told for status in Status)
        assert marked.annotations() == before
        await type_keys(pilot, "E", *"Refuted", "enter", "enter")
        assert {mark.status for mark in marked.annotations()} == {"refuted", ""}


@pytest.mark.parametrize(
    "keys", [("D", "enter"), ("T", *"war", "enter", "enter"), ("E", *"refuted", "enter", "enter")]
)
async def test_a_change_of_all_results_says_that_it_has_begun(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    told: list[str] = []
    shown = StatusLine.say

    def say(line: StatusLine, message: str, *, is_question: bool = False) -> None:
        told.append(message)
        shown(line, message, is_question=is_question)

    monkeypatch.setattr(StatusLine, "say", say)
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", *keys)
        assert "Working…" in told
        assert finder(pilot).status.message != "Working…"


async def test_the_keys_that_save_a_search_are_those_of_the_keymap(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "S", "S")
        message = pilot.app.screen.query_one(StatusLine).message
        assert message == "No search is saved yet. In results, m a-z saves it."
