from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange.escape import block, inline, quotation

PAYLOADS = [
    "# heading",
    "a\n# heading",
    "title\n===",
    "title\n---",
    "---",
    "***",
    "```\ncode\n```",
    "~~~\ncode",
    "    indented",
    "\tindented",
    "<div>\nhtml",
    "<script>alert(1)</script>",
    "![image](http://x.example/y.png)",
    "[link](javascript:alert(1))",
    "[label]: http://x.example",
    "[^1]: note",
    "`code`",
    "`= this.file.name`",
    "<% tp.system.prompt() %>",
    "[[page]] ![[page]]",
    "%% hidden %%",
    "text ^postil-1",
    "^postil-1",
    "#tag and #a/b",
    "> nested\n>> deeper",
    "- item\n- item",
    "+ item",
    "* item",
    "1. item\n2) item",
    "a | b\n--|--\n1 | 2",
    "a | b\n:-",
    "a | b\n| - |",
    "&copy; &#35; AT&T;",
    "a\\",
    "a\\\nb",
    "trailing  \nspaces",
    "a\u2028# b",
    "\u00a0padded\u3000",
    "a\n\n\n\nb",
    "\n\na\n",
    "key:: value",
    "{{date}} ((ref))",
    "~~gone~~ ==lit== $x$ $y$",
    "http://x.example/%20a%E2%82%AC https://xn--e1afmkf.example www.x.com",
    "<a@b.example> a@b.example",
    "snake_case _emphasis_ __strong__",
    "see http://x.example/a\nand www.x.example\nthen",
]
SIGNS = st.text(
    st.sampled_from(list("\\`*_{}[]()#+-.!|<>~=:^%&;$@'\"/0123xnN \t\n\u00a0\u2028aZé")), min_size=1
)
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1)


def parsers() -> list[MarkdownIt]:
    """Every preset; the ones that make links of bare addresses must not show them decoded."""
    found = [MarkdownIt("commonmark"), MarkdownIt("gfm-like"), MarkdownIt("js-default")]
    for parser in found:
        parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # the text is what is tested
    return found


def read_back(parser: MarkdownIt, markdown: str) -> str:
    """The text of paragraphs, which must be all there is; addresses may become links."""
    paragraphs = []
    for token in parser.parse(markdown):
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}
        if token.type == "inline":
            paragraphs.append("".join(_text(child.type, child.content) for child in token.children or []))
    return "\n\n".join(paragraphs)


def _text(kind: str, content: str) -> str:
    assert kind in {"text", "hardbreak", "link_open", "link_close"}
    return "\n" if kind == "hardbreak" else content


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_read_back_as_itself(payload: str) -> None:
    for parser in parsers():
        assert read_back(parser, block(payload)) == payload


@settings(max_examples=400)
@given(SIGNS | ANY)
@example("\n")
@example("-\n-")
def test_any_text_is_read_back_as_itself(text: str) -> None:
    for parser in parsers():
        assert read_back(parser, block(text)) == text


@given(SIGNS)
def test_a_quotation_holds_the_text_and_nothing_else(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(quotation(block(text)))
    assert (tokens[0].type, tokens[-1].type) == ("blockquote_open", "blockquote_close")
    inner = "\n".join(row[2:] for row in quotation(block(text)).split("\n"))
    assert read_back(MarkdownIt("commonmark"), inner) == text


def test_no_address_lets_html_through() -> None:
    for parser in parsers():
        (_, inline_token, _) = parser.parse(block("http://x.example/a<script>x</script>"))
        assert "html_inline" not in {child.type for child in inline_token.children or []}


@pytest.mark.parametrize("text", ["- x", "1. x", "> x", "---", "+ x", "| x", "a\n# b", "$x", "~x"])
def test_a_text_within_a_line_begins_nothing_and_opens_nothing(text: str) -> None:
    line = inline(text)
    assert read_back(MarkdownIt("commonmark"), line) == text.replace("\n", " ")
    assert read_back(MarkdownIt("gfm-like"), f"{line} · {line}") == " · ".join([text.replace("\n", " ")] * 2)


@pytest.mark.parametrize("raw", ["[[", "%%", "<%", "{{", "((", "::", "`=", " #tag", " ^id", "![", "=="])
def test_what_other_programs_look_for_in_the_source_is_gone(raw: str) -> None:
    assert raw not in f" {inline(f'{raw}x {raw}')}"


@pytest.mark.parametrize(
    "prose",
    [
        "He said: “Maybe we can, maybe we can’t.”",
        "AT&T paid $5 (about 4 €) for the C# e-mail - in 2024; 20% up, I <3 it.",
        "See https://example.org/a_b?c=d%20#e or write to me@example.org!",
        "https://example.org/~name/Mercury_(planet)/#top",
        "-5 degrees, +3 more; a/b, x = y, 3 < 4 > 2",
        "In 1999. A year.",
    ],
)
def test_ordinary_prose_stays_as_it_is(prose: str) -> None:
    assert block(prose) == prose
