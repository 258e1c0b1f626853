from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.library import Library
from store.records import Kind
from tests.tui.conftest import LETTER
from tests.tui.searching import finder, type_keys
from tests.tui.test_pictures import picture
from tui import quest
from tui.answers import AT_ONCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.records import Hit
    from tests.tui.conftest import Drive


@pytest.fixture
def budgets(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """How long each search might take, on a library where one in a hurry finds one mark of three."""
    letter = library.find("letter")
    for at in (1, 2, 3):
        library.annotate(letter.id, LETTER.blocks[at].span, Kind.QUOTE)
    asked: list[float | None] = []
    search = Library.search

    def slow(
        self: Library,
        query: str,
        *,
        limit: int,
        cancelled: Callable[[], bool] | None,
        seconds: float | None = None,
    ) -> list[Hit]:
        asked.append(seconds)
        found = search(self, query, limit=limit, cancelled=cancelled)
        return found if seconds is None else found[:1]

    monkeypatch.setattr(Library, "search", slow)
    return asked


async def test_a_search_as_one_types_has_a_budget_and_its_end_has_none(
    drive: Drive, budgets: list[float | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quest, "in_time", lambda _: False)
    async with drive() as pilot:
        await type_keys(pilot, "s")
        assert budgets[-2:] == [AT_ONCE_SECONDS, None]
        assert len(finder(pilot).items) == 3
        assert "1/3 marks" in picture(pilot.app)


async def test_what_is_done_to_all_results_is_done_to_all(drive: Drive, budgets: list[float | None]) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s")
        assert len(await finder(pilot).everything()) == 3
        assert budgets[-1] is None


async def test_an_answer_cut_short_is_shown_with_a_plus(
    drive: Drive, budgets: list[float | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quest, "in_time", lambda _: False)
    monkeypatch.setattr(quest, "_REST_SECONDS", 3600)
    async with drive() as pilot:
        await pilot.press("s")
        while not budgets or not finder(pilot).items:
            await pilot.pause()
        await pilot.pause()
        assert "1/1+ mark" in picture(pilot.app)
