from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.clippings.reader import clippings
from exchange.clippings.record import few, grouped, refusal

words = st.text(st.characters(codec="utf-8", exclude_characters="“”\r\n"), min_size=1, max_size=10)


@given(st.lists(st.sampled_from(["it is bad", "it is worse"]), max_size=30), words)
def test_every_refusal_is_told_or_counted(reasons: list[str], file: str) -> None:
    refused = [refusal(f"Row {number}", file, why) for number, why in enumerate(reasons)]
    told = list(grouped(refused))
    counts = [reasons.count(why) for why in dict.fromkeys(reasons)]
    assert len(told) == sum(count if count <= 3 else 1 for count in counts)
    for sentence in refused:
        number = sentence.partition(" of")[0].removeprefix("Row ")
        assert sentence in told or any("more of" in each or f"row {number}" in each.lower() for each in told)


def test_many_for_one_reason_are_one_sentence() -> None:
    refused = [refusal(f"Row {number}", "a.csv", "it is bad", "make it good") for number in range(1, 44)]
    assert list(grouped(["Another.", *refused])) == [
        "Another.",
        "Row 1, row 2, row 3 and 40 more of “a.csv” were left out, each as it is bad: make it good.",
    ]


def test_what_is_beyond_counting_stays_a_sentence() -> None:
    refused = few([refusal(f"Row {number}", "a.csv", "it is bad") for number in range(1, 1101)])
    assert [sentence.partition(" of")[0] for sentence in grouped(refused)] == [
        "Row 1, row 2, row 3 and 997 more",
        "100 more records were left out likewise.",
    ]


@pytest.mark.parametrize(
    ("content", "helps"),
    [
        (json.dumps([{"type": "highlight", "positions": [{"page": 1}]}]), "Zotero"),
        ("Highlight,Book Title,Book Author\n,T,A\n", "nothing in it"),
        (
            "T (A)\n- Your Highlight on page 1 | Added on Friday, 1 May 2020 01:02:03\n\n\n==========\n",
            "nothing in it",
        ),
        (json.dumps({"type": "Annotation", "target": "https://example.org"}), "write a note on it"),
    ],
)
def test_a_refusal_says_what_helps(content: str, helps: str) -> None:
    (sentence,) = clippings("a file", content.encode()).refused
    assert helps in sentence
    assert "correct it" not in sentence
