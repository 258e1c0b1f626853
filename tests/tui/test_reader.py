from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from store.records import Annotation, ArticleDraft, Kind, ReadState
from tests.text.documents import document_of
from tests.tui.conftest import LETTER, rest, type_keys
from text.document import Metadata
from tui.screens.editor import EditorScreen
from tui.screens.library import LibraryScreen
from tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

FIRST = "The keeper said “the light is out” and then “the oil is gone” to the crew."


def reader(pilot: Pilot[int]) -> ReaderScreen:
    assert isinstance(pilot.app.screen, ReaderScreen)
    return pilot.app.screen


def filed(library: Library) -> list[tuple[str, str]]:
    return [(str(mark.kind), mark.anchor.exact) for mark in library.annotations()]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("'", ("quote", "the light is out")),
        ("2 '", ("quote", "the oil is gone")),
        ("c", ("claim", FIRST)),
        ("h", ("highlight", FIRST)),
        ("enter", ("quote", "the light is out")),
        (") enter", ("highlight", "Nobody answered him.")),
        (") '", ("quote", "Nobody answered him.")),
        ("3 ) c", ("claim", "The harbour was dark.")),
        ("} h", ("highlight", "It had burned for forty years.")),
        ("v w w h", ("highlight", "The keeper")),
        ("v i s c", ("claim", FIRST)),
        ("v i q '", ("quote", "the light is out")),
        ("v i p h", ("highlight", FIRST + " Nobody answered him.")),
        ("v + + h", ("highlight", FIRST)),
        ("v ) ) h", ("highlight", FIRST + " Nobody answered him.")),
        ("v 3 w b h", ("highlight", "The keeper")),
        ("v 2 w o w h", ("highlight", "keeper")),
        ("v e e h", ("highlight", "The keeper")),
        ("v 3 e h", ("highlight", "The keeper said")),
        ("v w e h", ("highlight", "The keeper")),
    ],
)
async def test_keys_file_what_they_say(
    drive: Drive, library: Library, keys: str, expected: tuple[str, str]
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, *keys.replace("+", "plus").replace(")", "right_parenthesis").split())
        assert filed(library) == [expected]
        assert reader(pilot).page.tail is None


async def test_repeating_the_key_takes_the_next_quotation_and_then_says_there_is_none(
    drive: Drive, library: Library
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "'", "'", "'")
        assert filed(library) == [("quote", "the light is out"), ("quote", "the oil is gone")]
        assert "No further quotation" in reader(pilot).status.message


async def test_a_tag_takes_the_key_the_letters_and_enter(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "'", "t", *"light", "enter")
        [mark] = library.annotations()
        assert mark.tags == ("light",)
        await type_keys(pilot, "c", "t", "l", "i", "tab", "enter")
        assert library.tags() == [("light", 2)]


async def test_undo_redo_and_delete(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "'", "h", "2", "u")
        assert filed(library) == []
        assert reader(pilot).page.marks == []
        await type_keys(pilot, "ctrl+r")
        assert filed(library) == [("quote", "the light is out")]
        await type_keys(pilot, "d")
        assert filed(library) == []
        await type_keys(pilot, "u")
        assert filed(library) == [("quote", "the light is out")]


async def test_the_borders_of_a_mark_move(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "'", "r", "o", "b", "o", "b", "enter")
        assert filed(library) == [("quote", "said “the light is")]


async def test_marks_are_stepped_through(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "h", "right_curly_bracket", "h", "right_curly_bracket", "h", "g", "g")
        starts = [mark.span.start for mark in library.annotations()]
        await type_keys(pilot, "right_square_bracket", "a")
        assert reader(pilot).page.cursor == starts[1]
        await type_keys(pilot, "right_square_bracket", "a")
        assert reader(pilot).page.cursor == starts[2]
        await type_keys(pilot, "2", "left_square_bracket", "a")
        assert reader(pilot).page.cursor == starts[0]


async def test_the_editor_keeps_every_field(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "e", *"dark", "tab", *"sea", "tab", *"Keeper", "tab")
        await type_keys(pilot, *"disp", "down", "tab", "tab", *"page", "space", *"12", "tab", *"Red")
        await type_keys(pilot, "ctrl+s")
        [mark] = library.annotations()
        assert (mark.note, mark.tags, mark.speaker, mark.status) == ("dark", ("sea",), "Keeper", "disputed")
        assert (mark.kind, mark.place, mark.colour) == ("claim", "p. 12", "red")
        await type_keys(pilot, "e", *" water", "escape")
        assert library.annotation(mark.id).note == "dark"


async def test_the_editor_refuses_what_cannot_be(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "e", "tab", "tab", "tab", *"xx", "enter")
        assert not isinstance(pilot.app.screen, ReaderScreen)
        [mark] = library.annotations()
        assert mark.status == "unchecked"


async def test_a_mark_hangs_on_the_words_that_were_read(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await pilot.pause(0.3)
        longer = document_of("A new first paragraph.", *LETTER.text.split("\n\n"))
        article = library.find("letter")
        library.add(ArticleDraft(longer, Metadata(title=article.title), article.source))
        await type_keys(pilot, "c")
        assert filed(library) == [("claim", FIRST)]


async def test_an_edit_leaves_alone_what_others_changed_meanwhile(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "e")
        [mark] = library.annotations()
        library.edit(mark.id, tags=["theirs"], speaker="Them")
        await type_keys(pilot, *"ours", "ctrl+s", "t")
        library.edit(mark.id, tags=["theirs", "later"])
        await type_keys(pilot, *"mine", "enter")
        mark = library.annotation(mark.id)
        assert (mark.note, mark.speaker, mark.tags) == ("ours", "Them", ("theirs", "later", "mine"))


async def test_what_is_typed_is_dropped_only_when_that_is_asked_for_twice(
    drive: Drive, library: Library
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "e", *"note", "escape")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert "not kept" in pilot.app.screen.status.message
        await type_keys(pilot, "ctrl+s", "e", *"more", "ctrl+q")
        assert isinstance(pilot.app.screen, EditorScreen)
        await type_keys(pilot, "escape")
        [mark] = library.annotations()
        assert mark.note == "note"
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_an_edit_that_cannot_be_kept_stays_open_and_says_why(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "e", *"note")
        library.delete([mark.id for mark in library.annotations()])
        await type_keys(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert "no mark" in pilot.app.screen.status.message.casefold()


async def test_a_click_ends_the_moving_of_borders(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "'", "r")
        await pilot.mouse_down("Page", offset=(8, 3))
        await pilot.mouse_up("Page", offset=(8, 3))
        await type_keys(pilot, "c")
        assert [kind for kind, _ in filed(library)] == ["quote", "claim"]
        assert ("quote", "the light is out") in filed(library)


async def test_an_article_is_not_read_by_being_opened(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "j", "enter", "q")
        assert library.find("notice").state is not ReadState.READ


async def test_leaving_goes_one_level_at_a_time_and_never_marks(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "enter", "tab")
        screen = reader(pilot)
        assert screen.mode == "panel"
        await type_keys(pilot, "q", "v")
        assert screen.mode == "visual"
        await type_keys(pilot, "q")
        assert screen.mode == "reader"
        await type_keys(pilot, "q")
        assert pilot.app.screen is not screen
        assert filed(library) == []


async def test_the_place_is_kept(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "enter", "5", "right_curly_bracket", "q")
        article = library.find("letter")
        assert article.state is ReadState.READING
        assert article.position > 0
        await type_keys(pilot, "enter")
        assert reader(pilot).page.cursor == article.position
        await type_keys(pilot, "G", "q")
        assert library.find("letter").state is ReadState.READ


async def test_another_process_writing_shows_within_a_second(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await pilot.pause(0.3)
        span = reader(pilot).page.sentence
        library.annotate(library.find("letter").id, span, Kind.CLAIM)
        await pilot.pause(0.9)
        assert [mark.kind for mark in reader(pilot).page.marks] == [Kind.CLAIM]


async def test_keys_typed_ahead_reach_the_screen_they_are_for(drive: Drive, library: Library) -> None:
    one = ["enter", "c", "t", *"sea", "enter", "q"]
    other = ["j", "enter", "h", "t", *"salt", "enter", "q"]
    async with drive() as pilot:
        for key in one + other:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await rest(pilot)
        assert sorted((mark.article_title, str(mark.kind), mark.tags) for mark in library.annotations()) == [
            ("A letter from the light", "claim", ("sea",)),
            ("Notice to mariners", "highlight", ("salt",)),
        ]
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_mouse_selects_what_keys_then_mark(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await pilot.mouse_down("Page", offset=(8, 0))
        await pilot.hover("Page", offset=(13, 0))
        await pilot.mouse_up("Page", offset=(13, 0))
        assert reader(pilot).mode == "visual"
        await type_keys(pilot, "h")
        assert filed(library) == [("highlight", "keeper")]


async def test_the_panel_lists_and_leads_to_marks(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "h", "9", "right_curly_bracket", "h", "g", "g", "tab", "j", "enter")
        screen = reader(pilot)
        assert screen.mode == "reader"
        assert screen.page.cursor == library.annotations()[1].span.start


@pytest.mark.parametrize("size", [(40, 8), (80, 24), (120, 40), (200, 60)])
async def test_every_size_reads_and_marks(drive: Drive, library: Library, size: tuple[int, int]) -> None:
    async with drive("letter", size) as pilot:
        await type_keys(pilot, "space", "space", "c", "tab", "tab", "s", "escape")
        [mark] = library.annotations()
        assert isinstance(mark, Annotation)
        assert mark.span == reader(pilot).page.sentence


async def test_a_terminal_too_small_is_told_so(drive: Drive) -> None:
    async with drive("letter", (30, 6)) as pilot:
        assert reader(pilot).small.display
        await pilot.resize_terminal(80, 24)
        assert not reader(pilot).small.display


async def test_a_count_and_a_pending_key_show_until_they_are_done(drive: Drive, library_path: Path) -> None:
    assert library_path.exists()
    async with drive("letter") as pilot:
        await type_keys(pilot, "1", "2", "right_square_bracket")
        assert "12 ]" in str(reader(pilot).status.render())
        assert "a Next mark" in reader(pilot).status.message
        await type_keys(pilot, "escape")
        assert "12" not in str(reader(pilot).status.render())
