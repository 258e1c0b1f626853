from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.quotations import Quotation, quotations

MARKS = "\"'“”„‟‘’‚«»‹›「」『』《》＂″"
MARKED = st.text(st.sampled_from([*MARKS, *"aBs 1.,—(\n"]), max_size=60)

PAIRS = [
    "“”",
    "‘’",
    '""',
    "„“",
    "„”",
    "””",
    "«»",
    "»«",
    "»»",
    "‹›",
    "「」",
    "『』",
    "《》",
    "〈〉",
    "＂＂",
    "‚’",
    "‚‘",
]


def found(text: str) -> list[Quotation]:
    return list(quotations(text, Span(0, len(text))))


def words(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in found(text)]


@given(MARKED)
def test_quotations_are_well_formed(text: str) -> None:
    for quotation in found(text):
        assert (
            0
            <= quotation.span.start
            < quotation.inner.start
            < quotation.inner.end
            <= quotation.span.end
            <= len(text)
        )
        assert quotation.inner == quotation.inner.trimmed(text)


@given(MARKED)
def test_outer_ones_come_first_and_nested_ones_lie_within(text: str) -> None:
    spans = [quotation.span for quotation in found(text)]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    for index, outer in enumerate(spans):
        for inner in spans[index + 1 :]:
            assert inner.start >= outer.end or inner.end <= outer.end


@pytest.mark.parametrize("pair", PAIRS)
def test_every_pair_of_marks(pair: str) -> None:
    text = f"Er sagte {pair[0]}ja und nein{pair[1]}, und ging."
    (quotation,) = found(text)
    assert quotation.span.of(text) == f"{pair[0]}ja und nein{pair[1]}"
    assert quotation.inner.of(text) == "ja und nein"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« bonjour »", ["bonjour"]),
        ("He said “she said ‘no’ twice” once.", ["she said ‘no’ twice", "no"]),
        ("«Он сказал „да“ и ушёл»", ["Он сказал „да“ и ушёл", "да"]),
        ("日本「本『内』」", ["本『内』", "内"]),
        ("don't, Ukraine’s, the ’90s, rock ’n’ roll, the Russians’ tanks, '90s", []),
        ("‘the boys’ own goal’ was late", ["the boys’ own goal"]),
        ('5\'10" tall, he said "ok"', ["ok"]),
        ("''WHAT?'' he said", ["WHAT?"]),
        ("a stray ” and another » and 」", []),
        ('“” and "" hold nothing', []),
        ("“One.” “Two.”", ["One.", "Two."]),
        ("He said—“go”—and went", ["go"]),
        ('"Hi," he said, "there."', ["Hi,", "there."]),
        ("(“x”)", ["x"]),
        ("“it’s a ‘thing” he said", ["it’s a ‘thing"]),
    ],
)
def test_examples(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_one_left_open_runs_to_the_end_of_the_block() -> None:
    text = "before “we go on \n\nafter"
    (quotation,) = quotations(text, Span(0, 17))
    assert quotation.span.of(text) == "“we go on"
    assert quotation.inner.of(text) == "we go on"


def test_marks_outside_the_block_do_not_count() -> None:
    text = "“a” b “c”"
    assert [quotation.inner.of(text) for quotation in quotations(text, Span(4, len(text)))] == ["c"]


def test_many_open_marks_are_read() -> None:
    assert len(found("“ a " * 20_000)) == 20_000
