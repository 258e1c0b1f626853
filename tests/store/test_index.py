from __future__ import annotations

from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st

from store import index
from store.connection import connect, transaction
from store.index import IndexedText
from store.migrations import _EMPTY_INDEX, MIGRATIONS
from store.records import Kind
from tests.store.making import draft
from text.document import Span
from text.fold import words
from text.values import field_value

if TYPE_CHECKING:
    from sqlite3 import Connection

    from store.library import Library

PROSE = st.text(st.sampled_from('ab é’全\n"*\x00\x80\ue000'), max_size=12)
TEXTS = st.builds(
    IndexedText,
    exact=PROSE,
    note=PROSE,
    tags=st.lists(st.text(st.sampled_from("abc/é\"'"), min_size=1, max_size=4), max_size=3).map(tuple),
    speaker=PROSE,
    status=st.sampled_from(["", "unchecked"]),
    kind=st.sampled_from(list(Kind)),
    article_title=PROSE,
    statement=PROSE,
)


def new_index() -> Connection:
    connection = connect(Path(":memory:"))
    MIGRATIONS.apply(sqlite_utils.Database(connection, execute_plugins=False))
    return connection


def put(connection: Connection, number: int, text: IndexedText) -> None:
    index.put_all(connection, {number: text})


def vocabulary(connection: Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT word, marks FROM vocabulary").fetchall())


def rows(connection: Connection) -> list[tuple[int, str]]:
    return connection.execute("SELECT number, words FROM mark_words ORDER BY number").fetchall()


def check(connection: Connection) -> None:
    """Have FTS5 compare the postings with the words kept beside them; it raises where they differ."""
    connection.execute("INSERT INTO mark_index (mark_index, rank) VALUES ('integrity-check', 1)")


def held(text: IndexedText) -> set[str]:
    return {
        word
        for part in (text.exact, text.note, *text.tags, text.speaker, text.article_title, text.statement)
        for word in words(part)
    }


def matching(connection: Connection, token: str) -> list[int]:
    found = connection.execute("SELECT rowid FROM mark_index WHERE mark_index MATCH ?", (f'"{token}"',))
    return [number for (number,) in found]


@given(st.lists(st.tuples(st.integers(1, 4), st.none() | TEXTS), max_size=12))
def test_counts_and_postings_follow_every_change(changes: list[tuple[int, IndexedText | None]]) -> None:
    marks: dict[int, IndexedText] = {}
    with closing(new_index()) as connection:
        for number, text in changes:
            if text is None:
                index.remove_all(connection, [number])
                marks.pop(number, None)
            else:
                put(connection, number, text)
                marks[number] = text
        check(connection)
        assert vocabulary(connection) == Counter(word for text in marks.values() for word in held(text))


@given(st.dictionaries(st.integers(1, 9), TEXTS), st.dictionaries(st.integers(1, 9), TEXTS))
def test_marks_indexed_together_are_indexed_as_one_by_one(
    first: dict[int, IndexedText], then: dict[int, IndexedText]
) -> None:
    with closing(new_index()) as together, closing(new_index()) as alone:
        for texts in (first, then):
            index.put_all(together, texts)
            for number, text in texts.items():
                put(alone, number, text)
        index.remove_all(together, first)
        for number in first:
            index.remove_all(alone, [number])
        check(together)
        assert rows(together) == rows(alone)
        assert vocabulary(together) == vocabulary(alone)


@given(TEXTS, TEXTS, st.sets(st.sampled_from(IndexedText._fields)))
def test_only_what_has_changed_need_be_folded_anew(
    before: IndexedText, then: IndexedText, changed: set[str]
) -> None:
    after = before._replace(**{field: getattr(then, field) for field in changed})
    with closing(new_index()) as partly, closing(new_index()) as anew:
        put(partly, 1, before)
        index.put_all(partly, {1: after, 2: then}, changed)
        index.put_all(anew, {1: after, 2: then})
        check(partly)
        assert rows(partly) == rows(anew)
        assert vocabulary(partly) == vocabulary(anew)


@given(TEXTS)
def test_a_mark_is_found_by_each_of_its_words_and_facets(text: IndexedText) -> None:
    with closing(new_index()) as connection:
        put(connection, 7, text)
        for token in [
            *held(text),
            index.facet("kind", text.kind),
            *(index.facet("tag", t) for t in text.tags if field_value(t)),
        ]:
            assert matching(connection, token) == [7]


def test_a_tag_stands_on_the_marks_of_the_tags_below_it() -> None:
    with closing(new_index()) as connection:
        put(connection, 1, IndexedText("x", tags=("War/Truce",)))
        put(connection, 2, IndexedText("x", tags=("warfare",)))
        assert matching(connection, index.facet("tag", "war")) == [1]
        assert matching(connection, index.facet("tag", "war/truce")) == [1]
        assert matching(connection, index.facet("tag", "truce")) == []


def test_no_word_is_taken_for_a_facet() -> None:
    with closing(new_index()) as connection:
        put(connection, 1, IndexedText(index.facet("kind", "quote"), kind="claim"))
        assert matching(connection, index.facet("kind", "quote")) == []
        assert vocabulary(connection) == {"quote": 1}


def test_what_is_rolled_back_was_never_indexed() -> None:
    with closing(new_index()) as connection:
        put(connection, 1, IndexedText("kept"))
        with suppress(KeyboardInterrupt), transaction(connection):
            put(connection, 1, IndexedText("lost"))
            put(connection, 2, IndexedText("lost"))
            raise KeyboardInterrupt
        check(connection)
        assert vocabulary(connection) == {"kept": 1}


def test_a_library_indexed_at_once_is_as_one_indexed_mark_by_mark(library: Library) -> None:
    connection = library._connection  # noqa: SLF001 - what is kept under the verbs
    for number in range(4):
        article = library.add(draft(f"{number} words of peace, and peace", title=f"On {number}")).article
        for end in (7, 16, 22):
            library.annotate(article.id, Span(0, end), Kind.QUOTE, tags=["War/Truce"], note=f"n{end}")
    library.delete([library.annotations()[0].id])
    kept = (rows(connection), vocabulary(connection))
    for statement in _EMPTY_INDEX:
        connection.execute(statement)
    for _ in range(2):
        index.fill(connection)
        check(connection)
        assert kept == (rows(connection), vocabulary(connection))
