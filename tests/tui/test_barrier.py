from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.barrier import Barrier, scrub

BLACK = Color(0, 0, 0)
OVERRIDES = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(st.characters(codec=None)))
def test_nothing_a_terminal_would_obey_passes(text: str) -> None:
    [segment] = Barrier().apply([Segment(text)], BLACK)
    assert len(segment.text) == len(text)
    assert not {unicodedata.category(character) for character in segment.text} & {"Cc", "Cs", "Zl", "Zp"}
    assert not any(unicodedata.bidirectional(character) in OVERRIDES for character in segment.text)


@given(st.text(st.sampled_from("aé世\u200d\u200cک👩🏽")))
def test_ordinary_text_passes_untouched(text: str) -> None:
    assert Barrier().apply([Segment(text)], BLACK) == [Segment(text)]


def test_links_are_dropped() -> None:
    link = Style(link="http://x/\x1b\\\x1b]52;c;Zm9v")
    [segment] = Barrier().apply([Segment("go", link)], BLACK)
    assert segment.style is not None
    assert segment.style.link is None


def test_whatever_is_printable_is_harmless() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert scrub(printable) == printable
