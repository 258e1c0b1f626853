from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.annotation import AnchorState, Annotation, Kind
from store.speakers import Speaker
from text.anchoring.anchor import Anchor
from text.graphemes import cells
from tui.people import retelling_entry, saying_entry, speaker_entry, speaker_heading

if TYPE_CHECKING:
    from tui.widgets.rows import Part


def mark(words: str = "the war ends within 48 hours", title: str = "A paper") -> Annotation:
    return Annotation(
        id="0123456789abcdef",
        kind=Kind.QUOTE,
        article_id="a",
        article_title=title,
        article_source="",
        anchor=Anchor(words, "", "", 0, len(words), "r"),
        anchor_state=AnchorState.EXACT,
        note="Why now?",
        tags=("war",),
        speaker="Donald Trump",
        said_as="Trump",
        status="",
        claim="",
        created="",
        updated="",
        place="p. 12",
        colour="yellow",
    )


def text(line: list[Part]) -> str:
    return "".join(part for part, _ in line)


@given(
    st.text("abc 漢字é", max_size=40), st.lists(st.text("abc", max_size=20), max_size=3), st.integers(20, 200)
)
def test_a_speaker_and_the_heading_fill_the_line_and_no_more(
    name: str, aliases: list[str], width: int
) -> None:
    speaker = Speaker(name, tuple(aliases), 3, 2, "2025-01-01", "2025-01-02")
    [line] = speaker_entry(speaker, width, ["Somebody"])
    assert cells(text(line)) <= width
    assert cells(speaker_heading(width)) <= width


@pytest.mark.parametrize("width", [40, 80, 200])
def test_what_is_noted_keeps_its_room_beside_a_long_title(width: int) -> None:
    _, facts = saying_entry(mark(title="A very long title " * 20), "2025-03-01", 2 * width)
    assert "  p. 12  as Trump  #war" in text(facts)
    assert ("  yellow  " in text(facts)) >= (width > 40)
    assert "as Trump" in text(facts)
    assert cells(text(facts)) <= 2 * width


def test_only_words_that_the_fullest_telling_has_not_are_lit() -> None:
    words, _ = retelling_entry(mark(), "2025-03-01", 80, frozenset({"48"}))
    assert [part for part, ink in words if ink == "match"] == ["48"]


def test_a_changed_word_far_on_is_brought_into_sight() -> None:
    words, _ = retelling_entry(mark("word " * 60 + "otherwise"), "2025-03-01", 80, frozenset({"otherwise"}))
    assert "otherwise" in text(words)
    assert cells(text(words)) <= 80
