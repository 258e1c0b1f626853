from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from keymaps.load import load
from store.records import ArticleDraft, Kind
from tests.text.documents import document_of
from tests.tui.conftest import rest, type_keys
from tests.tui.test_reader import reader
from text import suggestions
from text.document import Metadata, Span
from tui import suggester
from tui.app import Postil

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive
    from text.document import Document
    from text.suggestions import Piece

HARBOUR = (
    "“We are ready,” said Ada Marsh. “We will go.”",
    "Tom Reed said: “The light is out.” Nobody answered him.",
    *["It rained. It had rained for a week and would not end." for _ in range(30)],
    "Ada Marsh said that the harbour would be closed.",
    "“Nobody came,” said Tom Reed.",
)
DATA = Metadata(title="The harbour")
NEXT, PREVIOUS = ("right_square_bracket", "q"), ("left_square_bracket", "q")
NEXT_REPORT = ("right_square_bracket", "Q")


@pytest.fixture
def harbour(library: Library) -> str:
    return library.add(ArticleDraft(document_of(*HARBOUR), DATA, "/harbour.txt")).article.id


def said(library: Library) -> list[tuple[str, str]]:
    return [(mark.anchor.exact, mark.speaker) for mark in library.annotations()]


def signs(pilot: Pilot[int]) -> int:
    page = reader(pilot).page
    gutters = (page.render_line(y).crop(0, page.region.width // 4).text for y in range(page.size.height))
    return sum('"' in gutter for gutter in gutters)


def lit(pilot: Pilot[int]) -> list[str]:
    page = reader(pilot).page
    return [span.of(page.document.text) for span in page.lit]


@pytest.mark.usefixtures("harbour")
async def test_suggestions_are_walked_and_filed_with_their_speakers(drive: Drive, library: Library) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        assert signs(pilot) == 2
        await type_keys(pilot, "2", *NEXT)
        assert lit(pilot) == ["The light is out."]
        assert reader(pilot).status.message == "Quote by Tom Reed? y files it, x dismisses it"
        await type_keys(pilot, "y")
        assert said(library) == [("The light is out.", "Tom Reed")]
        assert signs(pilot) == 1
        assert reader(pilot).status.message == "Filed a quote by Tom Reed. e edits it, u undoes"
        await type_keys(pilot, *PREVIOUS)
        assert lit(pilot) == ["We are ready,", "We will go."]
        await type_keys(pilot, "y")
        assert said(library)[:2] == [("We are ready,", "Ada Marsh"), ("We will go.", "Ada Marsh")]
        assert (lit(pilot), signs(pilot)) == ([], 0)
        await type_keys(pilot, "t", *"sea", "enter")
        assert library.annotations()[0].tags == ("sea",)
        await type_keys(pilot, "3", "u")
        assert said(library) == []
        assert signs(pilot) == 2


@pytest.mark.usefixtures("harbour")
async def test_a_move_puts_the_light_out_and_there_is_an_end_to_the_walk(drive: Drive) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "5", *NEXT)
        assert lit(pilot) == ["Nobody came,"]
        await type_keys(pilot, *NEXT)
        assert "No further suggested quote" in reader(pilot).status.message
        await type_keys(pilot, "k")
        assert lit(pilot) == []
        await type_keys(pilot, "ctrl+o")
        assert reader(pilot).page.cursor == 0


@pytest.mark.usefixtures("harbour")
async def test_a_key_files_what_is_in_sight_without_a_walk(drive: Drive, library: Library) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "y", "y")
        assert len(said(library)) == 3
        await type_keys(pilot, "y")
        assert len(said(library)) == 3
        assert lit(pilot) == ["Nobody came,"]
        await type_keys(pilot, "y", "y")
        assert said(library)[-1] == ("Nobody came,", "Tom Reed")
        assert reader(pilot).status.message == "No suggested quote from here on."


@pytest.mark.parametrize(("keys", "filed", "told"), [("Y", 3, "2 quotes"), ("9y", 4, "3 quotes")])
@pytest.mark.usefixtures("harbour")
async def test_several_are_filed_as_one_change(
    drive: Drive, library: Library, keys: str, filed: int, told: str
) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, *keys)
        assert len(said(library)) == filed
        assert told in reader(pilot).status.message
        await type_keys(pilot, "Y" if keys == "Y" else "j")
        assert len(said(library)) == filed
        await type_keys(pilot, "u")
        assert said(library) == []


async def test_a_dismissed_suggestion_comes_back_only_by_undo(
    drive: Drive, library: Library, harbour: str
) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "x")
        assert signs(pilot) == 1
        assert reader(pilot).status.message == "Dismissed the suggestion. u undoes"
    revised = document_of("It is about the sea.", *HARBOUR)
    async with drive("harbour") as pilot:
        await rest(pilot)
        assert signs(pilot) == 1
        library.add(ArticleDraft(revised, DATA, "/harbour.txt"))
        reader(pilot).reload()
        await rest(pilot)
        await type_keys(pilot, "g", "g", *NEXT)
        assert library.article(harbour).revision == reader(pilot).article.revision
        assert lit(pilot) == ["The light is out."]
        await type_keys(pilot, "u", *PREVIOUS)
        assert lit(pilot) == ["We are ready,", "We will go."]


@pytest.mark.usefixtures("harbour")
async def test_reported_speech_is_offered_only_where_it_is_asked_for(drive: Drive, library: Library) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, *NEXT_REPORT)
        assert "Reported speech by Ada Marsh?" in reader(pilot).status.message
        assert signs(pilot) == 1
        [words] = lit(pilot)
        assert "the harbour would be closed" in words
        await type_keys(pilot, "y", "g", "g", *NEXT_REPORT)
        assert said(library) == [(words, "Ada Marsh")]
        assert "No further reported speech" in reader(pilot).status.message


@pytest.mark.usefixtures("harbour")
async def test_what_is_filed_by_hand_is_not_suggested_and_has_its_speaker(
    drive: Drive, library: Library
) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "right_curly_bracket", "apostrophe")
        assert said(library) == [("The light is out.", "Tom Reed")]
        assert "Filed a quote by Tom Reed. e edits it" in reader(pilot).status.message
        assert signs(pilot) == 1
        await type_keys(pilot, "right_parenthesis", "apostrophe", "c")
        assert {speaker for _, speaker in said(library)} == {"Tom Reed", ""}


async def test_a_claim_on_the_same_words_leaves_the_suggestion(
    drive: Drive, library: Library, harbour: str
) -> None:
    library.annotate(harbour, Span(0, 30), Kind.CLAIM)
    async with drive("harbour") as pilot:
        await rest(pilot)
        assert signs(pilot) == 2


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_what_is_filed_otherwise_is_stood_on_no_longer(
    drive: Drive, library: Library, harbour: str, *, elsewhere: bool
) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "2", *NEXT)
        if elsewhere:
            library.annotate(harbour, reader(pilot).page.lit[0], Kind.QUOTE)
            reader(pilot).reload()
        else:
            await type_keys(pilot, "apostrophe")
        assert lit(pilot) == []
        await type_keys(pilot, "x")
        assert library.dismissed(harbour) == frozenset()
        assert lit(pilot) == ["Nobody came,"]
        await type_keys(pilot, "y", "u")
        assert [words for words, _ in said(library)] == ["The light is out."]


@pytest.mark.usefixtures("harbour")
async def test_a_quote_filed_in_a_text_revised_meanwhile_is_gone_to(drive: Drive, library: Library) -> None:
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "2", *NEXT)
        revised = document_of("It is about the sea.", "It is long.", *HARBOUR)
        library.add(ArticleDraft(revised, DATA, "/harbour.txt"))
        await type_keys(pilot, "y")
        assert reader(pilot).page.cursor == revised.text.index("The light is out.")
        await type_keys(pilot, *PREVIOUS)
        assert lit(pilot) == ["We are ready,", "We will go."]


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize("begun", [0, 1])
async def test_another_article_s_quotes_are_never_offered(
    drive: Drive, library: Library, monkeypatch: pytest.MonkeyPatch, begun: int
) -> None:
    other = library.find("notice").id
    async with drive("harbour") as pilot:
        await rest(pilot)
        entered, leave = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def look(document: Document, size: int) -> list[Piece]:
            loop.call_soon_threadsafe(entered.set)
            assert leave.wait(60)
            return found(document, size)

        found = suggestions.pieces
        monkeypatch.setattr(suggestions, "pieces", look)
        screen = reader(pilot)
        harbour = screen.article.id
        await screen.open_article(other)
        if begun:
            await entered.wait()
        await screen.open_article(harbour)
        leave.set()
        await rest(pilot)
        assert signs(pilot) == 2
        await screen.open_article(other)
        await rest(pilot)
        assert signs(pilot) == 0
        await type_keys(pilot, *NEXT)
        assert "No further suggested quote" in screen.status.message


@pytest.mark.usefixtures("harbour")
async def test_an_article_is_looked_through_once(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(document: Document, size: int) -> list[Piece]:
        looked.append(document.text)
        return found(document, size)

    found = suggestions.pieces
    monkeypatch.setattr(suggestions, "pieces", look)
    async with drive("harbour") as pilot:
        await rest(pilot)
        await type_keys(pilot, "J")
        await type_keys(pilot, "K")
        assert reader(pilot).article.title == "The harbour"
        assert signs(pilot) == 2
    assert len(looked) == len(set(looked)) == 2


@pytest.mark.usefixtures("harbour")
async def test_a_long_text_is_looked_through_when_nothing_is_typed(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggester, "_LONG", 500)
    async with drive("harbour") as pilot:
        await type_keys(pilot, "j", "k")
        assert signs(pilot) == 2
        await type_keys(pilot, "9", *NEXT)
        assert lit(pilot) == ["Nobody came,"]


@pytest.mark.usefixtures("harbour")
async def test_until_it_is_known_what_is_said_that_is_told(
    drive: Drive, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggester, "_PAUSE_SECONDS", 60)
    async with drive("harbour") as pilot:
        for keys in (NEXT, ("y",), ("Y",), ("x",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert "Still looking" in reader(pilot).status.message
        await pilot.press("apostrophe")
        await pilot.pause(0.2)
        assert said(library)[0][1] == ""


async def test_with_vim_s_keys_x_deletes_and_a_capital_one_dismisses(library: Library, harbour: str) -> None:
    app = Postil(library.path, load("vim"), harbour)
    async with app.run_test() as pilot:
        await rest(pilot)
        await type_keys(pilot, "right_curly_bracket", "y", "x", "X")
        assert said(library) == []
        assert len(library.dismissed(harbour)) == 1
