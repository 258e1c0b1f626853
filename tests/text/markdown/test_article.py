from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_plain import assert_sound, texts
from text.clean import clean
from text.document import BlockKind, Role, Span, Style
from text.markdown import article

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "markdown"

BLOCKS = [
    "# ",
    "> ",
    "- ",
    "1. ",
    "- [ ] ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "```\n",
    "---\n",
    "|a|b|\n|-|-|\n",
    "<div>\n",
]
INLINES = [
    "*a*",
    "**",
    "`",
    "[x](y)",
    "![i](u)",
    "[r]: /u\n",
    "[r]",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "&#27;",
    "~~s~~",
]
SOURCES = st.lists(st.sampled_from([*BLOCKS, *INLINES, "a: b\n", "word"]) | st.text(max_size=8), max_size=40)


def rows(source: str) -> list[tuple[BlockKind, int, str, str]]:
    document = article.parse(source).document
    return [
        (block.kind, block.level, block.marker, block.span.of(document.text)) for block in document.blocks
    ]


@given(SOURCES)
def test_documents_are_sound(parts: list[str]) -> None:
    document = article.parse("".join(parts)).document
    assert_sound(document)
    assert clean(document.text) == document.text
    for block in document.blocks:
        for inline in block.inlines:
            assert block.span.start <= inline.span.start < inline.span.end <= block.span.end


@given(
    st.lists(st.text("abcdefgh ", min_size=1, max_size=9).filter(str.strip), min_size=1), st.integers(0, 400)
)
def test_nesting_never_hides_text(words: list[str], depth: int) -> None:
    source = "\n\n".join("> " * depth + word.strip() for word in words)
    shown = article.parse(source).document.text
    assert "".join("".join(words).split()) == "".join(character for character in shown if character.isalpha())


def test_deep_lists_are_shown() -> None:
    source = "".join("  " * level + f"- item{level}\n" for level in range(150))
    shown = article.parse(source).document.text
    assert all(f"item{level}" in shown for level in range(150))


def test_blocks() -> None:
    source = "# Title\n\npara one\nstill one  \nhard\n\n***\n\n> quote\n>\n> > deeper\n\n"
    source += "- a\n- b\n\n  more b\n  1) c\n"
    assert rows(source) == [
        (BlockKind.HEADING, 1, "", "Title"),
        (BlockKind.PARAGRAPH, 0, "", "para one still one\nhard"),
        (BlockKind.RULE, 0, "", ""),
        (BlockKind.QUOTATION, 1, "", "quote"),
        (BlockKind.QUOTATION, 2, "", "deeper"),
        (BlockKind.LIST_ITEM, 1, "•", "a"),
        (BlockKind.LIST_ITEM, 1, "•", "b"),
        (BlockKind.LIST_ITEM, 1, "", "more b"),
        (BlockKind.LIST_ITEM, 2, "1)", "c"),
    ]


def test_tables_part_cells_by_tabs_and_hide_none() -> None:
    assert rows("|a|b|\n|:-|-|\n|1|`2`|surplus|\n|3|\n") == [
        (BlockKind.TABLE_ROW, 1, "l-", "a\tb"),
        (BlockKind.TABLE_ROW, 0, "l-", "1\t2\tsurplus"),
        (BlockKind.TABLE_ROW, 0, "l-", "3\t"),
    ]


def test_a_table_that_begins_an_item_hides_neither_marker_nor_cells() -> None:
    for lead, indent, marker in (("- ", "  ", "•"), ("2. ", "   ", "2."), ("[^n]: ", "    ", "[n]")):
        assert rows(f"{lead}| a | b |\n{indent}|---|---|\n{indent}| 1 | 2 |\n{indent}\n{indent}and on\n") == [
            (BlockKind.LIST_ITEM, 1, marker, ""),
            (BlockKind.TABLE_ROW, 1, "--", "a\tb"),
            (BlockKind.TABLE_ROW, 0, "--", "1\t2"),
            (BlockKind.LIST_ITEM, 1, "", "and on"),
        ]


def test_the_marker_of_an_item_that_begins_with_a_quoted_table_is_shown() -> None:
    assert [row[:3] for row in rows("- > | a | b |\n  > |---|---|\n")] == [
        (BlockKind.LIST_ITEM, 1, "•"),
        (BlockKind.TABLE_ROW, 1, "--"),
    ]


def test_an_item_may_have_words_before_its_table() -> None:
    found = rows("> - x\n>\n>   | a | b |\n>   |---|---|\n>   | 1 | 2 | 3 |\n")
    assert [row[1:] for row in found] == [(1, "•", "x"), (1, "--", "a\tb"), (0, "--", "1\t2\t3")]


@pytest.mark.parametrize("lead", ["", "- ", "> ", "[^1]: "])
@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| 1 | 2 | c > |", "1\t2\tc >"),
        ("| 1 | 2 | c >", "1\t2\tc >"),
        ("1 | 2 | x\\|", "1\t2\tx|"),
        ("| 1 | 2 | x\\| |", "1\t2\tx|"),
        ("1 | x\\|", "1\tx|"),
        ("| 1 | 2 ||", "1\t2"),
        ("| 1 | 2 | | 3 |", "1\t2\t3"),
    ],
)
def test_surplus_cells_are_kept_as_they_are(lead: str, row: str, cells: str) -> None:
    indent = "> " if lead == "> " else "    " if lead == "[^1]: " else " " * len(lead)
    shown = article.parse(f"{lead}|a|b|\n{indent}|-|-|\n{indent}{row}\n").document.text
    assert shown.split("\n")[-1] == cells


def test_columns_say_their_alignment_in_every_row() -> None:
    found = rows("|a|b|c|d|\n|:-|-:|:-:|-|\n|1|2|3|4|\n")
    assert [marker for _, _, marker, _ in found] == ["lrc-", "lrc-"]


def test_tables_are_set_apart_and_their_rows_are_not() -> None:
    table = "|a|\n|-|\n|1|\n\n"
    assert article.parse(table * 2).document.text == "a\n1\n\na\n1"


def test_code_is_verbatim() -> None:
    assert rows("```py\na\tb\n\n  c\n```\n") == [(BlockKind.CODE, 0, "", "a\tb\n\n  c")]


def test_task_items_are_marked() -> None:
    assert rows("- [ ] sail\n- [x] *return*\n") == [
        (BlockKind.LIST_ITEM, 1, "☐", "sail"),
        (BlockKind.LIST_ITEM, 1, "☑", "return"),
    ]


def test_inline_styles_stand_where_their_words_do() -> None:
    source = "- [x] go *very **far*** to [the *pier*](https://a.example/b) ![a boat](b.png) `x y`"
    document = article.parse(source).document
    found = [
        (inline.style, inline.span.of(document.text), inline.target) for inline in document.blocks[0].inlines
    ]
    assert found == [
        (Style.EMPHASIS, "very far", ""),
        (Style.STRONG, "far", ""),
        (Style.LINK, "the pier", "https://a.example/b"),
        (Style.EMPHASIS, "pier", ""),
        (Style.IMAGE, "[image: a boat]", "b.png"),
        (Style.CODE, "x y", ""),
    ]


def test_html_loses_its_tags_and_keeps_its_words() -> None:
    block = "<div>\nhi <!-- gone --> <b>there</b> &amp; on\n<script>alert(1)</script>\n</div>"
    source = f"{block}\n\nx<br>y <i>z</i>\n"
    assert texts(article.parse(source)) == ["hi there & on", "x\ny z"]


def test_a_comment_left_open_hides_nothing() -> None:
    assert "still here" in article.parse("<!-- a\n\nstill here").document.text


def test_hostile_entities_are_cleaned() -> None:
    parsed = article.parse("# a\x1b[31m &#x202e; b\n\n<div>&#27;]52;c;&#7;</div>")
    assert parsed.metadata.title == "a␛[31m \ufffd b"
    assert "\x1b" not in parsed.document.text


def test_front_matter() -> None:
    front = "title: A B\nauthor: [Ann Lee, Bo Rae]\ndate: 2025-03-17\nlang: en-GB"
    parsed = article.parse(f"---\n{front}\n---\n# A B\n\ntext")
    assert parsed.metadata.title == "A B"
    assert parsed.metadata.byline == "Ann Lee, Bo Rae"
    assert parsed.metadata.published == "2025-03-17"
    assert parsed.metadata.language == "en-GB"
    assert parsed.document.text == "A B\n\ntext"
    assert parsed.document.blocks[0].role is Role.TITLE


@pytest.mark.parametrize(
    "front",
    ["title: [", "just words", "- a\n- b", "a: !!python/object:os.system {}", "x: " + "[" * 5000],
    ids=["unclosed", "scalar", "list", "object", "bomb"],
)
def test_malformed_front_matter_is_text(front: str) -> None:
    parsed = article.parse(f"---\n{front}\n---\nrest")
    assert front.rsplit(maxsplit=1)[-1].strip("-[") in parsed.document.text
    assert parsed.metadata.title in ("", clean(front))


def test_a_heading_is_the_title() -> None:
    parsed = article.parse("intro\n\n# The *real* title\n\n# Another")
    assert parsed.metadata.title == "The real title"
    assert [block.role for block in parsed.document.blocks] == [Role.BODY, Role.TITLE, Role.BODY]


@pytest.mark.parametrize(
    ("bomb", "shown"),
    [
        ("[[](" * 40_000, "[[](" * 40_000),
        ("![" * 80_000, "![" * 80_000),
        ("[a](u)" * 20_000, "a" * 20_000),
        ("[a](u)" * 40_000, "[a](u)" * 40_000),
        ("*a" * 40_000 + "a*" * 40_000, "*a" * 40_000 + "a*" * 40_000),
        ("x" * 300_000, "x" * 300_000),
        ("> " * 5_000 + "deep", "> " * 4_900 + "deep"),
        ("- " * 5_000 + "deep", "- " * 4_950 + "deep"),
        ("[a]: " + "x" * 20_000 + "\n\n" + "[a] " * 1_000, "a " * 62 + "[a] " * 938),
        ("> " * 60 + "a\n" + "b\n" * 5_000, "a" + "b" * 5_000),
    ],
    ids=[
        "images in links",
        "images",
        "links",
        "too many links",
        "emphasis",
        "line",
        "quotes",
        "lists",
        "references",
        "lazy",
    ],
)
def test_bombs_are_shown_as_they_stand(bomb: str, shown: str) -> None:
    text = article.parse(bomb).document.text
    assert "".join(text.split()).lstrip(">") == "".join(shown.split()).lstrip(">")


def test_a_table_of_missing_cells_is_text() -> None:
    bomb = "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "a\n" * 3_000
    document = article.parse(bomb).document
    assert document.text.split() == bomb.split()
    assert all(block.kind is BlockKind.PARAGRAPH for block in document.blocks)


def test_specification_examples_make_sound_documents() -> None:
    if not CASES.exists():
        pytest.skip("the shared cases are not beside this checkout")
    examples = json.loads((CASES / "commonmark_spec.json").read_text(encoding="utf-8"))
    for example in examples if isinstance(examples, list) else examples["examples"]:
        assert_sound(article.parse(example["markdown"]).document)


def test_an_inline_span_counts_from_the_document() -> None:
    document = article.parse("# T\n\nsome *words*").document
    assert document.blocks[1].inlines[0].span == Span(8, 13)
