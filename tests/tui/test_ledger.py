from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from store.claims import Claim
from store.links import Relation
from store.records import Kind, Status
from tests.tui.conftest import LETTER, type_keys
from text.document import Span
from tui.ledger import SORTINGS, facts, next_status, sort_claims, status_letters, tally, today
from tui.screens.claim import ClaimScreen
from tui.screens.claim_editor import ClaimEditorScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library
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
