from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from text.anchoring.anchor import Anchor, describe
from text.anchoring.reattach import THRESHOLD, find, kinship, occurrences, score
from text.document import Span

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "anchoring" / "selectors.json"
RIVER = (
    "The river rose in the night. By dawn the lower road was gone, and the ferry with it.\n\n"
    "“Nobody warned us,” said the miller. The river rose again on Tuesday, but by then the "
    "village had moved to the hill — all but the miller’s dog.\n\nThe river rose a third time."
)
TEXTS = st.text(st.sampled_from("abc .\n“”'’"), min_size=1, max_size=60)


@given(st.text(min_size=1), st.data())
def test_what_was_described_is_found_where_it_stood(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assume(span.of(text).strip())
    found = find(text, describe(text, span))
    assert found is not None
    assert found.span == span
    assert found.score == pytest.approx(1.0)


@given(st.text(max_size=40))
def test_an_insertion_elsewhere_moves_a_mark_and_no_more(extra: str) -> None:
    span = Span(RIVER.index("By dawn"), RIVER.index(", and the ferry"))
    found = find(extra + RIVER, describe(RIVER, span))
    assert found is not None
    assert found.span.of(extra + RIVER) == span.of(RIVER)


@given(TEXTS, TEXTS, st.text(max_size=3), st.text(max_size=3))
def test_occurrences_are_between_their_surroundings(text: str, exact: str, prefix: str, suffix: str) -> None:
    found = occurrences(prefix + exact + suffix + text, exact, prefix, suffix)
    assert Span(len(prefix), len(prefix) + len(exact)) in found


def test_occurrences_tell_absent_from_ambiguous() -> None:
    assert occurrences(RIVER, "The river sank") == []
    assert len(occurrences(RIVER, "The river rose")) == 3
    assert len(occurrences(RIVER, "The river rose", suffix=" again")) == 1
    assert len(occurrences(RIVER, "The river rose", prefix="miller. ")) == 1
    assert len(occurrences("aaaa", "aa")) == 3


def test_occurrences_forgive_quotes_dashes_and_white_space() -> None:
    typed = '"Nobody warned us," said the miller.  The river'
    assert [span.of(RIVER) for span in occurrences(RIVER, typed)] == [
        "“Nobody warned us,” said the miller. The river",
    ]
    assert [span.of(RIVER) for span in occurrences(RIVER, "hill - all but the miller's")] == [
        "hill — all but the miller’s",
    ]
    assert occurrences("don't and don’t", "don't") == [Span(0, 5)]  # The very characters go first.


@pytest.mark.parametrize(("near", "which"), [(0, 0), (150, 1), (300, 2)])
def test_the_position_decides_among_equals(near: int, which: int) -> None:
    found = find(RIVER, Anchor("The river rose", "", "", near, near + 14))
    assert found is not None
    assert found.span == occurrences(RIVER, "The river rose")[which]


def test_surroundings_outweigh_the_position() -> None:
    found = find(RIVER, Anchor("The river rose", "", " a third time", 0, 14))
    assert found is not None
    assert found.span == occurrences(RIVER, "The river rose")[2]


def test_the_score_falls_from_one_to_the_next() -> None:
    span = Span(RIVER.index("The river rose again"), RIVER.index(" on Tuesday"))
    anchor = describe(RIVER, span)
    falling = [
        anchor,
        anchor._replace(start=0),
        anchor._replace(prefix="said the Millers. "),
        anchor._replace(prefix="something else entirely"),
        anchor._replace(prefix="something else entirely", suffix="nor this"),
        anchor._replace(exact="A river rose once", prefix="something else entirely", suffix="nor this"),
    ]
    scores = [score(RIVER, one, span) for one in falling]
    assert scores[0] == pytest.approx(1.0)
    assert scores == sorted(set(scores), reverse=True)


@pytest.mark.parametrize(
    ("exact", "expected"),
    [
        ("by dawn the lower street was gone", "By dawn the lower road was gone"),
        ("the village has moved up to the hill", "the village had moved to the hill"),
    ],
)
def test_changed_words_are_found(exact: str, expected: str) -> None:
    found = find(RIVER, Anchor(exact, "", "", -1, -1))
    assert found is not None
    assert found.span.of(RIVER) == expected


@pytest.mark.parametrize("exact", ["", "  ", "quarterly earnings beat every forecast", "xyzzy"])
def test_what_is_not_there_is_lost(exact: str) -> None:
    assert find(RIVER, Anchor(exact, "", "", -1, -1)) is None


def test_a_few_words_need_their_neighbours_and_many_do_not() -> None:
    short, long = Span(0, 9), Span(0, 84)
    for span, enough in ((short, False), (long, True)):
        stray = describe(RIVER, span)._replace(prefix="x" * 32, suffix="y" * 32)
        assert (kinship(RIVER, stray, span) >= THRESHOLD) == enough


@pytest.mark.skipif(not CASES.is_file(), reason="the shared cases are not beside this checkout")
def test_the_selector_cases_of_other_projects_hold() -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    assert [case["id"] for case in cases if not case.get("judgement") and not _holds(case)] == []


def _holds(case: dict[str, Any]) -> bool:
    text, selector = case["text"], case.get("selector", {})
    prefix, suffix = selector.get("prefix", ""), selector.get("suffix", "")
    if case["kind"] == "quote_exact_all":
        places = occurrences(text, selector["exact"], prefix, suffix)
        return places == [Span(place["start"], place["end"]) for place in case["expected_all"]]
    if case["kind"] != "quote_best":
        return True
    start = selector.get("start", selector.get("hint", -1))
    found = find(text, Anchor(selector["exact"], prefix, suffix, start, selector.get("end", -1)))
    return _fits(case, text, found.span if found else None)


def _fits(case: dict[str, Any], text: str, span: Span | None) -> bool:
    if span is None:
        return "expected_start" not in case and "expected_text" not in case and case.get("expected") is None
    if "expected_start" in case:
        return bool(span.start == case["expected_start"])
    if "expected_text" in case:
        return bool(span.of(text) == case["expected_text"])
    if case.get("expected") is None:
        return False
    expected = Span(case["expected"]["start"], case["expected"]["end"])
    return span.overlaps(expected) if case.get("approximate") else span == expected
