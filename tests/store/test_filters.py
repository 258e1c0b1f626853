"""What filters let through is what a plain look at every mark and every article lets through."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.articles import everything
from store.connection import connect
from store.facets import Facet
from store.filters import over_articles, over_marks
from store.library import Library
from store.links import Relation
from store.listing import IN_FACTS
from store.records import AnchorState, ArticleDraft, Kind, ReadState
from tests.store.making import span
from tests.store.plain_look import NOW, Seen, holds, marks_of, of_article, of_mark
from text.condition import Condition, Field, Phrase, Word, either, every, opposite
from text.document import Block, Document, Metadata, Span
from text.fold import words
from text.query import OPEN, parse
from text.values import field_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.records import Article


TEXT = (
    "The minister said “we will be talking” about peace. Łódź waits; security guarantees. 两国讨论了安全。"
    " Nobody else in the room had anything to say that day, and the rain went on and on over the harbour."
    " In the evening the ships came back one after the other, and their lamps were seen from the pier."
)
MARKS = (
    "we will be talking",
    "peace",
    "Łódź waits",
    "security guarantees",
    "两国讨论了安全",
    "The minister said",
)
STATEMENT = "The ministry promised a talk"
WORDS = st.sampled_from(
    sorted(
        {
            word
            for text in (TEXT, STATEMENT, "Report on sea ships Dame Ada Reed Marsh")
            for word in words(text)
        }
    )
)
ROWS = st.sampled_from(
    [
        "the minister",
        "minister said",
        "guarantees 两国",
        "security gua",
        "ada m",
        "report",
        "安全",
        "ada reed",
        "reed ada",
        "a talk",
        "talk report",
    ]
)
VALUES = {
    "kind": ["quote", "claim", "highlight", "claim-l", "claim-like", "none"],
    "tag": ["sea", "sea/ships", "war", "seat", "sea/", "«war»", 'it"s', "x", "「x」", "＃x", "#"],
    "speaker": ["ada", "ada marsh", "marsh a", "mar", "reed", "reed ada", "?", "lodz", "ada marsh b"],
    "status": ["disputed", "disp", "un", "unverifiable", "none"],
    "article": ["report", "report 1", "1 rep", "rep", "zz"],
    "source": ["example.org", "https", "reports/2", "exam", "nowhere"],
    "lang": ["en", "de", "d", "en-gb"],
    "after": ["2026", "2026-02", "2026-03-30", "20d", "2m", "today", "9999y"],
    "before": ["2026", "2026-02", "2026-03-30", "20d", "2m", "yesterday", "0d"],
    "colour": ["yellow", "grey", "ff0000", "yell", "olive"],
    "has": ["note", "tag", "speaker", "link", "place", "colour"],
    "is": ["lost", "changed", "unread", "reading", "read", "suggested"],
}
FIELDS = st.sampled_from(
    [
        Field(name, value, whole)
        for name, values in VALUES.items()
        for value in values
        for whole in {False, name in OPEN}
    ]
)
PHRASES = st.builds(lambda text, unfinished: Phrase(tuple(words(text)), unfinished), ROWS, st.booleans())
CONDITIONS: st.SearchStrategy[Condition | None] = st.recursive(
    FIELDS | st.builds(Word, WORDS) | PHRASES,
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(every),
        st.lists(parts, min_size=2, max_size=3).map(either),
        parts.map(opposite),
    ),
    max_leaves=6,
)
DATES = ("after", "before")
WRITTEN = st.one_of(
    st.sampled_from(["kind:claim", "kind:claim-l", "kind:h", "status:disp", "status:d"]),
    st.sampled_from(
        [
            Facet(name, value, 1).term
            for name, values in VALUES.items()
            if name not in DATES
            for value in filter(field_value, values)
        ]
    ),
    st.builds("{}:{}".format, st.sampled_from(DATES), st.dates(date(2026, 1, 1), date(2026, 4, 30))),
    WORDS.map("+{}".format),
    ROWS.map('"{}"'.format),
)
EXACT = st.recursive(
    WRITTEN,
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda several: f"({' '.join(several)})"),
        st.lists(parts, min_size=2, max_size=3).map(lambda several: f"({' or '.join(several)})"),
        parts.map("-({})".format),
    ),
    max_leaves=6,
)
"""Queries of exact terms alone."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three articles with marks of every kind, made on different days, some of them changed or lost."""
    days = count(step=3)
    path = tmp_path_factory.mktemp("filters") / "library.db"

    def now() -> str:
        return f"{date(2026, 1, 1) + timedelta(days=next(days) % 120)}T08:00:00.000Z"

    with Library.open(path, now=now) as opened:
        for number in range(3):
            article = opened.add(_draft(number, TEXT)).article
            for place, exact in enumerate(MARKS):
                _mark(opened, article, exact, place + number)
        marks = opened.annotations()
        opened.links.make(marks[0].id, Relation.SUPPORTS, marks[3].id)
        opened.edit(marks[4].id, kind="claim-like")
        opened.speakers.rename("Ada Marsh", "Dame Ada Reed")
        opened.claims.edit(marks[1].claim or marks[2].claim, statement=STATEMENT)
        opened.set_state(article.id, ReadState.READ)
        opened.add(
            _draft(1, TEXT.replace("Łódź waits", "Łódź had waited").replace("about peace", "on nothing"))
        )
        opened.leave_at(opened.find("https://example.org/reports/0").id, 5)
        yield opened


def _draft(number: int, text: str) -> ArticleDraft:
    text = f"{text} This was report {number}."
    document = Document(text, (Block(Span(0, len(text))),))
    language, tags = (("en-GB", ("sea/ships", "「x」")), ("", ("Seat", 'it"s')), ("de", ()))[number]
    metadata = Metadata(f"Report {number} – Łódź", "Ada Marsh", "Paper", "", language, tags)
    return ArticleDraft(document, metadata, f"https://example.org/reports/{number}")


def _mark(library: Library, article: Article, exact: str, turn: int) -> None:
    kind = list(Kind)[turn % 3]
    library.annotate(
        article.id,
        span(exact, TEXT),
        kind,
        note="A note on security." if turn % 2 else "",
        tags=[["「x」", "＃x"], ["sea/Ships", "«war»"], ["seat", 'it"s']][turn % 3],
        speaker=["", "Ada Marsh", "Marsh of Łódź"][turn % 3],
        status="disputed" if kind is Kind.CLAIM and turn % 2 else "",
        place=["", "p. 12", "The Whale"][turn % 3],
        colour=["", "Yellow", "gray", "#FF0000"][turn % 4],
    )


def marks_let_through(library: Library, condition: Condition | None) -> set[str]:
    wanted = over_marks(condition, NOW)
    narrowed = "mark_words.number IN (SELECT rowid FROM mark_index WHERE mark_index MATCH ?)"
    where = " AND ".join(
        ["annotation.deleted = 0", *[narrowed] * len(wanted.match), *filter(None, [wanted.where])]
    )
    sql = f"SELECT annotation.id FROM annotation JOIN mark_words USING (number) WHERE {where}"  # noqa: S608 - a filter is SQL
    with closing(connect(library.path)) as connection:
        return {found for (found,) in connection.execute(sql, (*wanted.match, *wanted.parameters))}


def articles_let_through(library: Library, condition: Condition | None) -> list[str]:
    wanted = over_articles(condition, NOW, holds=IN_FACTS)
    with closing(connect(library.path)) as connection:
        return [article.id for article in everything(connection, wanted)]


@given(CONDITIONS)
def test_a_filter_lets_through_the_marks_a_plain_look_does(
    library: Library, condition: Condition | None
) -> None:
    articles = {article.id: article for article in library.articles()}
    expected = {
        seen.mark.id for seen in marks_of(library) if holds(condition, partial(of_mark, seen, articles))
    }
    assert marks_let_through(library, condition) == expected


@given(EXACT, st.data())
def test_a_search_among_some_marks_finds_those_of_them_that_a_plain_one_does(
    library: Library, query: str, data: st.DataObject
) -> None:
    everything = [mark.id for mark in library.annotations()]
    some = data.draw(st.lists(st.sampled_from(everything), unique=True))
    found = [hit.annotation.id for hit in library.search(query, limit=1000)]
    among = [hit.annotation.id for hit in library.search(query, among=some, limit=1000)]
    assert among == [each for each in found if each in some]


@given(EXACT)
def test_exact_queries_find_what_a_plain_look_does(library: Library, query: str) -> None:
    asked = parse(query)
    articles = {article.id: article for article in library.articles()}
    expected = {
        seen.mark.id for seen in marks_of(library) if holds(asked.condition, partial(of_mark, seen, articles))
    }
    assert asked.words == ()
    assert {hit.annotation.id for hit in library.search(query, limit=1000)} == expected


@given(CONDITIONS)
def test_a_filter_lets_through_the_articles_a_plain_look_does(
    library: Library, condition: Condition | None
) -> None:
    by_article: dict[str, list[Seen]] = {article.id: [] for article in library.articles()}
    for seen in marks_of(library):
        by_article[seen.mark.article_id].append(seen)
    expected = [
        article.id
        for article in library.articles()
        if holds(condition, partial(of_article, article, by_article[article.id]))
    ]
    assert expected == articles_let_through(library, condition)


def test_the_fixture_has_something_of_everything(library: Library) -> None:
    states = {mark.anchor_state for mark in library.annotations()}
    assert states == set(AnchorState)
    assert {article.state for article in library.articles()} == set(ReadState)
    answered = {
        (leaf.name, leaf.value)
        for name, values in VALUES.items()
        for leaf in (Field(name, value) for value in values)
        if 0 < len(marks_let_through(library, leaf)) < len(library.annotations())
    }
    assert {name for name, _ in answered} == set(VALUES)
    assert {value for name, value in answered if name == "is"} == {
        "lost",
        "changed",
        "unread",
        "reading",
        "read",
    }
