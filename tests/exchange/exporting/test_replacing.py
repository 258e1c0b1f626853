from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.exporting.collection import export
from exchange.exporting.replacing import replaced
from store.library import Library
from store.records import Kind
from tests.store.making import draft
from text.document import Span

if TYPE_CHECKING:
    import pytest

TEXTS = ("It rained.", "It snowed.", "It was calm.")


@settings(max_examples=25)
@given(st.sets(st.integers(0, 2), min_size=1), st.sets(st.integers(0, 2), min_size=1), st.booleans())
def test_what_is_replaced_is_what_was_there_and_is_written(
    tmp_path_factory: pytest.TempPathFactory, first: set[int], then: set[int], folder: bool
) -> None:
    path = tmp_path_factory.mktemp("replacing")
    target = str(path / "notes") + "/" * folder
    with Library.open(path / "library.db") as library:
        marks = [
            library.annotate(library.add(draft(text, title=text)).article.id, Span(0, 5), Kind.QUOTE)
            for text in TEXTS
        ]
        assert replaced(library, marks, target) == []
        known = export(library, [marks[at] for at in sorted(first)], target).files
        chosen = [marks[at] for at in sorted(then)]
        told = replaced(library, chosen, target)
        assert set(told) == set(known) & set(export(library, chosen, target).files)
