from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Kind
from tests.tui.conftest import LETTER
from text.condition import Field, required
from text.query import parse
from tui.terms import common, holds, toggled

if TYPE_CHECKING:
    from store.library import Library

PIECES = st.sampled_from(["or", "oil", "+light", '"the sea"', "kind:quote", "-tag:war"])
TERMS = st.sampled_from(["kind:claim", "tag:war", 'by:"Ada Marsh"', "is:lost"])


@given(st.lists(TERMS, unique=True), TERMS)
def test_a_term_put_into_a_query_is_there_and_taken_out_is_gone(terms: list[str], term: str) -> None:
    asked = " ".join(terms)
    once = toggled(asked, term)
    assert holds(once, term) != holds(asked, term)
    assert set(toggled(once, term).split()) == set(asked.split())


@given(st.text())
def test_taking_out_what_was_put_in_leaves_the_words(asked: str) -> None:
    both = toggled(toggled(asked, "tag:sea"), "tag:sea")
    assert holds(asked, "tag:sea") or both.split() == asked.split()


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_a_term_put_in_is_asked_for_beside_all_else(asked: str) -> None:
    before, after = parse(asked), parse(toggled(asked, "tag:sea"))
    assert after.words == before.words
    assert set(required(after.condition)) == {*required(before.condition), Field("tag", "sea")}


@pytest.mark.parametrize(
    ("asked", "term", "then"),
    [
        ("kind:quote peace", "kind:claim", "kind:claim peace "),
        ("speaker:ada", "by:Board", "by:Board "),
        ("tag:sea", "tag:oil", "tag:oil tag:sea "),
        ("kind:q peace", "kind:quote", "peace "),
        ("kind:quote or kind:claim", "kind:claim", "kind:claim kind:quote or kind:claim "),
        ("(oil kind:quote )", "kind:claim", "kind:claim (oil kind:quote ) "),
        ("-kind:quote", "kind:quote", "kind:quote -kind:quote "),
        ("like:abc kind:claim oil", "kind:quote", "like:abc kind:quote oil "),
        ("or oil", "tag:sea", "or tag:sea oil "),
    ],
)
def test_another_value_takes_the_place_of_the_one_that_there_can_be(asked: str, term: str, then: str) -> None:
    assert toggled(asked, term) == then


def test_the_other_values_of_a_field_asked_for_are_counted_too(library: Library) -> None:
    letter = library.find("letter")
    for at, kind, tag in ((1, Kind.QUOTE, "sea"), (2, Kind.CLAIM, "sea"), (3, Kind.CLAIM, "oil")):
        library.annotate(letter.id, LETTER.blocks[at].span, kind, tags=[tag])
    found = {each.term: each.number for each in common(library, "kind:quote tag:sea")}
    assert (found["kind:quote"], found["kind:claim"], found["tag:sea"]) == (1, 1, 1)
    assert "tag:oil" not in found


def test_articles_are_counted_where_these_are_asked_for(library: Library) -> None:
    assert [each.term for each in common(library, "in:articles keeper")] == ["is:unread"]
