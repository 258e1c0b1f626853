from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from keymaps.load import load
from seeds import plant
from store.library import Library
from store.records import Status
from tests.tui.conftest import LETTER, rest, type_keys
from tests.tui.test_ledger import claim
from tui.app import Postil
from tui.joining import GROUP
from tui.screens.claim import ClaimScreen
from tui.screens.joining import JoiningScreen
from tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.tui.conftest import Drive


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
