from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.query import QUERY_LIMIT, WORDS_LIMIT, Query, parse


@given(st.text(st.one_of(st.characters(), st.sampled_from("\"“”:' \x00kindtag"))))
def test_every_string_is_a_query_of_bounded_size(query: str) -> None:
    asked = parse(query)
    assert len(asked.words) <= WORDS_LIMIT
    assert all(asked.phrases)
    assert all(value for _, value in asked.fields)


@given(st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), unique=True, max_size=WORDS_LIMIT))
def test_plain_words_are_words(words: list[str]) -> None:
    assert parse(" ".join(words)) == Query(words=tuple(words))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Waltz  crimea waltz", Query(words=("waltz", "crimea"))),
        ("“Security guarantees” Ukraine", Query(("ukraine",), (("security", "guarantees"),))),
        ('end "of the li', Query(("end",), (("of", "the", "li"),))),
        ('"" "…" "', Query()),
        ("kind:Quote tag:War/Truce tag: x", Query(("x",), (), (("kind", "quote"), ("tag", "war/truce")))),
        ("12:30 http://a.example by:x", Query(("12", "30", "http", "a", "example", "by", "x"))),
        ("NEAR( -a* + OR", Query(("near", "a", "or"))),
    ],
)
def test_parse(query: str, expected: Query) -> None:
    assert parse(query) == expected


def test_what_follows_the_limit_is_not_read() -> None:
    assert parse(" " * QUERY_LIMIT + "word") == Query()
