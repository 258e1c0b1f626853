from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.records import AnchorState
from tests.text.documents import document_of
from tests.tui.marks import mark
from text.document import Span
from tui.widgets.overlay import Overlay

TEXT = document_of("x" * 100)
spans = st.tuples(st.integers(0, 99), st.integers(1, 30)).map(lambda pair: Span(pair[0], min(100, sum(pair))))


@given(st.lists(spans, max_size=30), spans)
def test_what_lies_over_a_span_is_what_a_scan_finds(marked: list[Span], asked: Span) -> None:
    marks = [mark(TEXT, span, name=str(number)) for number, span in enumerate(marked)]
    found = Overlay(marks).over(asked)
    assert {each.id for each in found} == {each.id for each in marks if each.span.overlaps(asked)}
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)


def test_a_lost_mark_lies_nowhere() -> None:
    lost = mark(TEXT, Span(0, 5))._replace(anchor_state=AnchorState.LOST)
    assert Overlay([lost]).over(Span(0, 100)) == ()
