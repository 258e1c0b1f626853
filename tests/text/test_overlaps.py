from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.overlaps import Overlaps

spans = st.tuples(st.integers(0, 99), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(spans, max_size=150).map(sorted), spans)
def test_what_touches_a_span_is_what_a_scan_finds(laid: list[Span], asked: Span) -> None:
    found = list(Overlaps([span.start for span in laid], [span.end for span in laid]).touching(asked))
    assert found == [number for number, span in enumerate(laid) if span.overlaps(asked)]


def test_nothing_touches_where_there_is_nothing() -> None:
    assert list(Overlaps([], []).touching(Span(0, 9))) == []
