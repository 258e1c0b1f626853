from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exchange.plain import lines
from store.links import Link, Relation
from store.records import AnchorState, Annotation, Kind
from tests.exchange.samples import mark
from tests.text.documents import document_of, documents
from text.document import BlockKind, Document

TEXT = "He said it rained. Nobody else did.\n\nIt was dry."
DOCUMENT = document_of("He said it rained. Nobody else did.", "It was dry.")


def on(document: Document, *spans: tuple[int, int]) -> list[Annotation]:
    return [mark(start, end, text=document.text, id=f"m{start}-{end}") for start, end in sorted(spans)]


def test_an_article_and_its_marks_are_told_line_by_line() -> None:
    marks = [
        mark(8, 18, Kind.QUOTE, text=TEXT, speaker="Ada", tags=("rain",), place="p. 12", colour="red"),
        mark(11, 27, Kind.CLAIM, text=TEXT, status="disputed", note="Was it\nso?"),
        mark(37, 40, text=TEXT, anchor_state=AnchorState.LOST),
    ]
    assert list(lines(DOCUMENT, marks)) == [
        "He said [1: it [2: rained. :1]",
        "Nobody e :2]lse did.",
        "",
        "It was dry.",
        "",
        "Marks: 3",
        "Mark 1, quote, line 1, by Ada, p. 12, red, #rain: it rained.",
        "Mark 2, claim, line 1, disputed, note: Was it so?: rained. Nobody e",
        "Mark 3, highlight, no longer in the text: It",
    ]


def test_links_are_told_from_both_their_ends() -> None:
    near, far = Link("1", "a", Relation.CONTRADICTS, "b"), Link("2", "far", Relation.SUPPORTS, "a")
    marks = [
        mark(8, 10, text=TEXT, id="a", links=(near, far)),
        mark(11, 17, text=TEXT, id="b", links=(near,)),
    ]
    assert list(lines(DOCUMENT, marks))[-2:] == [
        "Mark 1, highlight, line 1, contradicts mark 2, supported by mark far of another article: it",
        "Mark 2, highlight, line 1, contradicted by mark 1: rained",
    ]


def test_code_keeps_its_lines_and_their_indents() -> None:
    document = document_of(("if so:\n\n    go()", BlockKind.CODE), ("One. Two.", BlockKind.LIST_ITEM))
    assert list(lines(document, ()))[:6] == ["if so:", "", "    go()", "", "• One.", "  Two."]


@given(documents(), st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=4))
def test_marks_move_no_line_and_each_has_both_its_ends(
    document: Document, drawn: list[tuple[int, int]]
) -> None:
    length = len(document.text)
    spans = {(start, min(start + size, length)) for start, size in drawn if start < length}
    spans = {(start, end) for start, end in spans if document.text[start:end].strip()}
    marks = on(document, *spans)
    bare, marked = list(lines(document, ())), list(lines(document, marks))
    text, told = marked[: len(bare) - 2], "\n".join(marked[len(bare) :])
    assert [not line for line in bare[:-2]] == [not line for line in text]
    for number in range(1, len(marks) + 1):
        assert "\n".join(text).count(f"[{number}: ") == 1
        assert "\n".join(text).count(f" :{number}]") == 1
        assert f"Mark {number}, highlight, line " in told


def test_a_row_of_a_table_is_one_line_and_its_cells_are_told_apart() -> None:
    document = document_of(("Name\tAge", BlockKind.TABLE_ROW), ("Ada\t36", BlockKind.TABLE_ROW))
    told = list(lines(document, on(document, (document.text.index("36"), len(document.text)))))
    assert told[:3] == ["Name | Age", "", "Ada | [1: 36 :1]"]
