from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.builder import build
from text.document import BlockKind, Style
from text.html import fragment

TAGS = [
    "<p>",
    "</p>",
    "<div class='a > b'>",
    "</div>",
    "<br/>",
    "<h2>",
    "</h2>",
    "<ul>",
    "<ol start=3>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</td>",
    "</tr>",
    "</table>",
    "<pre>",
    "</pre>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<details>",
    "<summary>",
    "<!-- gone -->",
    "<!doctype html>",
]
WORDS = st.text("abcdefgh \n", max_size=8)


def rows(source: str) -> list[tuple[BlockKind, int, str, str]]:
    return [(piece.kind, piece.level, piece.marker, piece.text) for piece in fragment.pieces(source)]


@given(st.lists(st.tuples(st.sampled_from(TAGS), WORDS), max_size=30))
def test_every_word_is_kept_in_order(parts: list[tuple[str, str]]) -> None:
    pieces = fragment.pieces("".join(tag + words for tag, words in parts))
    shown = build(pieces).text
    assert "".join(shown.split()) == "".join("".join(words for _, words in parts).split())
    assert all(piece.text for piece in pieces)
    for piece in pieces:
        for inline in piece.inlines:
            assert 0 <= inline.span.start < inline.span.end <= len(piece.text)


def test_paragraphs_are_parted_by_block_tags_and_blank_lines() -> None:
    assert rows("<div>one <i>two</i>\nthree<p>four &amp; five</div>six\n\nseven") == [
        (BlockKind.PARAGRAPH, 0, "", "one two three"),
        (BlockKind.PARAGRAPH, 0, "", "four & five"),
        (BlockKind.PARAGRAPH, 0, "", "six"),
        (BlockKind.PARAGRAPH, 0, "", "seven"),
    ]


def test_headings_lists_and_code_keep_their_kinds() -> None:
    source = "<h2 align=center>Head</h2><ul><li>a<ul><li>b</ul><li>c</ul><ol start=3><li>d<li>e</ol>f"
    assert rows(source + "<pre>\n  g\n\n    h\n</pre>i") == [
        (BlockKind.HEADING, 2, "", "Head"),
        (BlockKind.LIST_ITEM, 1, "•", "a"),
        (BlockKind.LIST_ITEM, 2, "•", "b"),
        (BlockKind.LIST_ITEM, 1, "•", "c"),
        (BlockKind.LIST_ITEM, 1, "3.", "d"),
        (BlockKind.LIST_ITEM, 1, "4.", "e"),
        (BlockKind.PARAGRAPH, 0, "", "f"),
        (BlockKind.CODE, 0, "", "  g\n\n    h"),
        (BlockKind.PARAGRAPH, 0, "", "i"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>",
        "<table><tr><th>a<th>b<tr><td>1<td>2<br>3</table>",
    ],
    ids=["closed", "open"],
)
def test_table_rows_part_their_cells_by_tabs(table: str) -> None:
    assert [row[3].replace("\n", " ") for row in rows(table)] == ["a\tb", "1\t2 3"]
    assert [row[1] for row in rows(table)] == [1, 0]


def test_only_a_row_of_headers_heads_a_table() -> None:
    source = "<table><tr><th>Born<td>1900<tr><th>Died<td>1950</table><table><tr><td>a<td>b</table>"
    assert [row[1] for row in rows(source)] == [0, 0, 0]
    assert build(fragment.pieces(source)).text == "Born\t1900\nDied\t1950\n\na\tb"


def test_pictures_and_links() -> None:
    (piece,) = fragment.pieces(
        "<a href='/x?a&amp;b'>see <img src=i.png alt='a boat'></a><img src=j><img alt=''>"
    )
    assert piece.text == "see [image: a boat][image]"
    assert [(inline.style, inline.span.of(piece.text), inline.target) for inline in piece.inlines] == [
        (Style.LINK, "see [image: a boat]", "/x?a&b"),
        (Style.IMAGE, "[image: a boat]", "i.png"),
        (Style.IMAGE, "[image]", "j"),
    ]


def test_details_keep_their_words() -> None:
    assert [row[3] for row in rows("<details>\n<summary>Open</summary>\nmore\n</details>")] == [
        "Open",
        "more",
    ]


def test_scripts_and_comments_go_and_unclosed_ones_hide_nothing() -> None:
    assert [row[3] for row in rows("a<script>x</script><!-- y -->b")] == ["ab"]
    assert [row[3] for row in rows("<script>x")] == ["x"]
    assert [row[3] for row in rows("<!-- y")] == ["y"]
