from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import search
from text.document import Span
from text.search import Pattern, Tally, matches, pattern, seek, touching

if TYPE_CHECKING:
    from collections.abc import Iterator

_texts = st.text(st.sampled_from("aAbBéE\u0301 \n\t’'-–ñ世x"), max_size=60)


def compiled(wanted: str) -> Pattern:
    found = pattern(wanted)
    assert found is not None
    return found


def found_in(text: str, wanted: str) -> list[str]:
    return [span.of(text) for span in matches(text, compiled(wanted), Span(0, len(text)))]


@pytest.fixture(autouse=True, scope="module")
def small_slices() -> Iterator[None]:
    """Slices so small that matches lie across their borders."""
    before, search.SLICE = search.SLICE, 7
    yield
    search.SLICE = before


@given(_texts, st.integers(0, 60), st.integers(1, 12))
def test_what_is_copied_from_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    wanted = text[start : start + length]
    if wanted.strip():
        whole = Span(0, len(text))
        assert any(span.start <= start for span in matches(text, compiled(wanted), whole))


@given(_texts, _texts.filter(str.strip), st.integers(0, 60))
def test_every_match_found_by_slices_is_one_of_the_whole_text(text: str, wanted: str, offset: int) -> None:
    look = compiled(wanted)
    starts = {span.start for at in range(len(text)) for span in matches(text, look, Span(at, at + 1))}
    ahead = [start for start in starts if start >= offset] or list(starts)
    behind = [start for start in starts if start < offset] or list(starts)
    found = [span for span in seek(text, look, offset, 1) if span is not None]
    assert [span.start for span in found] == ([min(ahead)] if starts else [])
    back = [span for span in seek(text, look, offset, -1) if span is not None]
    assert len(back) == bool(starts)
    assert all(span.start in behind for span in back)


@given(_texts, _texts.filter(str.strip))
def test_counting_by_slices_comes_to_what_there_is(text: str, wanted: str) -> None:
    look = compiled(wanted)
    tally = Tally(text, look)
    assert tally.total is None or not text
    while tally.go_on():
        pass
    whole = list(matches(text, look, Span(0, len(text))))
    assert tally.total == len(whole)
    for number, span in enumerate(whole, start=1):
        assert tally.number(span.start) == number


@given(_texts, _texts.filter(str.strip), st.integers(0, 60), st.integers(1, 9))
def test_steps_go_from_match_to_match_and_round(text: str, wanted: str, offset: int, count: int) -> None:
    tally = Tally(text, compiled(wanted))
    while tally.go_on():
        pass
    at = back = offset
    for _ in range(count):
        ahead, behind = tally.step(at, 1), tally.step(back, -1)
        assert (ahead is None) == (behind is None) == (tally.total == 0)
        at, back = ahead.start if ahead else at, behind.start if behind else back
    one, other = tally.step(offset, count), tally.step(offset, -count)
    assert (one.start if one else offset, other.start if other else offset) == (at, back)


def test_a_count_is_known_only_as_far_as_it_went() -> None:
    tally = Tally("ab" * 50, compiled("b"))
    assert tally.go_on()
    assert tally.number(3) == 2
    assert tally.number(90) is None
    assert tally.total is None


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("War, war and WAR", "war", ["War", "war", "WAR"]),
        ("War, war and WAR", "War", ["War"]),
        ("résumé, Résumé, resume", "resume", ["résumé", "Résumé", "resume"]),
        ("résumé, resume, re\u0301sume\u0301", "résumé", ["résumé", "re\u0301sume\u0301"]),
        ("minimum\n wage", "minimum wage", ["minimum\n wage"]),
        ("don’t, don't", "don't", ["don’t", "don't"]),
        ("well–known and well-known", "well-known", ["well–known", "well-known"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("世界", "界", ["界"]),
        ("x [y](z)", "](", ["]("]),
    ],
)
def test_what_is_typed_finds(text: str, wanted: str, expected: list[str]) -> None:
    assert found_in(text, wanted) == expected


@pytest.mark.parametrize("nothing", ["", " ", "\t  "])
def test_nothing_typed_looks_for_nothing(nothing: str) -> None:
    assert pattern(nothing) is None


def test_a_run_of_spaces_costs_no_more_than_its_length() -> None:
    assert found_in(" " * 200_000 + "b", "a b") == []
    assert found_in(" " * 200_000, " b") == []


@given(st.text("ab ", max_size=30), st.integers(0, 29), st.integers(1, 30))
def test_what_touches_a_span_shares_text_with_it(text: str, start: int, length: int) -> None:
    look, span = compiled("ab"), Span(start, start + length)
    expected = [found for found in matches(text, look, Span(0, len(text))) if found.start < span.end]
    assert list(touching(text, look, span)) == [found for found in expected if found.end > span.start]
