from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style as Ink

from store.links import Link, Relation
from store.records import Annotation, Kind
from tests.text.documents import document_of, documents
from tests.text.layout.test_tables import table_of
from tests.tui.marks import mark
from text.document import Block, BlockKind, Document, Inline, Span, Style
from text.graphemes import cells
from text.layout import tabs
from text.layout.flow import Flow
from tui.inks import NAMES, Inkwell
from tui.widgets.lines import CURSOR_BAR, Focus, Line, line
from tui.widgets.sheet import frame, segments

TEXT = document_of("One two three. Four five six.")
FOCUS = Focus(Span(0, 14))


def the_line(*marks: tuple[int, int, Kind], focus: Focus = FOCUS) -> Line:
    row = Flow(TEXT, 72).rows(0)[0]
    laid = tuple(mark(TEXT, Span(start, end), kind, f"{start}{kind}") for start, end, kind in marks)
    return line(TEXT, row, laid, focus, here=True)


@given(documents(), st.integers(8, 80), st.data())
def test_a_line_shows_its_row_whatever_lies_over_it(
    document: Document, measure: int, data: st.DataObject
) -> None:
    ends = st.integers(0, len(document.text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted).map(tuple).filter(lambda p: p[0] < p[1])))
    marks = tuple(
        mark(document, Span(start, end), kind)
        for (start, end), kind in zip(spans, [*Kind] * len(spans), strict=False)
    )
    flow = Flow(document, measure)
    for block in range(len(document.blocks)):
        for row in flow.rows(block):
            shown = line(document, row, marks, Focus(Span(0, 3), Span(1, 2)), here=False)
            text = "".join(piece.text for piece in shown.pieces)
            tab = tabs.painted(document.blocks[block].kind)
            assert row.gap or text.endswith(row.span.of(document.text).replace("\t", tab))
            assert {name for piece in shown.pieces for name in piece.inks} <= NAMES


def test_each_kind_has_its_letter_and_a_third_one_shows_as_plus() -> None:
    assert [piece.text for piece in the_line((0, 3, Kind.QUOTE)).gutter] == ["Q"]
    assert [piece.text for piece in the_line((0, 3, Kind.CLAIM), (4, 7, Kind.HIGHLIGHT)).gutter] == ["C", "H"]
    three = the_line((0, 3, Kind.QUOTE), (0, 5, Kind.CLAIM), (2, 9, Kind.HIGHLIGHT))
    assert [piece.text for piece in three.gutter] == ["Q", "+"]


def test_a_linked_mark_has_a_sign_before_its_letter_where_there_is_room() -> None:
    link = Link("l", "m", Relation.ANSWERS, "n")
    row = Flow(TEXT, 72).rows(0)[0]
    quote, claim = (mark(TEXT, Span(0, 3), kind)._replace(links=(link,)) for kind in (Kind.QUOTE, Kind.CLAIM))
    assert [piece.text for piece in line(TEXT, row, (quote,), FOCUS, here=True).gutter] == ["~", "Q"]
    both = line(TEXT, row, (quote, claim), FOCUS, here=True)
    well = Inkwell(Ink.null(), {})
    for width in (84, 200):
        shown = "".join(segment.text for segment in segments(both, well, frame(width, 72))[0])
        assert shown.lstrip().startswith("~QC▌ One")
    narrow = "".join(segment.text for segment in segments(both, well, frame(80, 72))[0])
    assert narrow.startswith("QC▌ One")


def test_a_suggestion_has_a_sign_where_it_begins_if_marks_leave_room() -> None:
    focus = Focus(Span(0, 14), suggested=frozenset({4, 200}), lit=(Span(4, 7),))
    assert [piece.text for piece in the_line(focus=focus).gutter] == ['"']
    assert [piece.text for piece in the_line((0, 3, Kind.CLAIM), focus=focus).gutter] == ['"', "C"]
    both = the_line((0, 3, Kind.CLAIM), (0, 3, Kind.QUOTE), focus=focus)
    assert [piece.text for piece in both.gutter] == ["C", "Q"]
    assert the_line(focus=Focus(Span(0, 14), suggested=frozenset({200}))).gutter == ()
    assert [piece.text for piece in both.pieces if "found-here" in piece.inks] == ["two"]


def test_where_marks_overlap_both_show_and_the_text_is_underlined() -> None:
    shown = the_line((0, 7, Kind.QUOTE), (4, 9, Kind.CLAIM))
    overlapping = [piece for piece in shown.pieces if "overlap" in piece.inks]
    assert [piece.text for piece in overlapping] == ["two"]
    assert {"quote", "claim"} <= set(overlapping[0].inks)


def test_the_cursor_has_its_bar_and_its_sentence_its_ground() -> None:
    shown = the_line()
    assert shown.bar == CURSOR_BAR
    assert [(piece.text, "cursor" in piece.inks) for piece in shown.pieces] == [
        ("One two three.", True),
        (" Four five six.", False),
    ]


@given(
    st.sampled_from([kind for kind in BlockKind if kind not in (BlockKind.RULE, BlockKind.TABLE_ROW)]),
    st.integers(0, 60),
    st.sampled_from(["", "•", "3.", "1234567890123.", "一、"]),
    st.integers(2, 40),
)
def test_the_lead_is_as_wide_as_the_indent(kind: BlockKind, level: int, marker: str, measure: int) -> None:
    words = "some deep words"
    document = Document(words, (Block(Span(0, len(words)), kind, level, marker),))
    for row in Flow(document, measure).rows(0):
        shown = line(document, row, (), Focus(Span(0, 0)), here=False)
        painted = "".join(piece.text for piece in shown.pieces)
        assert painted.endswith(row.span.of(words))
        assert cells(painted) == row.indent + len(row.span)


@given(st.lists(st.tuples(st.integers(0, 299), st.integers(1, 80)), min_size=40, max_size=90), st.data())
def test_a_much_styled_block_is_painted_as_one_with_few_styles_is(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    words = "one two three " * 25
    inlines = tuple(
        Inline(Span(start, min(len(words), start + length)), data.draw(st.sampled_from(Style)))
        for start, length in places
    )
    block = Block(Span(0, len(words)), inlines=inlines)
    document = Document(words, (block,))
    for row in Flow(document, 20).rows(0):
        shown = line(document, row, (), Focus(Span(0, 0)), here=False)
        offset = row.span.start
        for piece in shown.pieces:
            assert set(piece.inks) == {str(each.style) for each in inlines if offset in each.span}
            offset += len(piece.text)


TABLE = table_of([["Word", "Meaning"], ["postil", "a note in the margin"], ["gloss", "a word between"]])


def table_lines(measure: int, *marks: Annotation, focus: Focus) -> list[Line]:
    flow = Flow(TABLE, measure)
    rows = [row for block in range(len(TABLE.blocks)) for row in flow.rows(block)]
    return [line(TABLE, row, marks, focus, here=False) for row in rows]


def inked(shown: Line, ink: str) -> str:
    return "".join(piece.text for piece in shown.pieces if ink in piece.inks)


def test_a_mark_on_part_of_a_cell_is_painted_there_and_noted_on_its_lines_only() -> None:
    start = TABLE.text.index("the margin")
    marked = mark(TABLE, Span(start, start + 10), Kind.QUOTE)
    lines = table_lines(20, marked, focus=Focus(Span(0, 0)))
    assert [inked(shown, "quote") for shown in lines] == ["", "", "", "the margin", "", "", ""]
    assert [len(shown.gutter) for shown in lines] == [0, 0, 0, 1, 0, 0, 0]


def test_the_cursors_cell_is_set_apart_on_each_of_its_lines() -> None:
    start = TABLE.text.index("a note")
    lines = table_lines(20, focus=Focus(Span(start, start + 20)))
    assert [inked(shown, "cursor") for shown in lines if shown.bar] == ["a note in", "the margin"]


def test_a_label_stands_over_the_cell_it_is_for() -> None:
    labels = ((TABLE.text.index("a word"), "jk"), (TABLE.text.index("postil"), "ff"))
    lines = table_lines(40, focus=Focus(Span(0, 0), labels=labels))
    assert ["".join(piece.text for piece in shown.pieces) for shown in lines[2:]] == [
        "ffstil  a note in the margin",
        "gloss   jkword between",
    ]


def test_a_label_of_one_letter_stands_before_its_sentence() -> None:
    words = "One two. Three.”Four"
    document = Document(words, (Block(Span(0, len(words)), BlockKind.LIST_ITEM, 1, "•"),))
    focus = Focus(Span(0, 0), labels=((0, "f"), (9, "j"), (16, "d")))
    shown = line(document, Flow(document, 40).rows(0)[0], (), focus, here=False)
    assert [piece.text for piece in shown.pieces if "label" in piece.inks] == ["f", "j", "d"]
    assert "".join(piece.text for piece in shown.pieces) == "•fOne two.jThree.”dour"


def test_a_label_of_one_letter_stands_in_the_margin() -> None:
    shown = the_line(focus=Focus(Span(0, 0), labels=((0, "f"),)))
    assert shown.label == "f"
    assert "".join(piece.text for piece in shown.pieces) == TEXT.text


def test_a_label_over_half_a_wide_character_leaves_a_space_for_the_other() -> None:
    words = "“世界 word"
    document = Document(words, (Block(Span(0, len(words))),))
    shown = line(
        document, Flow(document, 20).rows(0)[0], (), Focus(Span(0, 0), labels=((1, "f"),)), here=False
    )
    assert "".join(piece.text for piece in shown.pieces) == "“f 界 word"


def test_the_bars_of_a_quotation_run_down_its_gaps() -> None:
    quotation = BlockKind.QUOTATION
    document = document_of(("one", quotation), ("two", quotation))
    flow = Flow(document, 20)
    lines = [line(document, row, (), Focus(Span(0, 0)), here=False) for row in (*flow.rows(0), *flow.rows(1))]
    assert ["".join(piece.text for piece in shown.pieces) for shown in lines] == ["│ one", "│ ", "│ two"]


def test_code_has_its_ground_and_a_line_cut_by_the_measure_a_sign() -> None:
    document = document_of(("a long line of code\nshort", BlockKind.CODE))
    lines = [line(document, row, (), Focus(Span(0, 0)), here=False) for row in Flow(document, 14).rows(0)]
    assert ["".join(piece.text for piece in shown.pieces) for shown in lines] == [
        "  a long line ",
        "↳ of code",
        "  short",
    ]
    assert {shown.ground for shown in lines} == {"code-block"}
    assert {"code-block"} <= {ink for shown in lines for piece in shown.pieces for ink in piece.inks}
