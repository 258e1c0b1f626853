from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.condition import And, Condition, Field, Not, Or, Phrase, Word, required
from text.query import ALIASES, DEPTH_LIMIT, FIELDS, QUERY_LIMIT, TOKENS_LIMIT, WORDS_LIMIT, Query, parse

PIECES = (
    *(
        '"',
        "“",
        "(",
        ")",
        "-",
        "+",
        " or ",
        "OR",
        ":",
        " ",
        "'",
        "\x00",
        "\ud800",
        "\u200b",
        "（",
        "：",
        "安全",
    ),
    *(
        "word",
        "well-known",
        "tag:",
        "by:",
        "kind:q",
        "after:7d",
        "before:2026-13",
        "is:",
        "has:note",
        "in:articles",
    ),
    *(
        "speker:x",
        "http://a.example/b_(c)",
        "12:30",
        "NEAR(",
        "*",
        "';--",
        "[a-z]*",
        "\\",
        "é",
        "🎈",
        "İ",
        "ﬁ",
        "\n",
    ),
)
QUERIES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
NAMES = st.from_regex(r"[a-z]{2,9}", fullmatch=True).filter(lambda word: word != "or")


def leaves(condition: Condition | None) -> list[Word | Phrase | Field]:
    """The words, phrases and fields, at any depth; on the way, conditions are found to be flat."""
    match condition:
        case None:
            return []
        case And(parts) | Or(parts):
            assert len(set(parts)) == len(parts) > 1
            assert not any(isinstance(part, type(condition)) for part in parts)
            return [leaf for part in parts for leaf in leaves(part)]
        case Not(part):
            assert not isinstance(part, Not)
            return leaves(part)
        case _:
            return [condition]


def check(text: str) -> None:
    asked = parse(text)
    found = leaves(asked.condition)
    assert len(asked.words) <= WORDS_LIMIT
    assert len(found) <= TOKENS_LIMIT
    assert all(leaf.words for leaf in found if isinstance(leaf, Phrase))
    assert all(leaf.value and leaf.name in FIELDS for leaf in found if isinstance(leaf, Field))
    assert all(hint.endswith((".", "?")) and hint.count("\n") == 0 for hint in asked.hints)


@given(QUERIES)
def test_every_string_is_a_query_of_bounded_size(query: str) -> None:
    check(query)


def test_a_hundred_thousand_strings_are_queries() -> None:
    chance = random.Random(4)  # noqa: S311 - the same strings every time
    for _ in range(100_000):
        check("".join(chance.choices(PIECES, k=chance.randrange(1, 9))))


@pytest.mark.parametrize(
    "query",
    [
        '"' * 100_000,
        "(" * 100_000,
        "-(" * 500,
        "(a or " * 200,
        "a or " * 5000,
        "+" * 999,
        "ﷺ" * 5000,
        ")" * 999,
    ],
    ids=ascii,
)
def test_hostile_queries_are_read(query: str) -> None:
    check(query)


@given(st.lists(NAMES, unique=True, max_size=WORDS_LIMIT))
def test_plain_words_are_words(words: list[str]) -> None:
    assert parse(" ".join(words)) == parse(f"({' '.join(words)})") == Query(words=tuple(words))


@given(st.lists(NAMES, unique=True, min_size=1, max_size=9))
def test_signs_make_words_exact(words: list[str]) -> None:
    exact = tuple(map(Word, words))
    assert required(parse(" ".join(f"+{word}" for word in words)).condition) == exact
    assert required(parse(" ".join(f"-{word}" for word in words)).condition) == tuple(map(Not, exact))
    assert required(parse(f"-({' or '.join(words)})").condition) == (
        Not(Or(exact) if len(exact) > 1 else exact[0]),
    )


@given(st.sampled_from(["tag", "by", "speaker", "article", "source", "lang"]), st.lists(NAMES, min_size=1))
def test_a_field_takes_words_in_quotes(name: str, words: list[str]) -> None:
    value = " ".join(words)
    assert parse(f'{name}:"{value}"').condition == Field(ALIASES.get(name, name), value)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Waltz  crimea waltz", Query(("waltz", "crimea"))),
        ("“Security guarantees” Ukraine", Query(("ukraine",), Phrase(("security", "guarantees")))),
        ('end "of the li', Query(("end",), Phrase(("of", "the", "li"), unfinished=True))),
        ('"安全"', Query((), Phrase(("安全", "全"), unfinished=True))),
        ("+保", Query((), Phrase(("保",), unfinished=True))),
        ('"" "…" "', Query()),
        ("kind:Quote tag: x", Query(("x",), Field("kind", "quote", whole=True))),
        ('kind:q kind:"Quote"', Query((), Field("kind", "quote", whole=True))),
        ('kind:"q', Query((), Field("kind", "quote", whole=True))),
        ('kind:"q"', Query((), Field("kind", "q", whole=True))),
        (
            'kind:fact or kind:"fact"',
            Query((), Or((Field("kind", "fact"), Field("kind", "fact", whole=True)))),
        ),
        (
            'status:disp or status:"disputed"',
            Query((), Or((Field("status", "disp"), Field("status", "disputed", whole=True)))),
        ),
        ('status:"in dou', Query((), Field("status", "in dou"))),
        ('tag:"war"', Query((), Field("tag", "war"))),
        ("tag:#War/Truce/", Query((), Field("tag", "war/truce"))),
        ("12:30 http://a.example", Query(("12", "30", "http", "a", "example"))),
        ("NEAR( -a* + OR", Query(("near", "or"), Not(Word("a")))),
        ("a or b c", Query(("c",), Or((Word("a"), Word("b"))))),
        ("a (b c or d)", Query(("a", "b"), Or((Word("c"), Word("d"))))),
        ("((a b)) f(x)", Query(("a", "b", "f", "x"))),
        ("-(a b) --c - d", Query(("c", "d"), Not(And((Word("a"), Word("b")))))),
        ("+well-known co-op", Query(("co", "op"), Phrase(("well", "known")))),
        ("now or", Query(("now", "or"))),
        ("or now", Query(("or", "now"))),
        ("is:l -is:read", Query((), And((Field("is", "lost"), Not(Field("is", "read")))))),
        ("is:readi", Query((), Field("is", "reading"))),
        ("peace in:articles", Query(("peace",), in_articles=True)),
        ("after:7d before:2026-3-5", Query((), And((Field("after", "7d"), Field("before", "2026-3-5"))))),
    ],
)
def test_parse(query: str, expected: Query) -> None:
    assert parse(query) == expected


@pytest.mark.parametrize(
    ("query", "words", "hint"),
    [
        ("speker:waltz", ("speker", "waltz"), "speker: is no field; did you mean speaker:?"),
        ("author:waltz", ("author", "waltz"), "author: is no field; did you mean by:?"),
        ("languag:en", ("languag", "en"), "languag: is no field; did you mean lang:?"),
        ("zzz:1", ("zzz", "1"), "zzz: is no field."),
        ("after:2026-13", ("after", "2026", "13"), "after:2026-13 is no date"),
        ("is:new", ("is", "new"), "is: can be lost,"),
        ("is:suggested", (), "no"),
        ("has:image", ("has", "image"), "has: can be note,"),
    ],
)
def test_what_is_not_understood_is_said(query: str, words: tuple[str, ...], hint: str) -> None:
    asked = parse(query)
    assert asked.words == words
    assert hint in asked.hints[0]


@pytest.mark.parametrize(
    "query",
    [
        "He said: come",
        "kind:novel",
        "status:mine",
        "has:link",
        "https://a.example",
        "12:30",
        "tag:",
        "a:",
        "-tag:war",
    ],
)
def test_there_is_no_hint_without_need(query: str) -> None:
    assert parse(query).hints == ()


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (" " * QUERY_LIMIT + "word", "1,000"),
        ("-z " * TOKENS_LIMIT + "-war", "64"),
        (" ".join(f"w{number}" for number in range(WORDS_LIMIT + 1)), "16"),
        ("(" * (DEPTH_LIMIT + 1) + "war", "8"),
    ],
    ids=["characters", "terms", "words", "parentheses"],
)
def test_what_follows_a_limit_is_not_read_and_this_is_said(query: str, hint: str) -> None:
    asked = parse(query)
    assert hint in asked.hints[0]
    assert Word("war") not in leaves(asked.condition)


@pytest.mark.parametrize(
    "query",
    [
        " " * (QUERY_LIMIT + 9),
        "-z " * TOKENS_LIMIT,
        " ".join(f"w{number}" for number in range(WORDS_LIMIT)),
        "(" * DEPTH_LIMIT + "war",
    ],
    ids=["characters", "terms", "words", "parentheses"],
)
def test_what_fits_the_limits_is_read_without_a_hint(query: str) -> None:
    assert parse(query).hints == ()


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("-(war", Query((), Not(Word("war")))),
        ("-(war) rain", Query(("rain",), Not(Word("war")))),
        ("-(-(war", Query((), Word("war"))),
        ("(rain)) peace", Query(("rain", "peace"))),
    ],
)
def test_what_stands_too_deep_keeps_its_sign_and_its_place(inside: str, expected: Query) -> None:
    asked = parse("(" * DEPTH_LIMIT + inside)
    assert (asked.words, asked.condition) == (expected.words, expected.condition)
