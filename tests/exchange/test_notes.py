from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange import escape
from exchange.notes import LONGEST, logseq_note, note, obsidian_note
from tests.exchange.formats import hostile
from tests.exchange.test_escape import ANY, PAYLOADS, SIGNS
from text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable

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
MONEY = [
    "- **a** cost $5m, not $6m",
    "*Up* from US$5 to US$6",
    "*She* has $5-$6 or ($7)",
    "**$5** or **$6**",
]
DISARMED = {
    "# h": "\\# h",
    "a\n# b": "a\n\\# b",
    "a\n---": "a\n\\---",
    "a\n===": "a\n\\=\\=\\=",
    "***": "\\***",
    "- - -": "\\- - -",
    "> *q*": "\\> *q*",
    "- > q": "- \\> q",
    "1. # h": "1. \\# h",
    "- a\n-": "- a\n\\-",
    "---\nadmin: true\n---": "\\---\nadmin: true\n\\---",
    "| a |": "\\| a |",
    "a | b\n-|-": "a | b\n\\-|-",
    ": x": "\\: x",
    "[^1]: x": "\\[^1]: x",
    "x[^1]": "x\\[^1]",
    "^[note]": "\\^\\[note]",
    "<b>": "\\<b>",
    "<!-- Postil: x -->": "\\<!-- Postil: x -->",
    "<2026-01-01>": "\\<2026-01-01>",
    "&copy;": "\\&copy;",
    "![i](http://x)": "\\![i](http://x)",
    "![i](x.png)": "\\![i\\](x.png)",
    "![[x]]": "\\!\\[\\[x]]",
    "[*l*](u)": "[*l*\\](u)",
    "[l](javascript:x)": "[l\\](javascript:x)",
    "[l](obsidian://x)": "[l\\](obsidian://x)",
    "[l](file:///x)": "[l\\](file:///x)",
    "[a](<>)": "[a\\](\\<>)",
    "x ^id": "x \\^id",
    "^postil-0123456789abcdef": "\\^postil-0123456789abcdef",
    "%% x %%": "\\%\\% x \\%\\%",
    "a == b": "a \\=\\= b",
    "==a\nb==": "\\=\\=a\nb\\=\\=",
    "{{x}}": "\\{\\{x}}",
    "<% x %>": "\\<\\% x %>",
    "((r))": "\\(\\(r))",
    "key:: [[v]]": "key\\:\\: [[v]]",
    "`= x`": "\\`\\= x`",
    "$x$ $y$": "\\$x\\$ \\$y\\$",
    "$$5": "\\$\\$5",
    "$5 or 6$.": "\\$5 or 6\\$.",
    "~x~ ~~y~~": "\\~x\\~ ~~y~~",
    "~~~\ncode\n~~~": "\\~\\~\\~\ncode\n\\~\\~\\~",
    "##x": "\\##x",
    "#+BEGIN_QUERY": "\\#+BEGIN_QUERY",
    "\\<b> \\# <b>": "\\<b> \\# \\<b>",
}
WILD = [
    *("    code", "[a]: http://x", "<div\n", "```\ncode", "- ```\n  code", "```dataviewjs\nx\n```"),
    *(
        "- ```query\n  x\n  ```",
        "- " * 15 + "x",
        "*" * 50 + "x" + "*" * 50,
        "- a\n\n      code",
        "\u2003# h *x*",
    ),
    *("`a{{`", "`<b>` `%%`", "<https://x.example/a==b>", "<mailto:a==b@c.example>", "```\n{{\n```"),
    *("http://x.example/a<script>x</script>", "\\{{x}}"),
]
FOLLOWING = "#tag\n\n> q\n\n## h\n\n^postil-fedcba9876543210"
LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "- ", "  ", "1. ", "  - ", "    ", "> "]),
        st.sampled_from(
            [*TAME, *MONEY, *DISARMED, *hostile.MARKDOWN, *hostile.VAULTS, *hostile.PROSE, "", "```", "~~~"]
        ),
    ).map("".join),
    max_size=5,
).map("\n".join)
NOTES = st.one_of(ANY, SIGNS, LINES, st.sampled_from([*TAME, *MONEY, *DISARMED, *WILD, *PAYLOADS])).map(clean)


@pytest.mark.parametrize("text", [*TAME, *MONEY])
def test_tame_markdown_leaves_as_it_was_typed(text: str) -> None:
    assert obsidian_note(text) == text
    if "\n" not in text:
        assert note(text) == text
    if not text.startswith(("- ", "1. ")) and "```" not in text:
        assert logseq_note(text) == text


@pytest.mark.parametrize(("text", "told"), DISARMED.items())
def test_only_the_wild_signs_of_a_note_are_escaped(text: str, told: str) -> None:
    assert obsidian_note(f"*x*\n\n{text}") == f"*x*\n\n{told}"
    assert note(f"*x*\n\n{text}").replace("\\\n", "\n") == f"*x*\n\n{told}"


def test_highlights_within_their_line_are_for_obsidian() -> None:
    for text in ("==a *b*== c", "==a== ==b==\n- ==c=="):
        assert obsidian_note(text) == text
        assert "==" not in note(text) + logseq_note(text)
    assert obsidian_note("- ==a== $b$") == "- ==a== \\$b\\$"
    for text in ("==a", "===a===", "==a\nb=="):
        assert "==" not in obsidian_note(text)


@pytest.mark.parametrize("text", WILD)
def test_what_backslashes_do_not_tame_is_escaped_as_a_whole(text: str) -> None:
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
def test_a_note_is_as_typed_but_for_backslashes_that_are_not_shown(text: str) -> None:
    for told in (obsidian_note(text), logseq_note(text)):
        if told not in {text, escape.block(text)}:
            assert told.replace("\\", "") == text.replace("\\", "")
            inlines = [child for token in MarkdownIt().parse(told) for child in token.children or ()]
            assert not any("\\" in child.content for child in inlines if child.type == "code_inline")
            assert not any("%5C" in str(child.attrs.get("href")) for child in inlines)


@given(NOTES)
@example("\\\\\n0")
@example("*a\\\n\\\\\\\\\nb*\\\\\\\nc")
def test_a_note_for_any_reader_shows_each_line_as_one(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(note(text))
    assert "softbreak" not in {child.type for token in tokens for child in token.children or ()}


def _active(text: str) -> str:
    return re.sub(r"\\[!-/:-@\[-`{-~]", "x", text)


RUNNING = (
    "~~~~dataviewjs\nfetch('http://e')\n~~~~",
    "- ~~~~ dataviewjs\n  x\n  ~~~~",
    "1. ```dataviewjs\n   x\n   ```",
    "*x* [[<% tp.user.x() %>]]",
    "*x* [[a|<%* x %>]]",
    "*x* [[{{renderer :x}}]]",
    "*x* [[a:: b]]",
    "*x* [[`$= dv.x`]]",
    "*x* `[[</p><script>x</script>]]`",
)


@pytest.mark.parametrize("text", RUNNING)
@pytest.mark.parametrize("write", [note, obsidian_note, logseq_note])
def test_what_programs_would_run_is_escaped(text: str, write: Callable[[str], str]) -> None:
    assert write(text) == escape.block(text)


@pytest.mark.parametrize("text", ["*x*\n\t- y", "*x*\n\t# y", "*x*\n\t><", "*x*\n      - y"])
def test_lines_that_are_set_in_begin_no_blocks_of_logseq(text: str) -> None:
    assert logseq_note(text) == escape.block(text)
