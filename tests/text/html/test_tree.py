from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from text.builder import build
from text.html.tree import walk

if TYPE_CHECKING:
    from text.document import Document

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
BLOCKS = ("p", "div", "li", "blockquote", "h2", "section", "td", "dd", "figcaption")
INLINES = ("em", "b", "span", "a", "code", "u", "sup")


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> tuple[str, list[str]]:
    """Some HTML, and the words in it."""
    if not depth:
        words = draw(WORDS)
        return words.replace("&", "&amp;").replace("<", "&lt;"), [words]
    parts = draw(st.lists(trees(depth=depth - 1), min_size=1, max_size=3))
    name = draw(st.sampled_from(BLOCKS if depth > 1 else INLINES))
    source = " ".join(part for part, _ in parts)
    return f"<{name}>{source}</{name}>", [word for _, words in parts for word in words]


def document(source: str, base: str = "") -> Document:
    root = lxml.html.document_fromstring(f"<html><body>{source}</body></html>")
    return build(located.piece for located in walk(root, base))


def blocks(source: str) -> list[str]:
    """The blocks of some HTML: kind, level, marker and words."""
    read = document(source)
    return [f"{block.kind} {block.level}{block.marker} {block.span.of(read.text)}" for block in read.blocks]


def styles(source: str, base: str = "") -> list[tuple[str, str, str]]:
    read = document(source, base)
    return [
        (inline.style.value, inline.span.of(read.text), inline.target)
        for block in read.blocks
        for inline in block.inlines
    ]


@given(trees())
def test_every_word_is_read_in_order_and_nothing_else(tree: tuple[str, list[str]]) -> None:
    source, words = tree
    text = document(source).text
    assert "".join(text.split()) == "".join("".join(words).split())


@given(trees())
def test_inline_styles_lie_within_their_blocks(tree: tuple[str, list[str]]) -> None:
    read = document(tree[0])
    for block in read.blocks:
        for inline in block.inlines:
            assert block.span.start <= inline.span.start < inline.span.end <= block.span.end


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h3> A\n<br>b </h3>", ["heading 3 A b"]),
        ("one<p>two</p>three", ["paragraph 0 one", "paragraph 0 two", "paragraph 0 three"]),
        ("<p>a<br>b<br><br>c", ["paragraph 0 a\nb", "paragraph 0 c"]),
        ("<ul><li>a<ul><li>b</ul>", ["list_item 1• a", "list_item 2• b"]),
        ("<ul><li><p>c<p>d", ["list_item 1• c", "list_item 1 d"]),
        ("<ol start=3><li>a<li value=7>b<li>c", ["list_item 13. a", "list_item 17. b", "list_item 18. c"]),
        ("<ul><li><input type=checkbox checked>a", ["list_item 1☑ a"]),
        ("<ul><li><input type=checkbox>b", ["list_item 1☐ b"]),
        ("<blockquote>a<blockquote>b", ["quotation 1 a", "quotation 2 b"]),
        ("<dl><dt>a<dd>b", ["paragraph 0 a", "list_item 1 b"]),
        ("<pre>\n  a <b>b</b>\n\n c\n</pre>", ["code 0   a b\n\n c"]),
        ("<p>a<hr>b", ["paragraph 0 a", "rule 0 ", "paragraph 0 b"]),
        ("<q>a <q>b</q></q>", ["paragraph 0 “a ‘b’”"]),
        ("a<!-- b -->c<script>d</script>e<template>f</template>", ["paragraph 0 ace"]),
        ("<p hidden>a<p style='DISPLAY : none'>b<p>c", ["paragraph 0 c"]),
        ("<nav><ol><li>a", ["list_item 1• a"]),
    ],
)  # fmt: skip
def test_elements_are_read_as_blocks(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


def test_a_table_s_rows_hold_cells_parted_by_tabs_and_the_columns_alignments() -> None:
    source = """<table><caption>c</caption><thead><tr><th align=right>a<th>b</thead>
    <tr><td>1<p>2<td style="text-align: center">3<br>4<tr><td colspan=2>5<tr><td><td></table>"""
    assert blocks(source) == [
        "paragraph 0 c", "table_row 1rc a\tb", "table_row 0rc 1 2\t3 4", "table_row 0rc 5\t"
    ]  # fmt: skip


def test_neighbouring_tables_are_parted() -> None:
    table = "<table><tr><td>{}<td>b<tr><td>c<td>d</table>"
    assert document(table.format("a") + table.format("e")).text == "a\tb\nc\td\n\ne\tb\nc\td"


def test_what_stands_in_a_menu_is_known() -> None:
    source = "<p>a</p><nav><p>b</p><form>c</form>d</nav>e<div role=search><p>f</div>"
    root = lxml.html.document_fromstring(f"<html><body>{source}</body></html>")
    menus = {located.piece.text: located.in_menu for located in walk(root)}
    assert menus == {"a": False, "b": True, "c": True, "d": True, "e": False, "f": True}


def test_ids_lead_to_the_next_piece_and_at_the_end_to_the_last() -> None:
    root = lxml.html.document_fromstring("<div id=a><p id=b>1<p>2 <a name=c></a>3</div><span id=d></span>")
    assert [located.ids for located in walk(root)] == [("a", "b"), ("c", "d")]


def test_nesting_multiplies_no_styles() -> None:
    read = document("<b>" * 50 + "<i><a href=x>" * 50 + "<p>one</p><p>two</p>")
    assert all(len(block.inlines) <= 3 for block in read.blocks)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("2<sup>10</sup> and 2<sup>n-1</sup>", "2^10 and 2^(n-1)"),
        ("<i>x</i><sup><i>n</i> − 1</sup>y", "x^(n − 1)y"),
        ("10<sup>2<sup>3</sup></sup>", "10^2^3"),
        ("so<sup><a href=#n>1</a></sup> <a href=#n><sup>2</sup></a>", "so1 2"),
        ("so<a href=#n><sup>2</sup></a>", "so2"),
        ("<a href=b>10<sup>6</sup></a>", "10^6"),
        ("the 4<sup>th</sup>, CO<sub>2</sub>, <sup>1</sup> so.<sup>2</sup>", "the 4th, CO2, 1 so.2"),
        ("<math><msup><mn>2</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup></math>", "2^(n+1)"),
        ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>", "x1^2"),
    ],
)
def test_exponents_are_told(source: str, text: str) -> None:
    assert document(source).text == text


def test_a_cell_that_reaches_down_leaves_its_places_empty() -> None:
    source = "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>"
    assert blocks(source) == ["table_row 0 a\tb", "table_row 0 \tc"]


@pytest.mark.parametrize("inside", ["<h2>a</h2>", "<ul><li>a</ul>", "<table><tr><td>a</table>", "<p>a"])
def test_a_table_that_lays_out_a_page_is_none(inside: str) -> None:
    assert all("table_row" not in block for block in blocks(f"<table><tr><td>{inside}</table>"))


def test_links_and_images_keep_their_addresses_resolved() -> None:
    source = '<a href="../b">x <img src="c.png" alt="a  c"></a><a href="#d">y</a>'
    assert styles(source, "https://example.org/a/") == [
        ("link", "x [image: a c]", "https://example.org/b"),
        ("image", "[image: a c]", "https://example.org/a/c.png"),
        ("link", "y", "#d"),
    ]


@pytest.mark.parametrize(
    ("image", "text"),
    [
        ("<img src=a>", "[image]"),
        ("<img src=a alt=''>", ""),
        ("<img src=a alt=b>", "[image: b]"),
        ("<img src=a width=1 height=1>", ""),
        ("<svg><image xlink:href=a /><title>b</title></svg>", "[image]"),
    ],
)
def test_an_image_is_what_it_says(image: str, text: str) -> None:
    assert document(image).text == text


def test_a_style_goes_on_in_the_next_block() -> None:
    assert styles("<a href=x>a<div>b</div></a>") == [("link", "a", "x"), ("link", "b", "x")]


def test_no_depth_of_nesting_hides_a_word() -> None:
    root = lxml.html.Element("div")
    inner = root
    for _ in range(20_000):
        inner = etree.SubElement(inner, "div")
    inner.text = "deep"
    assert [located.piece.text for located in walk(root)] == ["deep"]


def test_every_block_knows_the_containers_it_stands_in() -> None:
    source = "<blockquote><p>quoted<ul><li>item<pre>code</pre></ul><table><tr><td>a<td>b</table></blockquote>"
    source += "<ol start=9><li>nine<blockquote>quoted</blockquote></ol>"
    assert [(str(block.kind), block.within) for block in document(source).blocks] == [
        ("quotation", (">",)),
        ("list_item", (">", "•")),
        ("code", (">", "•")),
        ("table_row", (">",)),
        ("list_item", ("9.",)),
        ("quotation", ("9.", ">")),
    ]


def test_items_that_are_paragraphs_stand_apart() -> None:
    assert document("<ul><li>a<li>b</ul>").text == "a\nb"
    assert document("<ul><li><p>a<p>more<li><p><b>b</b></ul>").text == "a\n\nmore\n\nb"
