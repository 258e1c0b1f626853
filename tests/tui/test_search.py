from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from textual import events

from store.library import Library
from store.records import Kind
from tests.tui.conftest import LETTER, NOTICE, rest
from tests.tui.conftest import type_keys as type_only
from tests.tui.test_pictures import picture
from tests.tui.test_reader import reader
from tui.acting import ACTING
from tui.answers import Order
from tui.screens.library import LibraryScreen
from tui.screens.narrowing import FacetsScreen, SavedScreen
from tui.screens.prompt import PromptScreen
from tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.tui.conftest import Drive


def finder(pilot: Pilot[int]) -> SearchScreen:
    assert isinstance(pilot.app.screen, SearchScreen)
    return pilot.app.screen


async def type_keys(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait for what they do to many marks and what they search for too."""
    await type_only(pilot, *keys)
    for worker in [worker for worker in pilot.app.workers if worker.group == ACTING]:
        await worker.wait()
    if isinstance(pilot.app.screen, SearchScreen):
        await pilot.app.screen.settle()
        await rest(pilot)


def said(pilot: Pilot[int]) -> list[str]:
    return [hit.annotation.anchor.exact for hit in finder(pilot).items]


pytestmark = pytest.mark.usefixtures("marked")


@pytest.fixture
def marked(library: Library) -> Library:
    """Four marks of the letter, and one of the notice."""
    letter, notice = library.find("letter"), library.find("notice")
    for at, kind, tags in (
        (1, Kind.CLAIM, ["sea"]),
        (2, Kind.HIGHLIGHT, []),
        (3, Kind.CLAIM, ["sea/light"]),
        (4, Kind.QUOTE, []),
    ):
        library.annotate(letter.id, LETTER.blocks[at].span, kind, tags=tags)
    library.annotate(notice.id, NOTICE.blocks[0].span, Kind.QUOTE, speaker="The Board")
    return library


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
        assert "Export 2 marks to “claims.md”?" in finder(pilot).status.message
        await type_keys(pilot, "enter")
        written = target.read_text(encoding="utf-8")
        assert written.count("**Claim**") == 2
        assert "Notice" not in written
        await type_keys(pilot, "slash", *"kind:quote", "tab", "X", *f"{tmp_path}/notes/", "enter", "enter")
        assert len(list((tmp_path / "notes").iterdir())) == 2


async def test_a_file_is_replaced_only_after_a_yes(drive: Drive, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("mine", encoding="utf-8")
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "X", *str(target), "enter")
        assert "Replace “mine.md” with 2 marks?" in finder(pilot).status.message
        await type_keys(pilot, "j")
        assert target.read_text(encoding="utf-8") == "mine"
        await type_keys(pilot, "X", *str(target), "enter", "enter")
        assert "**Claim**" in target.read_text(encoding="utf-8")


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


async def test_what_articles_say_is_found_and_is_no_mark(drive: Drive, marked: Library) -> None:
    before = marked.annotations()
    async with drive() as pilot:
        await type_keys(pilot, "s", *"in:articles", "space", *"mended", "tab", "d", "t", "T", "D", "enter")
        assert marked.annotations() == before
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "q")
        assert "1/1 article" in picture(pilot.app)
