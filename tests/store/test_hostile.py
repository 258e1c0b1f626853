from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.connection import connect
from store.search import narrowed, search
from tests.store.searching import NOW, TEXTS, fill, found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

HOSTILE = (
    '"' * 100_000,
    "'\"“”" * 500,
    "NEAR(a b, 5)",
    "a AND OR NOT (b",
    "{words}: * ^x - + ~",
    "mark_words; DROP TABLE annotation; --",
    "%_[a-z]*\\",
    "\x00 peace \x00",
    "\ud800 peace \udfff",
    "kind: tag: tag:\ud800 kind:' status:\"",
    " ".join(f"word{number}" for number in range(5000)),
    "x" * 100_000,
    "全" * 5000,
    '"' + "peace " * 200,
)


FRAGMENTS = (
    *(
        '"',
        "'",
        "-",
        "+",
        "(",
        ")",
        "NEAR(",
        " or ",
        " OR ",
        "AND",
        "NOT ",
        "*",
        "^",
        "{",
        "}",
        ":",
        "\\",
        "\x00",
    ),
    *(
        "\ud800",
        "kind:",
        "tag:",
        "after:7d ",
        "by:",
        "-is:lost ",
        "--",
        "; DROP TABLE mark_words",
        "%",
        "_",
        ".*",
    ),
    *(
        "[a-z]+",
        "(?:",
        "$",
        "|",
        "peace",
        "secu",
        " talks ",
        "全",
        "題",
        "é",
        "\u0301",
        "\u202e",
        "🙂",
        " ",
        " ",
    ),
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("search") / "library.db"
    fill(path)
    with closing(connect(path)) as opened:
        yield opened


@given(st.text(st.one_of(st.characters(), st.sampled_from('"“”:* ()\x00\ud800peacsint'))))
def test_every_string_is_answered(connection: Connection, query: str) -> None:
    matches = search(connection, narrowed(query), now=NOW, limit=5)
    assert all(0 < match.score <= 100 for match in matches)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_pieces_of_other_languages_are_answered(connection: Connection, query: str) -> None:
    matches = search(connection, narrowed(query), limit=5, now=NOW)
    assert len({match.id for match in matches}) == len(matches) <= 5


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_hostile_queries_are_answered(connection: Connection, query: str) -> None:
    assert len(found(connection, query)) <= len(TEXTS)
