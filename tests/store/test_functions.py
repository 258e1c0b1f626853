from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.functions import folded_lines, holds_row

PIECES = (
    "sea",
    "Sea-ship",
    "research",
    "Łódź",
    "l’homme",
    "U.S.",
    "sea’s",
    "安全保障",
    " ",
    "\n",
    ", ",
    "—",
    "“",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
WORDS = st.lists(
    st.sampled_from(["sea", "se", "ship", "lodz", "homme", "us", "arch", "安全", "全保", "障"]), min_size=1
)


@given(TEXTS, WORDS, st.sampled_from(["", " "]))
def test_a_row_is_held_where_the_folded_lines_hold_it(text: str, words: list[str], end: str) -> None:
    row = f" {' '.join(words)}{end}"
    assert holds_row(text, row) == (row in folded_lines(text))


@given(TEXTS)
def test_long_texts_are_folded_as_short_ones_are(text: str) -> None:
    assert folded_lines(text + "\n" + "end " * 200).startswith(folded_lines(text))
