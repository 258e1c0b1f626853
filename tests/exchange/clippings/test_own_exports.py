from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from exchange.clippings.reader import clippings
from exchange.formats import hypothesis, obsidian, readwise, table, webannotation
from store.records import AnchorState
from tests.exchange.formats.making import sheets
from text.clean import clean, clean_line, newlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from exchange.formats.sheet import Sheet

WRITERS: dict[str, Callable[[Iterable[Sheet]], Iterator[str]]] = {
    "W3C Web Annotation": webannotation.write,
    "Hypothesis JSON": hypothesis.write,
    "Postil CSV": table.write,
}


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40)
@given(sheet=sheets())
def test_what_postil_wrote_for_others_comes_back(name: str, sheet: Sheet) -> None:
    found = clippings("export", "".join(WRITERS[name]([sheet])).encode())
    assert (found.format, found.refused) == (name, ())
    for one, mark in zip(found.clippings, sheet.marks, strict=True):
        assert one.origin == f"postil:{mark.id}"
        assert one.words == clean(newlines(mark.anchor.exact))
        assert (one.note, one.tags) == (clean(newlines(mark.note)), mark.tags)
        assert (one.place, one.colour) == (mark.place, mark.colour)
        assert (one.speaker, one.status, one.made) == (clean_line(mark.speaker), mark.status, mark.created)
        if mark.anchor_state is not AnchorState.LOST:
            assert (one.start, one.end) == (mark.anchor.start, mark.anchor.end)


@settings(max_examples=40)
@given(sheet=sheets())
def test_what_postil_wrote_for_obsidian_is_known_by_its_ids(sheet: Sheet) -> None:
    found = clippings("export.md", "".join(obsidian.write([sheet])).encode())
    written = [mark for mark in sheet.marks if mark.anchor.exact.strip()]
    origins = [one.origin for one in found.clippings if one.words]
    assert origins == [f"postil:{mark.id}" for mark in written]


@settings(max_examples=40)
@given(sheet=sheets())
def test_what_postil_wrote_for_readwise_comes_back(sheet: Sheet) -> None:
    found = clippings("export.csv", "".join(readwise.write([sheet])).encode())
    written = [mark for mark in sheet.marks if mark.anchor.exact.strip()]
    assert [one.words for one in found.clippings] == [clean(newlines(mark.anchor.exact)) for mark in written]
