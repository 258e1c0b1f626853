from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import plain
from text.clean import clean
from text.document import BlockKind, Document, Parsed

PROSE = (
    "The harbour master kept a ledger of every boat that came in after dark, and he wrote its name"
    " in red if it left before dawn. Nobody asked him why. When he died, the ledger was found to end in the"
    " middle of a word."
)
SECOND = (
    "His daughter sold it to a museum in 1962, and there it lay under glass until a student saw that the red"
    " names, read in order, made a map of the reefs that no chart had shown before the war."
)
VERSE = "The tide went out\nAnd took the light\nOf every house\nAlong the quay"

MORSELS = [
    "word",
    "Word",
    "end.",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "¿",
    "“",
    "日本",
    "— ",
    "a-",
]
TEXTS = st.lists(st.sampled_from(MORSELS) | st.text(max_size=12), max_size=60).map("".join)


def texts(parsed: Parsed) -> list[str]:
    return [block.span.of(parsed.document.text) for block in parsed.document.blocks]


def assert_sound(document: Document) -> None:
    """The promises `Document` makes of its blocks."""
    end = 0
    for index, block in enumerate(document.blocks):
        gap = document.text[end : block.span.start]
        assert gap in (("",) if index == 0 else ("\n", "\n\n"))
        assert block.span.end >= block.span.start
        assert block.kind in (BlockKind.CODE, BlockKind.TABLE_ROW) or "\t" not in block.span.of(document.text)
        end = block.span.end
    assert end == len(document.text)


@given(TEXTS)
def test_documents_are_sound(raw: str) -> None:
    document = plain.parse(raw).document
    assert_sound(document)
    assert clean(document.text) == document.text


@given(TEXTS)
def test_no_visible_character_is_dropped(raw: str) -> None:
    document = plain.parse(raw).document
    shown = "".join(
        ("•" if block.marker == "•" else block.marker) + block.span.of(document.text)
        for block in document.blocks
    )
    assert _visible(shown) == _visible(clean(raw.removeprefix("\ufeff")))


def _visible(text: str) -> str:
    """The characters with ink, every bullet taken for the same."""
    inked = "".join(
        character for character in text if not character.isspace() and character not in "␋␌␍␜␝␞␟\ufffd"
    )
    return re.sub("[-*+•]", "•", inked)


@pytest.mark.parametrize("width", [50, 64, 72, 80, 100])
def test_wrapped_paragraphs_are_reflowed(width: int) -> None:
    raw = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in (PROSE, SECOND, PROSE))
    assert texts(plain.parse(raw)) == [PROSE, SECOND, PROSE]


def test_wrapped_paragraphs_may_be_told_by_their_indent() -> None:
    raw = "\n".join(
        textwrap.fill(paragraph, 68, initial_indent="    ") for paragraph in (PROSE, SECOND, PROSE)
    )
    assert texts(plain.parse(raw)) == [PROSE, SECOND, PROSE]


def test_one_paragraph_a_line() -> None:
    assert texts(plain.parse(f"{PROSE}\nNobody came.\n{SECOND}\n")) == [PROSE, "Nobody came.", SECOND]


def test_a_sentence_a_line_between_blank_lines_is_a_paragraph() -> None:
    stanza = "He kept a ledger.\nIt was red.\nNobody asked him why."
    parsed = plain.parse("\n\n".join([PROSE, stanza, stanza, stanza]))
    assert texts(parsed)[1:] == [stanza.replace("\n", " ")] * 3


def test_verse_keeps_its_lines() -> None:
    assert VERSE in texts(plain.parse(f"{PROSE}\n\n{VERSE}\n\n{SECOND}"))
    assert texts(plain.parse(f"{VERSE}\n\n{VERSE}")) == [VERSE, VERSE]


def test_lists() -> None:
    parsed = plain.parse(
        "Buy:\n- rope\n  and tar\n- lamps\n    * two red\n    * one green\n1. sail\n2. return\n"
    )
    blocks = [
        (block.marker, block.level, block.span.of(parsed.document.text))
        for block in parsed.document.blocks[1:]
    ]
    assert blocks == [
        ("•", 1, "rope and tar"),
        ("•", 1, "lamps"),
        ("•", 2, "two red"),
        ("•", 2, "one green"),
        ("1.", 1, "sail"),
        ("2.", 1, "return"),
    ]
    assert "rope and tar\nlamps" in parsed.document.text


def test_a_number_that_counts_nothing_begins_no_item() -> None:
    assert plain.parse("He was born in\n12. The war came later.").document.blocks[0].marker == ""


def test_columns_set_by_hand_stay() -> None:
    table = "Boat      Crew   Days\nPetrel    4      12\nGull      2      3"
    (block,) = plain.parse(table).document.blocks
    assert block.kind is BlockKind.CODE
    assert block.span.of(table) == table


def test_hyphens_and_wide_characters_close_up() -> None:
    assert texts(
        plain.parse(f"{PROSE}\n\nA well-\nknown boat and its well-\nknown crew of no-\nbody at all.")
    )[-1] == ("A well-known boat and its well-known crew of no-body at all.")
    assert (
        texts(plain.parse("\n".join(["港の主人は夜に入ってきた船の名前をすべて帳簿に書いていた" * 2] * 4)))[
            0
        ].count(" ")
        == 0
    )


@pytest.mark.parametrize("raw", ["", " ", "\n\n\t\n", "\ufeff", "\r\n"])
def test_nothing_makes_an_empty_document(raw: str) -> None:
    assert plain.parse(raw).document == Document("", ())


def test_line_endings_do_not_matter() -> None:
    raw = f"Title\n\n{PROSE}\n\n{SECOND}"
    assert plain.parse(raw.replace("\n", "\r\n")) == plain.parse(raw) == plain.parse(raw.replace("\n", "\r"))


def test_five_megabytes_on_one_line() -> None:
    raw = "word " * 1_000_000
    (block,) = plain.parse(raw).document.blocks
    assert len(block.span) == len(raw) - 1


def test_no_break_spaces_stay() -> None:
    assert "«\u00a0oui\u00a0»" in plain.parse("Il dit «\u00a0oui\u00a0».").document.text


def test_items_with_blank_lines_between_them_stand_apart() -> None:
    assert plain.parse("- one\n- two\n\n- three").document.text == "one\ntwo\n\nthree"
