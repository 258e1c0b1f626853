from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from text.anchoring.carry import carry
from text.document import Span

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "anchoring" / "revisions.json"
OLD = (
    "The council met on Monday. It voted to close the library, and nobody spoke against it. "
    "The mayor called the library a luxury.\n\nOn Tuesday the readers came. They sat on the "
    "steps and read aloud until the lamps were lit. The mayor watched from a window."
)
WORDS = st.lists(
    st.sampled_from(["the", "council", "library", "mayor", "read", "voted", ".", ",", "“", "”"]),
    min_size=3,
    max_size=60,
)


def carried(new: str, passage: str) -> str | None:
    start = OLD.index(passage)
    found = carry(OLD, new, [Span(start, start + len(passage))])[0]
    return found.span.of(new) if found else None


@given(st.text(min_size=1), st.data())
def test_an_unchanged_text_keeps_every_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assume(span.of(text).strip())
    found = carry(text, text, [span])[0]
    assert found is not None
    assert found.span == span
    assert found.score == pytest.approx(1.0)


@given(WORDS, WORDS, st.data())
def test_marks_stay_inside_the_new_text(old: list[str], new: list[str], data: st.DataObject) -> None:
    before, after = " ".join(old), " ".join(new)
    start = data.draw(st.integers(0, len(before) - 1))
    for found in carry(before, after, [Span(start, data.draw(st.integers(start + 1, len(before))))]):
        assert found is None or 0 <= found.span.start < found.span.end <= len(after)


@given(st.integers(0, len(OLD)), st.integers(0, 200))
def test_a_mark_outside_of_an_insertion_keeps_its_words(place: int, length: int) -> None:
    new = OLD[:place] + "\n\nAn insertion of no consequence.\n\n" * (1 + length // 50) + OLD[place:]
    passage = "They sat on the steps and read aloud until the lamps were lit."
    at = OLD.index(passage)
    if not at < place < at + len(passage):
        assert carried(new, passage) == passage


def test_no_marks_are_no_work() -> None:
    assert carry(OLD, "", []) == []


@pytest.mark.parametrize(
    ("changed", "into", "passage", "expected"),
    [
        (
            "the readers came",
            "two hundred readers came",
            "On Tuesday the readers came.",
            "On Tuesday two hundred readers came.",
        ),
        ("against it", "up", "nobody spoke against it", "nobody spoke up"),
        ("a luxury", "“a luxury”", "a luxury", "a luxury"),
        ("Monday.", "Monday.\n\n", "It voted to close the library", "It voted to close the library"),
    ],
)
def test_edited_passages_go_with_their_words(changed: str, into: str, passage: str, expected: str) -> None:
    assert carried(OLD.replace(changed, into), passage) == expected


def test_one_of_several_equal_words_stays_the_same_one() -> None:
    new = "The mayor resigned. The library stayed. " + OLD
    second = OLD.index("library a luxury")
    found = carry(OLD, new, [Span(second, second + 7)])[0]
    assert found is not None
    assert found.span.start == new.index("library a luxury")


def test_a_moved_paragraph_takes_its_marks_along() -> None:
    first, second = OLD.split("\n\n")
    assert carried(f"{second}\n\n{first}", "It voted to close the library, and nobody spoke against it.") == (
        "It voted to close the library, and nobody spoke against it."
    )
    assert carried(f"{second}\n\n{first}", "until the lamps were lit") == "until the lamps were lit"


@pytest.mark.parametrize(
    "passage", ["It voted to close the library, and nobody spoke against it.", "the library, and"]
)
def test_a_deleted_passage_is_lost_and_not_guessed(passage: str) -> None:
    new = OLD.replace("It voted to close the library, and nobody spoke against it. ", "")
    assert carried(new, passage) is None


@pytest.mark.skipif(not CASES.is_file(), reason="the shared cases are not beside this checkout")
def test_real_revisions_beat_the_peers() -> None:
    """Hypothesis, measured on these cases: 98.6% of marks right (F1), 26.5% false places."""
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    tally: dict[str, int] = defaultdict(int)
    for case, found in _carried(cases):
        tally[_verdict(case, found)] += 1
    kept = tally["right"] + tally["wrong"] + tally["lost"]
    assert tally["right"] / kept > 0.99
    assert tally["false"] / (tally["false"] + tally["gone"]) < 0.02


def _carried(cases: dict[str, Any]) -> list[tuple[dict[str, Any], Span | None]]:
    by_pair: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in cases["cases"]:
        if case["conf"] not in ("judgement", "either"):
            by_pair[case["pair"]].append(case)
    carried_cases = []
    for name, group in by_pair.items():
        pair = cases["pairs"][name]
        spans = [Span(case["selector"]["start"], case["selector"]["end"]) for case in group]
        found = carry(pair["old_text"], pair["new_text"], spans)
        carried_cases += [(case, one.span if one else None) for case, one in zip(group, found, strict=True)]
    return carried_cases


def _verdict(case: dict[str, Any], span: Span | None) -> str:
    if case["expected"] is None:
        return "gone" if span is None else "false"
    if span is None:
        return "lost"
    true = Span(case["expected"]["start"], case["expected"]["end"])
    shared = min(span.end, true.end) - max(span.start, true.start)
    covered = max(span.end, true.end) - min(span.start, true.start)
    return "right" if shared >= covered / 2 else "wrong"
