"""What tests of the search screen press and look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Kind
from tests.tui.conftest import LETTER, NOTICE, rest
from tests.tui.conftest import type_keys as type_only
from tui.acting import ACTING
from tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library


def mark_some(library: Library) -> Library:
    """Make four marks in the letter, and one in the notice."""
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
