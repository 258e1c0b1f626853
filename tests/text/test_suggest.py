from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.suggest import suggest

KNOWN = ["war", "war/ceasefire", "economy", "energy", "reward"]
words = st.lists(st.text("abcde/", min_size=1, max_size=8), unique=True, max_size=20)


@given(st.text("abcde/ ", max_size=8), words, st.integers(1, 10))
def test_suggestions_are_known_words_once_each(typed: str, known: list[str], limit: int) -> None:
    found = suggest(typed, known, limit)
    assert len(found) == len(set(found)) <= limit
    assert set(found) <= set(known)


def test_beginnings_come_before_middles_and_those_before_misspellings() -> None:
    assert suggest("war", KNOWN, 3) == ["war", "war/ceasefire", "reward"]
    assert suggest("ecnomy", KNOWN, 3)[0] == "economy"
    assert suggest("lighthuoses", ["light", "lighthouses"], 2)[0] == "lighthouses"
    assert suggest("", KNOWN, 2) == ["war", "war/ceasefire"]
    assert suggest("xyz", KNOWN, 3) == []
