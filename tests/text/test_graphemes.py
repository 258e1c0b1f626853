from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.text.documents import boundaries
from text.document import Block, BlockKind, Document, Span
from text.graphemes import cells, clusters, is_narrow, next_grapheme, previous_grapheme, snap
from text.layout.flow import Flow

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases" / "terminal"
FAMILY = "👨\u200d👩\u200d👧"
TEXTS = st.text(st.sampled_from(f"ab é\u0301\u200d\ufe0f\n\t日本❤👍🏽🇬🇧각\u200b“—{FAMILY}")) | st.text()


@given(TEXTS)
@example("\u200d\u200d🇬\u0301🇧🇬")
def test_clusters_cover_the_text_in_order(text: str) -> None:
    found = list(clusters(text, Span(0, len(text))))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end for start, end, _ in found)


@given(TEXTS.filter(str.isprintable))
def test_clusters_are_as_wide_as_rich_paints_them(text: str) -> None:
    assert sum(width for _, _, width in clusters(text, Span(0, len(text)))) == cells(text) == cell_len(text)


def test_narrow_characters_are_one_cluster_of_one_cell() -> None:
    for code in range(0x3000):
        if is_narrow(character := chr(code), Span(0, 1)):
            assert cell_len(character) == 1
            assert boundaries(f"a{character}") == [0, 1, 2]


@given(TEXTS, st.integers(-2, 40), st.integers(-2, 40))
def test_snap_widens_to_boundaries_and_no_further(text: str, start: int, end: int) -> None:
    bounds = boundaries(text)
    snapped = snap(text, Span(start, end))
    low = max(0, min(start, len(text)))
    high = max(low, min(end, len(text)))
    assert snapped.start == max(bound for bound in bounds if bound <= low)
    if low < high or low not in bounds:
        assert snapped.end == min(bound for bound in bounds if bound >= high and bound >= low)
    assert snap(text, snapped) == snapped


@given(TEXTS)
def test_stepping_visits_every_boundary_both_ways(text: str) -> None:
    forwards, backwards = [0], [len(text)]
    while forwards[-1] < len(text):
        forwards.append(next_grapheme(text, forwards[-1]))
    while backwards[-1] > 0:
        backwards.append(previous_grapheme(text, backwards[-1]))
    assert forwards == boundaries(text) == backwards[::-1]


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("cafe\u0301s", Span(0, 4), Span(0, 5)),
        (f"a{FAMILY}b", Span(2, 3), Span(1, 6)),
        ("🇬🇧🇫🇷", Span(1, 2), Span(0, 2)),
        ("🇬🇧🇫🇷", Span(3, 4), Span(2, 4)),
        ("one\ntwo", Span(0, 3), Span(0, 3)),
        ("abc", Span(2, 2), Span(2, 2)),
        ("abc", Span(7, 9), Span(3, 3)),
    ],
)
def test_snap_keeps_whole_what_a_reader_sees_as_one(text: str, span: Span, expected: Span) -> None:
    assert snap(text, span) == expected


def unicodes_own_cases() -> list[tuple[str, list[str]]]:
    cases = json.loads((CASES / "grapheme_break_15_0.json").read_text(encoding="utf-8"))
    # A carriage return never gets past `text.clean`.
    return [(case["text"], case["clusters"]) for case in cases if "\r" not in case["text"]]


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside this checkout")
def test_no_cluster_of_unicodes_own_break_cases_is_split() -> None:
    split = [
        text
        for text, expected in unicodes_own_cases()
        if not set(boundaries(text)) <= set(accumulate(map(len, expected), initial=0))
    ]
    assert split == ["a🇦\u200d🇧🇨b"]  # Rich lets a joiner join any two characters, letters of flags too.


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside this checkout")
def test_most_of_unicodes_own_clusters_stand_alone() -> None:
    right = sum(
        [text[start:end] for start, end, _ in clusters(text, Span(0, len(text)))] == expected
        for text, expected in unicodes_own_cases()
    )
    assert right >= 478  # Rich lets Hangul parts that stand alone join what is before them.


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside this checkout")
@pytest.mark.parametrize(
    "kind", [BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW]
)
@pytest.mark.parametrize("measure", [6, 9, 20])
def test_rows_of_unicodes_own_break_cases_fit_and_split_no_cluster(kind: BlockKind, measure: int) -> None:
    for case, _ in unicodes_own_cases():
        text = f"{case}{case}\tx {case} \t{case * 5}" if kind is BlockKind.TABLE_ROW else case * 9
        bounds = set(boundaries(text))
        flow = Flow(Document(text, (Block(Span(0, len(text)), kind),)), measure)
        for row in flow.rows(0):
            right = sum(cells(part.span.of(text)) for part in row.parts[-1:]) + row.parts[-1].left
            assert right <= flow.measure
            assert all({part.span.start, part.span.end} <= bounds for part in row.parts)
