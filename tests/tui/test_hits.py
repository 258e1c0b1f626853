from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.records import AnchorState, Hit, Kind
from tests.tui.conftest import LETTER
from tests.tui.marks import mark
from text.anchoring.anchor import Anchor
from text.document import Span
from text.graphemes import cells
from tui.hits import hit_entry, lit, matching
from tui.widgets.preview import remains

SAID = mark(LETTER, Span(0, 1), Kind.CLAIM)._replace(
    anchor=Anchor("The oil is gone and nobody knows where it went to", "He said: ", ".", 9, 58, "b2:0"),
    article_title="A letter from the light",
    speaker="Ada Marsh",
    status="disputed",
    tags=("sea/oil",),
    note="The barrels were counted twice",
    created="2026-01-02T03:04:05.678Z",
    place="p. 12",
    colour="yellow",
)


def lines(hit: Hit, width: int) -> list[str]:
    return ["".join(text for text, _ in parts) for parts in hit_entry(hit, width)]


def matched(hit: Hit, width: int) -> list[str]:
    return [text for parts in hit_entry(hit, width) for text, ink in parts if ink == "match"]


@given(st.text(), st.sets(st.sampled_from(["oil", "gone", "a"])))
def test_lighting_changes_no_text(text: str, terms: set[str]) -> None:
    assert "".join(part for part, _ in lit(text, frozenset(terms))) == text


@given(st.text(), st.integers(20, 120))
def test_an_entry_fits_its_width(words: str, width: int) -> None:
    hit = Hit(
        SAID._replace(anchor=SAID.anchor._replace(exact=words), note=words, speaker=words), 90, ("oil",)
    )
    assert all(cells(line) <= width for line in lines(hit, width))


def test_matched_words_are_lit_wherever_they_stand() -> None:
    assert matched(Hit(SAID, 90, ("oil",)), 80) == ["oil", "oil"]
    assert matched(Hit(SAID, 90, ("ada", "light")), 80) == ["Ada", "light"]


def test_what_matched_of_the_facts_is_told_first() -> None:
    told = lines(Hit(SAID, 90, ("barrels",)), 60)[1].strip()
    assert told.startswith("The barrels were counted twice")
    plain = lines(Hit(SAID, 90), 120)[1].strip()
    wanted = "— Ada Marsh  disputed  yellow  #sea/oil  2026-01-02  A letter from the light  p. 12"
    assert plain.startswith(wanted)


def test_a_match_beyond_the_line_is_brought_into_sight() -> None:
    assert matched(Hit(SAID, 90, ("went",)), 36) == ["went"]


def test_of_a_script_without_spaces_only_what_matched_is_lit() -> None:
    said = SAID._replace(anchor=SAID.anchor._replace(exact="東京都の人口は多い"))
    assert matched(Hit(said, 90, ("人口",)), 80) == ["人口"]


def test_nothing_matches_no_terms() -> None:
    assert matching("oil", frozenset()) == []


def test_a_lost_mark_stands_in_the_words_that_it_was_made_on() -> None:
    document, placed = remains(SAID._replace(anchor_state=AnchorState.LOST))
    assert placed.span.of(document.text) == SAID.anchor.exact
    assert document.text.startswith("He said: ")
    assert placed.anchor_state is not AnchorState.LOST
