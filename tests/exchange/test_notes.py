from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange import escape
from exchange.notes import LONGEST, logseq_note, note, obsidian_note
from tests.exchange.formats import hostile
from tests.exchange.test_escape import ANY, PAYLOADS, SIGNS
from text.clean import clean

TAME = [
    "Ask *her*, **then** him.",
    "- first\n- second\n  - below\n\nThen this.",
    "1. first\n2. second",
    "- [ ] call her\n- [x] call him",
    "See [[Putin]], [[Putin|him]] and [[Ada Marsh#Life]].",
    "#idea and #war/assets",
    "(#idea) #idea",
    "It is ~~gone~~ `a*b` [there](https://x.example/a_(b)) <https://x.example> <mailto:a@b.example>",
    "```\n# code\n> code\n```",
    "- ```\n  code\n  ```\n\nand on",
    "*Post",
    "a_b_c * d [not a link]",
    "Cost: $5, C# & AT&T, 3 < 4 <3",
    "«\u00a0Oui\u00a0», *dit*-elle",
]
WILD = [
    *(
        "# h",
        "a\n# b",
        "a\n---",
        "a\n===",
        "***",
        "> q",
        "- > q",
        "- # h",
        "    code",
        "[a]: http://x",
        "[^1]: x",
    ),
    *("[^1]: x", "x[^1]", "^[note]", "<b>", "<!-- Postil: x -->", "<div\n", "&copy;", "![i](http://x)"),
    *(
        "a | b\n-|-",
        "| a |",
        "x ^id",
        "^postil-0123456789abcdef",
        "%% x %%",
        "==m==",
        "{{x}}",
        "<% x %>",
        "((r))",
    ),
    *("key:: v", "`= x`", "`$= x`", "$x$ $y$", "~x~", "```\ncode", "- ```\n  code", "~~~\ncode\n~~~"),
    *("```dataviewjs\nx\n```", "- ```query\n  x\n  ```", "[l](u)", "[l](javascript:x)", "[l](obsidian://x)"),
    *("[l](file:///x)", "##x", "#+BEGIN_QUERY", "---\nadmin: true\n---", "<2026-01-01>", ": x", "- a\n-"),
    *("- " * 15 + "x", "*" * 50 + "x" + "*" * 50, "[a](<>)", "- a\n\n      code", "\u2003# h *x*"),
]
FOLLOWING = "#tag\n\n> q\n\n## h\n\n^postil-fedcba9876543210"
LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "- ", "  ", "1. ", "  - ", "    ", "> "]),
        st.sampled_from([*TAME, *hostile.MARKDOWN, *hostile.VAULTS, *hostile.PROSE, "", "```", "~~~"]),
    ).map("".join),
    max_size=5,
).map("\n".join)
NOTES = st.one_of(ANY, SIGNS, LINES, st.sampled_from([*TAME, *WILD, *PAYLOADS])).map(clean)


@pytest.mark.parametrize("text", TAME)
def test_tame_markdown_leaves_as_it_was_typed(text: str) -> None:
    assert obsidian_note(text) == text
    if "\n" not in text:
        assert note(text) == logseq_note(text) == text


@pytest.mark.parametrize("text", WILD)
def test_what_is_not_tame_is_escaped(text: str) -> None:
    wild = f"*x*\n\n{text}"
    assert note(wild) == obsidian_note(wild) == logseq_note(wild) == escape.block(wild)


def test_a_long_note_is_not_looked_at() -> None:
    assert note("*x*" + " x" * LONGEST).startswith("\\*x")


def test_lines_of_a_paragraph_stay_lines() -> None:
    assert note("*a*\nb\n- c\n  d") == "*a*\\\nb\n- c\\\n  d"
    assert note("see *a* http://x.example\nb") == "see *a* http://x.example  \nb"
    assert note("`a\nb`") == escape.block("`a\nb`")
    assert obsidian_note("*a*\nb") == logseq_note("*a*\nb") == "*a*\nb"
    assert obsidian_note("a\nb") == "a\nb"


def test_a_block_of_logseq_has_no_lists_in_it() -> None:
    for text in ("- *a*", "1. *a*", "```\na\n```"):
        assert logseq_note(text) == escape.block(text)


@settings(max_examples=150)
@given(NOTES)
@example("```")
@example("```\n`")
@example("```\n    ```")
@example("- ```\n*x*")
@example("*a\n\n**b")
@example("<!--")
def test_a_note_adds_no_structure_and_ends_before_what_follows(text: str) -> None:
    for told in (note(text), obsidian_note(text)):
        markdown = f"> q\n\n^postil-0123456789abcdef\n\n{told}\n\n{FOLLOWING}\n"
        assert len(re.findall(r"(?:^|\s)\^[\w-]+$", markdown, re.MULTILINE)) == 2
        assert not re.search(r"%%|\{\{|<%|\(\(|::|<!--|^---$", _active(markdown), re.MULTILINE)
        for parser in (MarkdownIt("commonmark"), MarkdownIt("gfm-like"), MarkdownIt("js-default")):
            tokens = parser.parse(markdown)
            kinds = [token.type for token in tokens]
            assert kinds.count("blockquote_open") == 2
            assert kinds.count("heading_open") == 1
            assert not {"hr", "html_block", "html_inline", "table_open", "code_block"} & {*kinds}
            said = [token.content for token in tokens if token.type == "inline" and token.level == 1]
            assert said[-3:] == ["#tag", "h", "^postil-fedcba9876543210"]
            inner = {child.type for token in tokens for child in token.children or ()}
            assert not {"html_inline", "image"} & inner


@given(NOTES)
def test_a_note_for_any_reader_shows_each_line_as_one(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(note(text))
    assert "softbreak" not in {child.type for token in tokens for child in token.children or ()}


def _active(text: str) -> str:
    return re.sub(r"\\[!-/:-@\[-`{-~]", "x", text)
