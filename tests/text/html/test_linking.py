from __future__ import annotations

from text.builder import Piece, build
from text.document import Inline, Span, Style
from text.html.linking import linked
from text.outline import place_of


def test_links_to_places_in_the_text_lead_to_their_blocks() -> None:
    targets = ("#a", "#B", "#else", "https://example.org/#a")
    inlines = tuple(Inline(Span(at, at + 1), Style.LINK, target) for at, target in enumerate(targets))
    pieces = [Piece("abcd", inlines=inlines), Piece("One"), Piece("Two")]
    read = build(linked(pieces, {"#a": 2, "#b": 9}, str.lower))
    assert [inline.target for inline in read.blocks[0].inlines] == ["#~2", "#~2", *targets[2:]]
    assert place_of(read, "#~2") == read.text.index("Two")
    assert read.text == build(pieces).text


def test_an_image_s_address_is_no_link() -> None:
    pieces = [Piece("a", inlines=(Inline(Span(0, 1), Style.IMAGE, "#a"),)), Piece("b")]
    assert list(linked(pieces, {"#a": 1}, str)) == pieces
