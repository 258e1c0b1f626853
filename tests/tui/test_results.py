from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from exchange.files import file_name
from store.library import Library
from store.records import Kind
from tests.tui.conftest import type_keys as type_only
from tests.tui.searching import finder, mark_some, said, type_keys
from tests.tui.test_pictures import picture
from tests.tui.test_reader import reader
from text.graphemes import cells
from tui.answers import Order
from tui.screens.narrowing import FacetsScreen
from tui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Drive

pytestmark = pytest.mark.usefixtures("marked")


@pytest.fixture
def marked(library: Library) -> Library:
    return mark_some(library)


async def test_the_results_are_sorted_by_a_key(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "o")
        assert finder(pilot).order is Order.NEWEST
        await type_keys(pilot, "o")
        starts = [
            hit.annotation.span.start
            for hit in finder(pilot).items
            if "letter" in hit.annotation.article_title
        ]
        assert starts == sorted(starts)
        assert "by place" in picture(pilot.app)
        await type_keys(pilot, "o")
        assert finder(pilot).order is Order.BEST


async def test_a_facet_is_put_into_the_query_and_taken_out_again(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "f")
        screen = pilot.app.screen
        assert isinstance(screen, FacetsScreen)
        counts = {facet.term: facet.number for facet in screen.items}
        assert (counts["tag:sea"], counts["tag:sea/light"], counts["kind:claim"]) == (2, 1, 2)
        await type_keys(pilot, *"claim", "enter")
        assert finder(pilot).asked.strip() == "kind:claim"
        assert len(said(pilot)) == 2
        await type_keys(pilot, "f", *"sea/", "enter")
        assert finder(pilot).asked.strip() == "tag:sea/light kind:claim"
        assert len(said(pilot)) == 1
        await type_keys(pilot, "f", *"claim", "enter")
        assert finder(pilot).asked.strip() == "tag:sea/light"


async def test_all_results_are_tagged_at_once_and_one_undo_takes_it_back(
    drive: Drive, marked: Library
) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "T")
        assert isinstance(pilot.app.screen, PromptScreen)
        assert "Tag 2 marks" in picture(pilot.app)
        await type_keys(pilot, *"seen", "enter")
        assert not [mark for mark in marked.annotations() if "seen" in mark.tags]
        assert "Tag 2 marks with “seen”?" in picture(pilot.app)
        await type_keys(pilot, "enter")
        assert [mark.kind for mark in marked.annotations() if "seen" in mark.tags] == [Kind.CLAIM] * 2
        await type_keys(pilot, "u")
        assert not [mark for mark in marked.annotations() if "seen" in mark.tags]


async def test_the_status_is_set_on_the_claims_alone(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "E", *"refu", "tab", "enter", "enter")
        assert "Set 2 claims to refuted." in finder(pilot).status.message
        assert {mark.status for mark in marked.annotations()} == {"refuted", ""}
        await type_keys(pilot, "slash", *"kind:quote", "tab", "E")
        assert "No claim" in finder(pilot).status.message


async def test_all_results_are_deleted_only_after_a_yes(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "D")
        assert "Delete 2 marks?" in finder(pilot).status.message
        await type_keys(pilot, "j")
        assert len(marked.annotations()) == 5
        await type_keys(pilot, "D", "enter")
        assert len(marked.annotations()) == 3
        assert said(pilot) == []
        assert finder(pilot).mode == "results"
        await type_keys(pilot, "u")
        assert len(marked.annotations()) == 5
        assert finder(pilot).asked == "kind:claim"


async def test_all_results_are_exported(drive: Drive, tmp_path: Path) -> None:
    async with drive() as pilot:
        target = tmp_path / "claims.md"
        await type_keys(pilot, "s", *"kind:claim", "tab", "X")
        await type_keys(pilot, *str(target), "enter")
        assert not target.exists()
        message = finder(pilot).status.message
        assert message.startswith("Export 2 marks to “")
        assert message.endswith("/claims.md”? enter exports.")
        assert cells(message) <= 80
        await type_keys(pilot, "enter")
        written = target.read_text(encoding="utf-8")
        assert written.count("**Claim**") == 2
        assert "Notice" not in written
        await type_keys(pilot, "slash", *"kind:quote", "tab", "X", *f"{tmp_path}/notes/", "enter", "enter")
        assert len(list((tmp_path / "notes").glob("*.md"))) == 2


async def test_a_file_is_merged_with_only_after_a_yes(drive: Drive, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("mine", encoding="utf-8")
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "X", *str(target), "enter")
        assert "/mine.md”? enter merges." in finder(pilot).status.message
        await type_keys(pilot, "j")
        assert target.read_text(encoding="utf-8") == "mine"
        await type_keys(pilot, "X", *str(target), "enter", "enter")
        assert "**Claim**" in target.read_text(encoding="utf-8")
        assert "mine" in target.read_text(encoding="utf-8")


async def test_a_file_that_cannot_be_written_is_told(drive: Drive, tmp_path: Path) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "X", *f"{tmp_path}/nowhere/out.md", "enter", "enter")
        assert "cannot be written" in finder(pilot).status.message
        await type_keys(pilot, "X", *f"{tmp_path}/{'n' * 300}", "enter", "enter")
        assert "cannot be written" in finder(pilot).status.message


async def test_keys_go_on_while_many_marks_are_changed(
    drive: Drive, marked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    edit_all = Library.edit_all

    def slow(self: Library, ids: list[str], *, more_tags: list[str], status: str) -> int:
        go_on.wait(10)
        return edit_all(self, ids, more_tags=more_tags, status=status)

    monkeypatch.setattr(Library, "edit_all", slow)
    async with drive() as pilot:
        await type_only(pilot, "s", "tab", "T", *"seen", "enter", "enter", "slash", *"kind:quote")
        await finder(pilot).settle()
        assert finder(pilot).asked == "kind:quote"
        assert not [mark for mark in marked.annotations() if "seen" in mark.tags]
        await type_only(pilot, "escape")
        go_on.set()
        await type_keys(pilot)
        assert all("seen" in mark.tags for mark in marked.annotations())


async def test_articles_are_narrowed_by_what_they_have_in_common(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"in:articles", "space", *"light", "tab", "f")
        assert isinstance(pilot.app.screen, FacetsScreen)
        await type_keys(pilot, *"unread", "enter")
        assert finder(pilot).asked.strip() == "is:unread in:articles light"
        assert len(said(pilot)) == 2


async def test_one_mark_is_worked_on_in_the_list_as_beside_an_article(drive: Drive, marked: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"ships", "tab", "t", *"lights", "enter")
        [mark] = [mark for mark in marked.annotations() if "lights" in mark.tags]
        assert "Ships" in mark.anchor.exact
        await type_keys(pilot, "d")
        assert mark.id not in {each.id for each in marked.annotations()}


async def test_what_articles_say_is_found_and_is_no_mark(drive: Drive, marked: Library) -> None:
    before = marked.annotations()
    async with drive() as pilot:
        await type_keys(pilot, "s", *"in:articles", "space", *"mended", "tab", "d", "t", "T", "D", "enter")
        assert marked.annotations() == before
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "q")
        assert "1/1 article" in picture(pilot.app)


async def test_an_export_says_how_many_files_of_a_folder_it_merges_with(
    drive: Drive, marked: Library, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    letter = notes / file_name(marked.find("letter"))
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "X", *f"{notes}/", "enter")
        assert "/notes/”? enter exports." in finder(pilot).status.message
        await type_keys(pilot, "enter")
        assert list(notes.glob("*.md")) == [letter]
        letter.write_text("mine", encoding="utf-8")
        await type_keys(pilot, "slash", *"kind:quote", "tab", "X", *str(notes), "enter")
        assert "/notes”, merging with 1 file? enter exports." in finder(pilot).status.message
        await type_keys(pilot, "j")
        assert letter.read_text(encoding="utf-8") == "mine"
        letter.unlink()
        await type_keys(pilot, "slash", *"kind:claim", "tab", "X", *str(notes), "enter", "enter")
        assert "Nothing was exported. 1 file left alone" in finder(pilot).status.message


async def test_no_passage_is_looked_for_where_only_marks_are_acted_on(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"in:articles", "space", *"mended", "tab")
        monkeypatch.setattr(Library, "passages", None)
        await type_keys(pilot, "T")
        assert "No mark is among the results" in finder(pilot).status.message
