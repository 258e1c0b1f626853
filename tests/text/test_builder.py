from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_plain import assert_sound
from text.builder import Piece, build
from text.clean import clean
from text.document import BlockKind, Inline, Span, Style

TEXTS = st.text("ab \x1b\u202e", min_size=0, max_size=6)
PIECES = st.builds(
    Piece,
    TEXTS,
    st.sampled_from(BlockKind),
    st.integers(0, 3),
    st.sampled_from(["", "•", "1."]),
    apart=st.booleans(),
).map(lambda piece: Piece("", piece.kind) if piece.kind is BlockKind.RULE else piece)


@given(st.lists(PIECES, max_size=20))
def test_documents_are_sound_and_hold_every_piece(pieces: list[Piece]) -> None:
    document = build(pieces)
    assert_sound(document)
    marked = (BlockKind.LIST_ITEM, True)
    kept = [
        piece
        for piece in pieces
        if piece.text or piece.kind is BlockKind.RULE or (piece.kind, bool(piece.marker)) == marked
    ]
    assert [(block.span.of(document.text), block.kind) for block in document.blocks] == [
        (clean(piece.text), piece.kind) for piece in kept
    ]


def test_rows_and_items_stand_close_but_where_another_begins() -> None:
    row, item = BlockKind.TABLE_ROW, BlockKind.LIST_ITEM
    pieces = [
        Piece("a", row, 1, apart=True),
        Piece("b", row),
        Piece("c", row, 1),
        Piece("C", row, 1, apart=True),
        Piece("d", item, 1, "•"),
        Piece("e", item, 1, "•"),
        Piece("f", item, 1),
    ]
    assert build(pieces).text == "a\nb\n\nc\n\nC\n\nd\ne\n\nf"


def test_styles_move_with_their_words_and_addresses_are_cleaned() -> None:
    link = Inline(Span(0, 1), Style.LINK, "x\x1by")
    document = build([Piece("abc"), Piece("d", inlines=(link,))])
    assert document.blocks[1].inlines == (Inline(Span(5, 6), Style.LINK, "x␛y"),)
