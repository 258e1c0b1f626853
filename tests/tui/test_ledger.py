from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from keymaps.load import load
from seeds import plant
from store.claims import Claim
from store.library import Library
from store.links import Relation
from store.records import Kind, Status
from tests.tui.conftest import LETTER, rest, type_keys
from text.document import Span
from tui.app import Postil
from tui.joining import GROUP
from tui.ledger import SORTINGS, facts, next_status, sort_claims, status_letters, tally, today
from tui.screens.claim import ClaimScreen
from tui.screens.claim_editor import ClaimEditorScreen
from tui.screens.joining import JoiningScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from store.records import Annotation
    from tests.tui.conftest import Drive

STATUSES: tuple[str, ...] = tuple(Status)
PLAIN = Claim("a", "It burned", Status.UNCHECKED, None, "", "", "", "2026", 1, 1, "2026-01-01", "", 0, 0)
CLAIMS = st.lists(
    st.builds(
        lambda status, sure, due, seen, made: replace(
            PLAIN, status=status, confidence=sure, due=due, first_seen=seen, appearances=made
        ),
        st.sampled_from([*STATUSES, "parked"]),
        st.none() | st.integers(0, 100),
        st.sampled_from(["", "2026-01-01", "2027-05-05"]),
        st.sampled_from(["2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"]),
        st.integers(1, 9),
    )
)


@given(CLAIMS, st.sampled_from(SORTINGS))
def test_every_order_lists_every_claim_and_is_settled(claims: list[Claim], sorting: object) -> None:
    assert sorting in SORTINGS
    for each in SORTINGS:
        once = sort_claims(claims, each, STATUSES)
        assert sorted(map(repr, once)) == sorted(map(repr, claims))
        assert sort_claims(once, each, STATUSES) == once


@given(st.sampled_from([*STATUSES, "parked"]), st.integers(1, 9))
def test_statuses_turn_both_ways(status: str, step: int) -> None:
    there = next_status(status, STATUSES, step)
    assert there in STATUSES
    if status in STATUSES:
        assert next_status(there, STATUSES, -step) == status


@given(st.lists(st.text("abc-é", min_size=1, max_size=4), unique=True, max_size=8))
def test_every_letter_names_one_status(statuses: list[str]) -> None:
    letters = status_letters(statuses)
    assert len(set(letters.values())) == len(letters)
    assert all(letter in status for letter, status in letters.items())


def test_the_letters_of_the_statuses_there_are() -> None:
    assert list(status_letters(STATUSES)) == ["u", "c", "s", "d", "r", "n"]


def test_the_note_stands_apart_from_the_next_action() -> None:
    told = facts(replace(PLAIN, next_action="ring", note="He\ncalled back"))
    assert told[-2:] == ["next: ring", "note: He called back"]


@given(CLAIMS)
def test_the_tally_tells_of_every_claim(claims: list[Claim]) -> None:
    told = tally(claims, STATUSES, in_words=True)
    counts = [each.split() for each in told.split(", ")] if claims else []
    assert sum(int(count) for count, _ in counts) == len(claims)
    assert [status for _, status in counts] == [
        status for status in [*STATUSES, "parked"] if any(each.status == status for each in claims)
    ]


def claim(library: Library, words: str) -> Annotation:
    article = library.find("A letter from the light")
    start = LETTER.text.index(words)
    return library.annotate(article.id, Span(start, start + len(words)), Kind.CLAIM)


def ledger(pilot: Pilot[int]) -> LedgerScreen:
    assert isinstance(pilot.app.screen, LedgerScreen)
    return pilot.app.screen


def ledger_page(pilot: Pilot[int]) -> ClaimScreen:
    assert isinstance(pilot.app.screen, ClaimScreen)
    return pilot.app.screen


def shown(screen: LedgerScreen) -> list[str]:
    return [each.statement for each in screen.items]


async def test_a_status_is_set_by_one_key_and_taken_back(drive: Drive, library: Library) -> None:
    made = claim(library, "It had burned for forty years.")
    async with drive() as pilot:
        await type_keys(pilot, "C")
        await type_keys(pilot, "greater_than_sign")
        assert library.claims.one(made.claim).status == Status.CHECKING
        assert "◐1" in str(ledger(pilot).status.render())
        await type_keys(pilot, "equals_sign")
        assert ledger(pilot).status.message.startswith("u unchecked, c checking, s supported")
        await type_keys(pilot, "d")
        assert library.claims.one(made.claim).status == Status.DISPUTED
        assert "Disputed" in ledger(pilot).status.message
        await type_keys(pilot, "equals_sign", "z")
        assert "n unverifiable" in ledger(pilot).status.message
        await type_keys(pilot, "2", "u")
        assert library.claims.one(made.claim).status == Status.UNCHECKED


async def test_claims_are_filtered_as_one_types_by_what_they_state(drive: Drive, library: Library) -> None:
    burned, dark = claim(library, "It had burned for forty years."), claim(library, "The harbour was dark.")
    library.claims.edit(dark.claim, statement="No lamp was lit in the port")
    async with drive() as pilot:
        await type_keys(pilot, "C")
        assert len(shown(ledger(pilot))) == 2
        await type_keys(pilot, "slash", *"lamp")
        assert shown(ledger(pilot)) == ["No lamp was lit in the port"]
        await type_keys(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ClaimScreen)
        await type_keys(pilot, "escape")
        assert shown(ledger(pilot)) == ["No lamp was lit in the port"]
        await type_keys(pilot, "escape")
        assert len(shown(ledger(pilot))) == 2
        await type_keys(pilot, "escape")
        assert not isinstance(pilot.app.screen, LedgerScreen)
    assert burned.claim != dark.claim


async def test_claims_that_are_picked_are_merged_into_the_one_here(drive: Drive, library: Library) -> None:
    first, second = claim(library, "It had burned for forty years."), claim(library, "The harbour was dark.")
    async with drive() as pilot:
        await type_keys(pilot, "C", "M")
        assert "Nothing is picked" in ledger(pilot).status.message
        await type_keys(pilot, "m", "M")
        assert "Merged" in ledger(pilot).status.message
        assert [each.id for each in library.claims.all()] == [second.claim]
        await type_keys(pilot, "u")
        assert {each.id for each in library.claims.all()} == {first.claim, second.claim}
        assert len(shown(ledger(pilot))) == 2


async def test_a_claim_is_edited(drive: Drive, library: Library) -> None:
    made = claim(library, "It had burned for forty years.")
    async with drive() as pilot:
        await type_keys(pilot, "C", "e")
        assert isinstance(pilot.app.screen, ClaimEditorScreen)
        assert "enter keeps" in str(pilot.app.screen.status.render())
        await type_keys(pilot, *"!!", "tab", "tab", *"80", "tab", *"ring", "tab", *"soon", "enter")
        assert "“soon” is no date" in pilot.app.screen.status.message
        pilot.app.screen.fields["due"].value = "0w"
        await type_keys(pilot, "tab", *"who?")
        assert "ctrl+s keeps" in str(pilot.app.screen.status.render())
        await type_keys(pilot, "f2")
        assert isinstance(pilot.app.screen, LedgerScreen)
        known = library.claims.one(made.claim)
        assert (known.statement, known.confidence) == ("It had burned for forty years.!!", 80)
        assert (known.next_action, known.due, known.note) == ("ring", today(), "who?")
        await type_keys(pilot, "u")
        assert library.claims.one(made.claim).confidence is None


async def test_the_page_of_a_claim_leads_to_its_passages_and_back(drive: Drive, library: Library) -> None:
    first, second = claim(library, "It had burned for forty years."), claim(library, "The harbour was dark.")
    other = claim(library, "Nobody answered him.")
    library.claims.join([second.id], first.claim)
    library.links.make(other.id, Relation.CONTRADICTS, second.id)
    async with drive() as pilot:
        await type_keys(pilot, "C", "slash", *"burned", "enter", "enter")
        page = pilot.app.screen
        assert isinstance(page, ClaimScreen)
        assert [told.does for told in page.items] == ["", "", "contradicts this"]
        await type_keys(pilot, "j", "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.page.cursor == second.span.start
        await type_keys(pilot, "escape")
        assert ledger_page(pilot) is page
        assert page.rows.index == 1
        await type_keys(pilot, "x")
        assert library.annotation(second.id).claim not in (first.claim, second.claim)
        assert len(page.items) == 1
        await type_keys(pilot, "u", "j", "j", "x")
        assert "No appearance here" in page.status.message
        await type_keys(pilot, "k", "k", "equals_sign", "r")
        assert library.annotation(first.id).status == Status.REFUTED


async def test_a_claim_like_one_that_is_filed_is_offered_and_joined(drive: Drive, library: Library) -> None:
    filed = claim(library, "It had burned for forty years.")
    library.claims.edit(filed.claim, statement="Paragraph 3 of the letter says a little")
    async with drive("letter from the light") as pilot:
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        start = LETTER.text.index("Paragraph 3 of")
        reader.page.move_to(start)
        await type_keys(pilot, "c")
        await looked(pilot)
        assert reader.status.message.startswith("+ joins “Paragraph 3 of")
        assert reader.status.message.endswith("(1 time), g + lists, u undoes")
        assert len(reader.status.message) < 66
        await type_keys(pilot, "plus")
        assert "made 2 times now" in reader.status.message
        assert len(library.claims.appearances(filed.claim)) == 2
        await type_keys(pilot, "g", "c")
        assert isinstance(pilot.app.screen, ClaimScreen)
        assert len(pilot.app.screen.items) == 2
        await type_keys(pilot, "escape", "u")
        assert len(library.claims.appearances(filed.claim)) == 1
        await type_keys(pilot, "g", "plus")
        chooser = pilot.app.screen
        assert isinstance(chooser, JoiningScreen)
        assert "down moves on, enter joins, type to find any claim" in str(chooser.status.render())
        await type_keys(pilot, "enter")
        assert len(library.claims.appearances(filed.claim)) == 2


async def test_any_claim_is_found_to_be_joined(drive: Drive, library: Library) -> None:
    dark, forty = claim(library, "The harbour was dark."), claim(library, "It had burned for forty years.")
    async with drive("letter from the light") as pilot:
        await type_keys(pilot, "c", "g", "plus", *"harbour nowhere", "enter")
        chooser = pilot.app.screen
        assert isinstance(chooser, JoiningScreen)
        assert chooser.status.message == "Nothing here to join. escape leaves"
        await type_keys(pilot, *["backspace"] * 8)
        assert [each.claim.id for each in chooser.items] == [dark.claim]
        await type_keys(pilot, *["backspace"] * 7, "a", "down", "enter")
        assert sorted(len(library.claims.appearances(each.claim)) for each in (dark, forty)) == [1, 2]


async def test_nothing_is_offered_where_no_claim_says_the_same(drive: Drive) -> None:
    async with drive("letter from the light") as pilot:
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        await type_keys(pilot, "plus")
        assert reader.status.message == "No claim is made here. c files one"
        await type_keys(pilot, "apostrophe", "g", "c")
        assert reader.status.message == "No claim is made here."
        await type_keys(pilot, "c")
        await looked(pilot)
        assert reader.status.message.startswith("Filed a claim. t tags it")
        await type_keys(pilot, "plus")
        assert reader.status.message.startswith("No other claim says nearly the same.")
        await type_keys(pilot, "g", "plus")
        assert reader.status.message == "No other claim is there yet."


async def looked(pilot: Pilot[int]) -> None:
    """Wait until the claims like the one filed were looked for."""
    while any(worker.group == GROUP and not worker.is_finished for worker in pilot.app.workers):
        await asyncio.sleep(0.01)
    await rest(pilot)


async def test_the_claim_of_both_samples_is_one_by_keys_alone(tmp_path: Path) -> None:
    path = tmp_path / "seeds.db"
    with Library.open(path) as library:
        plant(library)
        titles = [
            article.title
            for article in library.articles()
            if "within 24 hours of taking office" in library.document(article.id).text
        ]
    for title in titles:
        app = Postil(path, load(), title)
        async with app.run_test(size=(120, 40)) as pilot:
            await type_keys(pilot, "slash", *"within 24 hours of taking", "enter", "c")
            await looked(pilot)
            reader = app.screen
            assert isinstance(reader, ReaderScreen)
            assert ("+ joins" in reader.status.message) is (title == titles[1])
            if title == titles[1]:
                await type_keys(pilot, "plus", "C", "equals_sign", "d", "enter")
                assert isinstance(app.screen, ClaimScreen)
                [(article, status, times)] = [
                    (each.articles, each.status, each.appearances) for each in app.library.claims.all()
                ]
                assert (article, status, times) == (2, Status.DISPUTED, 2)
                await type_keys(pilot, "4", "u")
                assert app.library.annotations() == []


async def test_a_claim_that_nothing_makes_any_more_has_an_empty_page(drive: Drive, library: Library) -> None:
    made = claim(library, "It had burned for forty years.")
    async with drive() as pilot:
        await type_keys(pilot, "C", "enter", "d")
        page = pilot.app.screen
        assert isinstance(page, ClaimScreen)
        assert page.items == []
        for keys in ("t", "a", "d", "x", "enter", "e"):
            await type_keys(pilot, keys)
        assert isinstance(pilot.app.screen, ClaimEditorScreen)
        await type_keys(pilot, "escape", "u")
        assert [told.mark.id for told in page.items] == [made.id]
        await type_keys(pilot, "u", "u", "escape")
        assert shown(ledger(pilot)) == []
        await type_keys(pilot, "e", "m", "M", "enter", "greater_than_sign", "o", "equals_sign", "d")
        assert isinstance(pilot.app.screen, LedgerScreen)
