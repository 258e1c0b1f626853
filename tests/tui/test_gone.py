"""What was deleted elsewhere while it stood on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Kind
from tests.tui.conftest import LETTER, rest, type_keys
from tests.tui.test_reader import reader
from text.document import Span
from tui.screens.claim import ClaimScreen

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive


async def test_a_claim_that_is_gone_is_not_said_to_stand_as_wanted(drive: Drive, library: Library) -> None:
    mark = library.annotate(library.find("letter").id, LETTER.blocks[0].span, Kind.CLAIM)
    async with drive() as pilot:
        await pilot.app.push_screen(ClaimScreen(library.claims.one(mark.claim)))
        await rest(pilot)
        library.delete([mark.id])
        await type_keys(pilot, "equals_sign", "d")
        assert isinstance(pilot.app.screen, ClaimScreen)
        assert "It is disputed" not in pilot.app.screen.status.message
        assert "any more" in pilot.app.screen.status.message


async def test_claims_are_looked_for_anew_after_one_offered_was_gone(drive: Drive, library: Library) -> None:
    article = library.find("letter").id
    first = LETTER.blocks[1].span.start
    old = library.annotate(article, Span(first, first + 30), Kind.CLAIM)
    mark = library.annotate(article, Span(first, first + 32), Kind.CLAIM)
    async with drive("letter") as pilot:
        await rest(pilot)
        screen = reader(pilot)
        screen.latest = mark.id
        screen.journey.jump_to(first)
        assert [each.claim.id for each in await screen.joining.like(mark)] == [old.claim]
        library.delete([old.id])
        new = library.annotate(article, Span(first, first + 31), Kind.CLAIM)
        await type_keys(pilot, "plus", "plus")
        assert library.annotation(mark.id).claim == new.claim
