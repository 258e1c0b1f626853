from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.formats.selection import Selection
from exchange.formats.sheet import By
from store.library import Library
from store.records import Kind
from tests.store.making import TEXT, draft, span

WORDS = ["minister", "Monday", "Nobody", "rained"]
TAGS = st.sampled_from(["war", "War", "wär", "war/assets", "war/assets/ships", "warfare", "peace/terms", "/"])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(TAGS, max_size=3), min_size=1, max_size=len(WORDS)))
def test_the_file_of_a_tag_holds_what_a_search_for_it_finds(drawn: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "library.db")) as library:
        article = library.add(draft()).article
        for words, tags in zip(WORDS, drawn, strict=False):
            library.annotate(article.id, span(words, TEXT), Kind.QUOTE, tags=tags)
        sheets = list(Selection(library).sheets(By.TAG))
        held = {sheet.title: {mark.id for mark in sheet.marks} for sheet in sheets}
        assert len(held) == len(sheets) == len({sheet.id for sheet in sheets})
        assert held.keys() <= {tag for tags in drawn for tag in tags}
        marks = library.annotations()
        for tag in (tag for mark in marks for tag in mark.tags if tag != "/"):
            found = {hit.annotation.id for hit in library.search(f"tag:{tag}")}
            assert found in held.values()
            assert held.get(tag, found) == found
