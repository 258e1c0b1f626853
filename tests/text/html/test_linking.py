from __future__ import annotations

from text.builder import Piece
from text.document import BlockKind, Inline, Span, Style
from text.html.linking import linked


def heading(words: str) -> Piece:
    return Piece(words, BlockKind.HEADING, 1)


def test_links_to_headings_become_links_to_their_slugs() -> None:
    targets = ("#a", "#b", "#p", "#else", "https://example.org/#a")
    inlines = tuple(Inline(Span(at, at + 1), Style.LINK, target) for at, target in enumerate(targets))
    pieces = [Piece("abcde", inlines=inlines), heading("Same Words!"), heading("Same words")]
    read = linked(pieces, {"#a": 1, "#b": 2, "#p": 0})
    assert [inline.target for inline in read[0].inlines] == [
        "#same-words", "#same-words-1", "#p", "#else", "https://example.org/#a"
    ]  # fmt: skip
    assert read[1:] == pieces[1:]


def test_an_image_s_address_is_no_link() -> None:
    pieces = [Piece("a", inlines=(Inline(Span(0, 1), Style.IMAGE, "#a"),)), heading("b")]
    assert linked(pieces, {"#a": 1}) == pieces
