from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import LibraryBusyError
from store.library import Library
from store.records import Kind
from tests.tui.conftest import LETTER, rest, type_keys
from tests.tui.searching import finder
from tui.completion import rest_of

if TYPE_CHECKING:
    from tests.tui.conftest import Drive

SPEAKERS = ["Mike Waltz", "Ada Marsh,", "WALL"]


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("wa", "ltz"),
        ("Mar", "sh"),
        ('"mike', ' Waltz"'),
        ("wal", "tz"),
        ("wall", ""),
        ("", ""),
        ('"', ""),
        ("x", ""),
    ],
)
def test_the_rest_of_a_value_is_that_of_the_first_with_such_a_word(typed: str, rest: str) -> None:
    assert rest_of(typed, SPEAKERS) == rest


@given(st.text(min_size=1), st.lists(st.text()))
def test_what_is_typed_stays_and_the_rest_is_of_a_value(typed: str, values: list[str]) -> None:
    rest = rest_of(typed, values)
    assert not rest or any(rest.removesuffix('"') in value for value in values)


async def test_a_tag_is_completed_in_the_query(drive: Drive, library: Library) -> None:
    letter = library.find("letter")
    library.annotate(letter.id, LETTER.blocks[1].span, Kind.QUOTE, tags=["harbour/light"])
    async with drive() as pilot:
        await type_keys(pilot, "s", *"-tag:ha")
        for worker in [each for each in pilot.app.workers if each.node is finder(pilot).input]:
            await worker.wait()
        await rest(pilot)
        await type_keys(pilot, "right")
        assert finder(pilot).asked == "-tag:harbour/light"


async def test_a_library_that_is_busy_completes_nothing(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(self: Library) -> None:
        raise LibraryBusyError(path=self.path)

    monkeypatch.setattr(Library, "news", busy)
    async with drive() as pilot:
        await type_keys(pilot, "s", *"tag:ha")
        for worker in [each for each in pilot.app.workers if each.node is finder(pilot).input]:
            await worker.wait()
        assert finder(pilot).asked == "tag:ha"
