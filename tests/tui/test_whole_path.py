"""From suggestions to a disputed claim, over both seeds, by keys alone; and all of it undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keymaps.load import load
from seeds import NAMES, draft, plant
from store.library import Library
from store.records import Kind, Status
from tests.tui.conftest import type_keys
from tests.tui.test_joining import looked
from tui.app import Postil
from tui.screens.claim import ClaimScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from store.links import Relation

NEXT_SUGGESTION = ("right_square_bracket", "q")
HOURS = "within 24 hours of taking"


def open_article(pilot: Pilot[int]) -> str:
    assert isinstance(pilot.app.screen, ReaderScreen)
    return pilot.app.screen.article.title


def of_kind(library: Library, kind: Kind) -> list[tuple[str, str]]:
    return [(mark.speaker, mark.anchor.exact) for mark in library.annotations() if mark.kind is kind]


def relations(library: Library) -> set[Relation]:
    return {link.relation for mark in library.annotations() for link in mark.links}


async def test_quotes_claims_and_links_by_keys_alone(tmp_path: Path) -> None:
    path = tmp_path / "seeds.db"
    with Library.open(path) as library:
        plant(library)
        one, other = (draft(name).metadata.title for name in NAMES[:2])
        app = Postil(path, load(), one)
        async with app.run_test(size=(120, 40)) as pilot:
            await type_keys(pilot)

            for filed in range(1, 6):
                await type_keys(pilot, *NEXT_SUGGESTION, "y")
                assert len(of_kind(library, Kind.QUOTE)) == filed
            speakers = {speaker for speaker, _ in of_kind(library, Kind.QUOTE)}
            assert speakers == {"Donald Trump", "Volodymyr Zelenskyy"}

            await type_keys(pilot, "slash", *HOURS, "enter", "c")
            await looked(pilot)
            await type_keys(pilot, "L", "K")
            assert open_article(pilot) == other
            await type_keys(pilot, "slash", *HOURS, "enter", "c")
            await looked(pilot)
            await type_keys(pilot, "plus")
            [claim] = library.claims.all()
            assert (claim.appearances, claim.articles) == (2, 2)

            await type_keys(pilot, "L", "c")
            assert relations(library) == {"contradicts"}

            await type_keys(pilot, "C")
            assert isinstance(app.screen, LedgerScreen)
            await type_keys(pilot, "equals_sign", "d")
            assert library.claims.one(claim.id).status == Status.DISPUTED
            await type_keys(pilot, "enter")
            assert isinstance(app.screen, ClaimScreen)

            # The status, the link, the joining, two claims, five quotes.
            await type_keys(pilot, "1", "0", "u")
            assert library.annotations() == []
            assert library.claims.all() == []
            assert library.undo() is None
