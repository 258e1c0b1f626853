from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.markdown.test_article import SOURCES
from text.markdown import article
from text.markdown.blocks import drafts
from text.markdown.limits import environment

if TYPE_CHECKING:
    from text.builder import Piece
    from text.markdown.blocks import Draft

BOOK = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "markdown" / "rust-book.md"

LINES = [
    "",
    "",
    "word",
    "Another line of words",
    "    indented",
    "  indented a little",
    "- item",
    "  - inner item",
    "1. first",
    "- - two items",
    "  1) inner number",
    " 2. second",
    "   continued",
    "- ",
    "* * *",
    "**",
    "**strong** words",
    "*\tx",
    "__",
    "_styled_",
    "`code` words",
    "``",
    "[link](/to)",
    "[r]:",
    "[a [b",
    "2024 was",
    "2024",
    "> quoted",
    "> - quoted item",
    "```",
    "~~~ py",
    "# Heading",
    "===",
    "---",
    "|a|b|",
    "|-|-|",
    "[r]: /url",
    "'title",
    "title'",
    "[r",
    "b]: /other",
    "[^n]: a note",
    "    more of it",
    "<div>",
    "<!-- comment",
    "-->",
    "[r] and [^n]",
    "\t",
    "\\",
]
SOURCES_BY_LINE = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)


def read(source: str, window: int) -> tuple[list[Draft | Piece], list[str], set[str]]:
    """The drafts of a source, the references it defines with their addresses, and its footnotes."""
    env = environment(source)
    found = list(drafts(source, env, window))
    references = sorted(f"{label} {reference['href']}" for label, reference in env["references"].items())
    return found, references, set(env.get("footnotes", {}))


@given(SOURCES_BY_LINE | SOURCES.map("".join), st.integers(1, 9))
def test_a_source_read_by_windows_is_the_same(source: str, window: int) -> None:
    assert read(source, window) == read(source, len(source) + 1)


@pytest.mark.parametrize("window", [7, 500])
def test_a_book_read_by_windows_is_the_same(window: int) -> None:
    if not BOOK.exists():
        pytest.skip("the shared cases are not beside this checkout")
    source = BOOK.read_text(encoding="utf-8")[:200_000]
    assert read(source, window) == read(source, len(source))


def test_every_block_knows_the_containers_it_stands_in() -> None:
    source = (
        "> quoted\n>\n> - item\n>\n>       code\n>\n> |a|\n> |-|\n\n1. one\n\n   > quoted\n\n   - [ ] task\n"
    )
    found = [(str(each.kind), each.marker, each.within) for each in drafts(source, environment(source))]
    assert found == [
        ("quotation", "", (">",)),
        ("list_item", "•", (">", "•")),
        ("code", "", (">", "•")),
        ("table_row", "-", (">",)),
        ("list_item", "1.", ("1.",)),
        ("quotation", "", ("1.", ">")),
        ("list_item", "☐", ("1.", "•")),
    ]


def test_html_in_an_item_stands_in_it() -> None:
    source = "- item\n\n  <pre>code</pre>\n  <ul><li>inner</li></ul>\n"
    assert [each.within for each in drafts(source, {})] == [("•",), ("•",), ("•", "•")]


@pytest.mark.parametrize(("source", "parted"), [("- a\n- b\n", "a\nb"), ("- a\n\n- b\n", "a\n\nb")])
def test_the_items_of_a_loose_list_stand_apart(source: str, parted: str) -> None:
    assert article.parse(source).document.text == parted
