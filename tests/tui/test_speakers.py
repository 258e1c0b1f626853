from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Static

from store.records import ArticleDraft, Kind
from tests.text.documents import document_of
from tests.tui.conftest import rest, type_keys
from text.document import Metadata, Span
from tui.screens.editor import EditorScreen
from tui.screens.prompt import PromptScreen
from tui.screens.reader import ReaderScreen
from tui.screens.sayings import SayingsScreen
from tui.screens.speakers import SpeakersScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

SAID = (
    ("Zelensky", "We will never give up any of our land to anyone"),
    ("Volodymyr Zelenskyy", "never give up any of our land"),
    ("Trump", "The war ends within 24 hours of my return"),
    ("Donald Trump", "the war ends within 48 hours of my return"),
    ("Trump", "Nobody knew that it could be so complicated"),
    ("Mike Waltz", "We are in talks on both sides"),
)


@pytest.fixture(autouse=True)
def quoted(library: Library) -> None:
    for number, (speaker, words) in enumerate(SAID):
        text = f"On that day “{words}” was heard."
        data = Metadata(title=f"Paper {number}", published=f"2025-03-{20 - number:02}")
        article = library.add(ArticleDraft(document_of(text), data)).article
        start = text.index(words)
        library.annotate(
            article.id, Span(start, start + len(words)), Kind.QUOTE, speaker=speaker, tags=["war"]
        )


def speakers(pilot: Pilot[int]) -> SpeakersScreen:
    assert isinstance(pilot.app.screen, SpeakersScreen)
    return pilot.app.screen


def sayings(pilot: Pilot[int]) -> SayingsScreen:
    assert isinstance(pilot.app.screen, SayingsScreen)
    return pilot.app.screen


def names(pilot: Pilot[int]) -> list[str]:
    return [speaker.name for speaker in speakers(pilot).listed]


def told(pilot: Pilot[int]) -> list[str]:
    """The words of the page, those told again behind an arrow."""
    shown = sayings(pilot).told
    return [("↳ " if each.is_again else "") + each.saying.words for each in shown]


async def settled(pilot: Pilot[int]) -> None:
    await rest(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SpeakersScreen | SayingsScreen)
    await screen.settle()
    await rest(pilot)


async def grouped(pilot: Pilot[int]) -> None:
    """Wait until what is read and sorted while keys go on is there."""
    while any(each.group == "look" and not each.is_finished for each in pilot.app.workers):
        await pilot.pause(0.01)


async def go_to(pilot: Pilot[int], name: str) -> None:
    await settled(pilot)
    await type_keys(pilot, "g", "g", *["j"] * names(pilot).index(name))
    assert speakers(pilot).speaker_name == name


async def test_the_most_quoted_come_first_and_sorting_changes_that(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await settled(pilot)
        assert names(pilot)[0] == "Trump"
        await type_keys(pilot, "o")
        assert names(pilot) == sorted(names(pilot))
        await type_keys(pilot, "o")
        assert names(pilot)[0] == "Mike Waltz"


async def test_typing_does_not_break_off_the_reading_of_what_is_new(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P", "slash")
        await settled(pilot)
        library.annotate(library.articles()[0].id, Span(0, 2), Kind.QUOTE, speaker="Una Waltz")
        screen = speakers(pilot)
        screen.reload()
        screen.query_one("#filter", Input).value = "waltz"
        await settled(pilot)
        assert sorted(names(pilot)) == ["Mike Waltz", "Una Waltz"]


@pytest.mark.parametrize(
    ("typed", "found"), [("waltz", ["Mike Waltz"]), ("walzt", ["Mike Waltz"]), ("xyzzy", [])]
)
async def test_the_filter_forgives_typing_errors(drive: Drive, typed: str, found: list[str]) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P", "slash", *typed)
        await settled(pilot)
        assert names(pilot) == found
        await type_keys(pilot, "enter", "escape")
        await settled(pilot)
        assert len(names(pilot)) == 5


async def test_those_picked_are_merged_into_the_one_here_and_undo_parts_them(
    drive: Drive, library: Library
) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Mike Waltz")
        await type_keys(pilot, "m")
        await go_to(pilot, "Zelensky")
        await type_keys(pilot, "M")
        await settled(pilot)
        assert "Merged Mike Waltz into Zelensky. u undoes" in speakers(pilot).status.message
        assert speakers(pilot).speaker_name == "Zelensky"
        assert library.speakers.one("Mike Waltz").name == "Zelensky"
        await type_keys(pilot, "u")
        await settled(pilot)
        assert "Mike Waltz" in names(pilot)


async def test_who_looks_like_one_person_is_offered_as_one(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Donald Trump")
        assert speakers(pilot).alike == ["Trump"]
        await type_keys(pilot, "=")
        await settled(pilot)
        assert library.speakers.one("Trump").name == "Donald Trump"
        await type_keys(pilot, "=")
        assert "Nobody" in speakers(pilot).status.message


async def test_renaming_and_parting_a_name_off(drive: Drive, library: Library) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Mike Waltz")
        await type_keys(pilot, "r")
        prompt = pilot.app.screen
        assert isinstance(prompt, PromptScreen)
        assert prompt.input.value == "Mike Waltz"
        await type_keys(pilot, *" Jr", "enter")
        await settled(pilot)
        assert "Mike Waltz is called Mike Waltz Jr. u undoes" in speakers(pilot).status.message
        assert speakers(pilot).speaker_name == "Mike Waltz Jr"
        await type_keys(pilot, "-", "enter")
        await settled(pilot)
        assert library.speakers.one("Mike Waltz").aliases == ()
        await type_keys(pilot, "2", "u")
        await settled(pilot)
        assert "Mike Waltz" in names(pilot)


@pytest.mark.parametrize("at_once", [500, 2])
async def test_the_page_of_a_speaker_puts_what_was_told_twice_side_by_side(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("tui.screens.sayings._AT_ONCE", at_once)
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Donald Trump")
        await type_keys(pilot, "=", "enter")
        await settled(pilot)
        await grouped(pilot)
        assert told(pilot) == [
            "nobody knew that it could be so complicated",
            "the war ends within 48 hours of my return",
            "↳ the war ends within 24 hours of my return",
        ]
        heading = pilot.app.screen.query_one("#who", Static).content
        assert heading == "Donald Trump, in 3 articles, also called Trump"


async def test_enter_goes_to_the_passage_and_escape_comes_back_to_it(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Trump")
        await type_keys(pilot, "enter", "j", "enter")
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.article.title == "Paper 2"
        assert reader.page.document.text[reader.page.cursor :].startswith("The war ends")
        await type_keys(pilot, "escape")
        await settled(pilot)
        assert sayings(pilot).rows.index == 1
        await type_keys(pilot, "escape")
        await settled(pilot)
        assert speakers(pilot).speaker_name == "Trump"


async def test_a_mark_leads_to_the_page_of_its_speaker(drive: Drive) -> None:
    async with drive("Paper 0") as pilot:
        await type_keys(pilot, "]", "a", "g", "p")
        await settled(pilot)
        assert told(pilot) == ["we will never give up any of our land to anyone"]
        await type_keys(pilot, "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await type_keys(pilot, "d", "g", "p")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert "No mark here" in pilot.app.screen.status.message


async def test_the_page_follows_a_rename_and_its_undoing(drive: Drive) -> None:
    async with drive("Paper 5") as pilot:
        await type_keys(pilot, "]", "a", "g", "p", "r", *" II", "enter")
        await settled(pilot)
        assert sayings(pilot).speaker is not None
        assert sayings(pilot).speaker.name == "Mike Waltz II"  # type: ignore[union-attr]  # it has one
        await type_keys(pilot, "u")
        await settled(pilot)
        assert sayings(pilot).speaker.name == "Mike Waltz"  # type: ignore[union-attr]  # it has one
        assert len(told(pilot)) == 1


async def test_a_mark_deleted_on_the_page_is_gone_from_it_and_undo_brings_it_back(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Trump")
        await type_keys(pilot, "enter", "j", "d")
        await settled(pilot)
        assert len(told(pilot)) == 1
        await type_keys(pilot, "u")
        await settled(pilot)
        assert len(told(pilot)) == 2


async def test_the_editor_completes_other_names(drive: Drive, library: Library) -> None:
    library.speakers.merge("Trump", ["Donald Trump"])
    async with drive("Paper 5") as pilot:
        await type_keys(pilot, "]", "a", "e", "tab", "tab", "ctrl+u", *"Donald", "down", "enter")
        assert not isinstance(pilot.app.screen, EditorScreen)
        assert library.speakers.one("Donald Trump").marks == 4


async def test_without_a_quote_there_is_nobody(drive: Drive, library: Library) -> None:
    for article in library.articles():
        library.remove(article.id)
    async with drive() as pilot:
        await type_keys(pilot, "P", "enter", "m", "M", "=", "r", "-", "o")
        await settled(pilot)
        speakers(pilot).locate()
        assert len(speakers(pilot).rows) == 0


async def test_a_name_that_changes_nothing_is_not_said_to_have_been_given(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "P")
        await go_to(pilot, "Trump")
        await type_keys(pilot, "r", "enter")
        assert "already" in speakers(pilot).status.message
        await type_keys(pilot, "r", "ctrl+u", *"???", "enter")
        prompt = pilot.app.screen
        assert isinstance(prompt, PromptScreen)
        assert "letters or digits" in prompt.status.message
        await type_keys(pilot, "escape")
        assert "Trump" in names(pilot)
