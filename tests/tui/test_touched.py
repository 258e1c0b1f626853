from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Kind
from tests.tui.conftest import LETTER, type_keys
from tests.tui.test_reader import reader

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive

KINDS = [Kind.CLAIM, Kind.HIGHLIGHT, Kind.QUOTE]


async def test_of_several_marks_on_the_same_words_keys_act_on_the_one_brought_back(
    drive: Drive, library: Library
) -> None:
    letter = library.find("letter")
    for kind in KINDS:
        library.annotate(letter.id, LETTER.blocks[0].span, kind)
    async with drive("letter") as pilot:
        for latest in KINDS:
            reader(pilot).latest = next(mark.id for mark in library.annotations() if mark.kind == latest)
            await type_keys(pilot, "d")
            assert f"Deleted the {latest}; 2 more marks here" in reader(pilot).status.message
            await type_keys(pilot, "u", "d")
            assert latest not in {mark.kind for mark in library.annotations()}
            await type_keys(pilot, "u")
