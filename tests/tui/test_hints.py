from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from keymaps.load import load
from store.records import ArticleDraft
from tests.tui.conftest import LETTER, type_keys
from tests.tui.test_reader import FIRST, filed, reader
from text.document import Block, BlockKind, Document, Inline, Metadata, Span, Style
from text.labels import labels
from tui import browser
from tui.app import Postil
from tui.commands.table import commands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive
    from text.links import Link
    from tui.widgets.page import Page

FIRST_OF_THREE = "Go there, or to the note.[1] Or nowhere."
LINKED = Document(
    f"{FIRST_OF_THREE}\n\nThe end\n\nThe note.",
    (
        Block(
            Span(0, 40),
            inlines=(
                Inline(Span(0, 2), Style.LINK, "https://bank.example@example.org/path"),
                Inline(Span(3, 8), Style.LINK, "#the-end"),
                Inline(Span(25, 28), Style.LINK, "#fn-1"),
                Inline(Span(29, 31), Style.LINK, "javascript:alert(1)"),
            ),
        ),
        Block(Span(42, 49), BlockKind.HEADING, 1),
        Block(Span(51, 60), BlockKind.LIST_ITEM, 1, "[1]"),
    ),
)


@pytest.fixture
def linked(library: Library) -> str:
    return library.add(ArticleDraft(LINKED, Metadata(title="Where links lead"), "/links.txt")).article.id


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    opened: list[str] = []

    def browse(link: Link, tell: Callable[[str], None]) -> str:
        opened.append(link.address)
        tell("No browser could be opened.")
        return f"Opening {link.host}."

    monkeypatch.setattr(browser, "browse", browse)
    return opened


def status_line(pilot: Pilot[int]) -> str:
    return str(reader(pilot).status.render())


async def drag(pilot: Pilot[int], start: int, end: int) -> None:
    """Select with the mouse in the first line."""
    await pilot.mouse_down("Page", offset=(start, 0))
    await pilot.hover("Page", offset=(end, 0))
    await pilot.mouse_up("Page", offset=(end, 0))
    await pilot.pause()


async def test_any_sentence_in_sight_is_a_quote_in_four_keys(drive: Drive, library: Library) -> None:
    async with drive("letter", (120, 60)) as pilot:
        await type_keys(pilot, "f")
        places = dict(reader(pilot).page.labels)
        assert len(places) > 26
        label, last = list(places.items())[-1]
        assert len(["f", *label, "'"]) <= 4
        await type_keys(pilot, *label, "'")
        assert filed(library) == [("quote", last.of(LETTER.text))]


def labels_shown(page: Page) -> list[str]:
    """The labels that are painted, in the margin or over the text."""
    lines = page._lines  # noqa: SLF001 - what is painted has no public name
    shown = ([line.label, *(piece.text for piece in line.pieces if "label" in piece.inks)] for line in lines)
    return [label for row in shown for label in row if label]


async def test_every_sentence_in_sight_has_a_label_of_its_own_on_the_screen(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "f")
        screen = reader(pilot)
        assert screen.mode == "hints"
        shown = labels_shown(screen.page)
        assert sorted(shown) == sorted(screen.page.labels) == sorted(labels(len(shown)))


@pytest.mark.parametrize("key", ["z", "Z", "down", "enter", "'"])
async def test_a_key_that_is_no_label_leaves_them_and_does_nothing_else(
    drive: Drive, library: Library, key: str
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "f")
        shown = dict(reader(pilot).page.labels)
        assert "escape leaves" in status_line(pilot)
        await type_keys(pilot, key, "enter")
        assert reader(pilot).mode == "hints"
        assert reader(pilot).page.labels == shown
        assert "escape leaves" in status_line(pilot)
        assert filed(library) == []
        await type_keys(pilot, "escape")
        assert reader(pilot).mode == "reader"


async def test_a_question_that_is_not_answered_is_answered_no(
    drive: Drive, linked: str, browsed: list[str]
) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, "g", "x", "Z")
        assert reader(pilot).mode == "reader"
        assert "Not opened." in status_line(pilot)
        assert browsed == []


@pytest.mark.parametrize("keys", [["f"], ["g", "x"]])
async def test_the_key_that_quits_quits_whatever_is_asked(drive: Drive, linked: str, keys: list[str]) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, *keys, "ctrl+q")
        assert pilot.app.return_code == 0


async def test_in_a_selection_a_label_extends_it_by_the_whole_sentence(
    drive: Drive, library: Library
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "v", "f", labels(40)[2], "h")
        expected = LETTER.text[: LETTER.text.index("years.") + 6]
        assert filed(library) == [("highlight", expected)]


async def test_a_label_leads_to_a_mark_and_keys_act_on_that_one(drive: Drive, library: Library) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "'", "right_curly_bracket", "g", "m", labels(2)[1], "d")
        assert filed(library) == [("claim", FIRST)]


async def test_where_there_is_nothing_to_label_that_is_said(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "F")
        assert "in sight" in reader(pilot).status.message
        await type_keys(pilot, "g", "x")
        assert "No link" in reader(pilot).status.message
        assert reader(pilot).mode == "reader"


@pytest.mark.parametrize("keys", [["g", "x"], ["F", labels(4)[0]]])
async def test_a_link_is_opened_only_after_its_host_was_shown(
    drive: Drive, linked: str, browsed: list[str], keys: list[str]
) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, *keys)
        assert "Open example.org?" in status_line(pilot)
        assert browsed == []
        await type_keys(pilot, "j")
        assert reader(pilot).mode == "reader"
        await type_keys(pilot, "g", "g", *keys, "enter")
        assert browsed == ["https://bank.example@example.org/path"]
        assert reader(pilot).status.message == "No browser could be opened."


@pytest.mark.parametrize("away", ["click", "drag", "wheel", "resize", "revise"])
async def test_with_the_question_the_answer_is_gone(
    drive: Drive, library: Library, linked: str, browsed: list[str], away: str
) -> None:
    async with drive(linked) as pilot:
        await pilot.pause(0.3)
        await type_keys(pilot, "g", "x")
        if away == "click":
            await pilot.click("Page", offset=(20, 2))
        elif away == "drag":
            await drag(pilot, 10, 15)
        elif away == "wheel":
            reader(pilot).page.on_mouse_scroll_down()
        elif away == "resize":
            await pilot.resize_terminal(60, 20)
        else:
            library.add(ArticleDraft(LETTER, Metadata(title="Where links lead"), "/links.txt"))
            reader(pilot).reload()
        await pilot.pause()
        assert "Open" not in status_line(pilot)
        await type_keys(pilot, "enter")
        assert browsed == []


async def test_what_is_said_of_a_selection_names_the_keys_in_force(drive: Drive, linked: str) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, "g", "x")
        await drag(pilot, 10, 15)
        assert "Selected: ' quote, c claim, h highlight." in status_line(pilot)


async def test_what_is_said_over_a_question_takes_it_away(
    drive: Drive, linked: str, browsed: list[str]
) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, "g", "x")
        reader(pilot).say("The disk is full.")
        await type_keys(pilot, "enter")
        assert browsed == []


async def test_a_question_is_not_hidden_by_what_was_said_before(drive: Drive, linked: str) -> None:
    async with drive(linked) as pilot:
        reader(pilot).say("Filed a quote.")
        await reader(pilot).run_named("link.follow")
        assert "Open example.org?" in status_line(pilot)
        await type_keys(pilot, "Z")
        assert "Open" not in status_line(pilot)


async def test_of_a_long_host_the_end_is_shown(drive: Drive, library: Library, browsed: list[str]) -> None:
    address = f"https://www.bank.com.{'a' * 60}.evil.example/login"
    document = Document("Here.", (Block(Span(0, 5), inlines=(Inline(Span(0, 4), Style.LINK, address),)),))
    article = library.add(ArticleDraft(document, Metadata(title="Bait"), "/bait.txt")).article.id
    async with drive(article) as pilot:
        await type_keys(pilot, "g", "x")
        assert ".evil.example? " in status_line(pilot)
        assert browsed == []


async def test_links_within_the_article_are_jumped_to(drive: Drive, linked: str, browsed: list[str]) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, "F", labels(4)[1])
        assert reader(pilot).page.cursor == 42
        await type_keys(pilot, "ctrl+o", "F", labels(4)[2])
        assert reader(pilot).page.cursor == 51
        assert browsed == []


async def test_no_other_kind_of_address_is_opened(drive: Drive, linked: str, browsed: list[str]) -> None:
    async with drive(linked) as pilot:
        await type_keys(pilot, "F", labels(4)[3], "enter")
        assert browsed == []
        assert reader(pilot).mode == "reader"


async def test_labels_that_begin_at_one_place_stand_side_by_side(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "c", "v", "w", "e", "h", "g", "m")
        page = reader(pilot).page
        assert len(page.labels) == 2
        assert labels_shown(page) == list(page.labels)


async def test_an_escape_that_a_key_follows_at_once_is_not_lost(drive: Drive) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "v")
        pilot.app.post_message(events.Key("alt+j", "j"))
        await type_keys(pilot)
        assert reader(pilot).page.tail is None
        assert reader(pilot).page.cursor > 0


async def test_a_bound_key_with_alt_stays_one(library_path: Path) -> None:
    keymap = load(user='[reader]\nvisual.start = "alt+j"\n', known=commands())
    app = Postil(library_path, keymap, "letter")
    async with app.run_test() as pilot:
        await pilot.pause()
        await type_keys(pilot, "alt+j")
        assert reader(pilot).mode == "visual"
