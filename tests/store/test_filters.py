"""What filters let through is what a plain look at every mark and every article lets through."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.articles import everything
from store.connection import connect
from store.filters import over_articles, over_marks
from store.library import Library
from store.listing import FACTS
from store.records import AnchorState, ArticleDraft, Kind, ReadState
from tests.store.making import span
from text.condition import And, Condition, Field, Not, Or, Phrase, Word, either, every, opposite
from text.document import Block, Document, Metadata, Span
from text.fold import fold, words
from text.when import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from store.records import Annotation, Article

    Leaf = Word | Phrase | Field

NOW = "2026-03-31T12:00:00.000Z"
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
WORDS = st.sampled_from(
    sorted({word for text in (TEXT, "Report on sea ships Ada Marsh") for word in words(text)})
)
ROWS = st.sampled_from(
    ["the minister", "minister said", "guarantees 两国", "security gua", "ada m", "report", "安全"]
)
VALUES = {
    "kind": ["quote", "claim", "highlight", "none"],
    "tag": ["sea", "sea/ships", "war", "seat", "sea/"],
    "speaker": ["ada", "ada marsh", "marsh a", "mar", "?", "lodz", "ada marsh b"],
    "status": ["disputed", "unchecked", "none"],
    "article": ["report", "report 1", "1 rep", "rep", "zz"],
    "source": ["example.org", "https", "reports/2", "exam", "nowhere"],
    "lang": ["en", "de", "d", "en-gb"],
    "after": ["2026", "2026-02", "2026-03-30", "20d", "2m", "today", "9999y"],
    "before": ["2026", "2026-02", "2026-03-30", "20d", "2m", "yesterday", "0d"],
    "has": ["note", "tag", "speaker", "link"],
    "is": ["lost", "changed", "unread", "reading", "read", "suggested"],
}
FIELDS = st.sampled_from([Field(name, value) for name, values in VALUES.items() for value in values])
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


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three articles with marks of every kind, made on different days, some of them changed or lost."""
    days = iter(range(1, 250, 3))
    path = tmp_path_factory.mktemp("filters") / "library.db"

    def now() -> str:
        day = next(days)
        return f"2026-0{1 + day // 28}-{1 + day % 28:02}T08:00:00.000Z"

    with Library.open(path, now=now) as opened:
        for number in range(3):
            article = opened.add(_draft(number, TEXT)).article
            for place, exact in enumerate(MARKS):
                _mark(opened, article, exact, place + number)
        opened.set_state(article.id, ReadState.READ)
        opened.add(
            _draft(1, TEXT.replace("Łódź waits", "Łódź had waited").replace("about peace", "on nothing"))
        )
        opened.leave_at(opened.find("https://example.org/reports/0").id, 5)
        yield opened


def _draft(number: int, text: str) -> ArticleDraft:
    text = f"{text} This was report {number}."
    document = Document(text, (Block(Span(0, len(text))),))
    language, tags = (("en-GB", ("sea/ships",)), ("", ("Seat",)), ("de", ()))[number]
    metadata = Metadata(f"Report {number} – Łódź", "Ada Marsh", "Paper", "", language, tags)
    return ArticleDraft(document, metadata, f"https://example.org/reports/{number}")


def _mark(library: Library, article: Article, exact: str, turn: int) -> None:
    kind = list(Kind)[turn % 3]
    library.annotate(
        article.id,
        span(exact, TEXT),
        kind,
        note="A note on security." if turn % 2 else "",
        tags=[[], ["sea/Ships", "war"], ["seat"]][turn % 3],
        speaker=["", "Ada Marsh", "Marsh of Łódź"][turn % 3],
        status="disputed" if kind is Kind.CLAIM and turn % 2 else "",
    )


def holds(condition: Condition | None, of_leaf: Callable[[Leaf], bool]) -> bool:
    match condition:
        case None:
            return True
        case And(parts):
            return all(holds(part, of_leaf) for part in parts)
        case Or(parts):
            return any(holds(part, of_leaf) for part in parts)
        case Not(part):
            return not holds(part, of_leaf)
        case _:
            return of_leaf(condition)


def of_mark(mark: Annotation, articles: dict[str, Article], leaf: Leaf) -> bool:
    if not isinstance(leaf, Field):
        return stands(
            leaf, (mark.anchor.exact, mark.note, " ".join(mark.tags), mark.speaker, mark.article_title)
        )
    value = leaf.value
    own = {
        "kind": mark.kind == value,
        "status": mark.status == value,
        "tag": tagged(value, mark.tags),
        "speaker": begins(words(value), [mark.speaker]),
        "after": mark.created >= moment(value, NOW),
        "before": mark.created < moment(value, NOW),
        "has": bool({"note": mark.note, "tag": mark.tags, "speaker": mark.speaker}.get(value)),
    }
    if value in ("lost", "changed"):
        return mark.anchor_state == value
    return own[leaf.name] if leaf.name in own else of_its_article(leaf, articles[mark.article_id])


def of_article(article: Article, its_marks: list[Annotation], leaf: Leaf) -> bool:
    if not isinstance(leaf, Field):
        said = (article.title, article.byline, article.publisher, article.source, " ".join(article.tags))
        return stands(leaf, said)
    value = leaf.value
    own = {
        "tag": tagged(value, article.tags),
        "after": article.added >= moment(value, NOW),
        "before": article.added < moment(value, NOW),
    }
    if leaf == Field("has", "tag"):
        return bool(article.tags)
    if leaf.name in ("kind", "status", "speaker", "has") or value in ("lost", "changed"):
        return any(of_mark(mark, {}, leaf) for mark in its_marks)
    return own[leaf.name] if leaf.name in own else of_its_article(leaf, article)


def tagged(value: str, tags: Iterable[str]) -> bool:
    return any(f"{fold(tag)}/".startswith(f"{value}/") for tag in tags)


def of_its_article(field: Field, article: Article) -> bool:
    match field:
        case Field("article", value):
            named = len(value) >= 4 and article.id.startswith(value)
            return named or begins(words(value), [article.title])
        case Field("source", value):
            return begins(words(value), [article.source])
        case Field("lang", value):
            return f"{article.language.lower()}-".startswith(f"{value}-")
        case Field("is", value):
            return article.state == value
    return False


def stands(leaf: Leaf, texts: Iterable[str]) -> bool:
    match leaf:
        case Word(word):
            return any(word in words(text) for text in texts)
        case Phrase(row, unfinished):
            return begins(row, texts) if unfinished else any(_row_at(row, words(text)) for text in texts)
    return False


def begins(row: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether the words stand in a row in one of the texts, the last perhaps as the beginning of one."""
    found = ((words(text), place) for text in texts for place in range(len(words(text))))
    return bool(row) and any(
        held[place : place + len(row) - 1] == list(row[:-1])
        and held[place + len(row) - 1 : place + len(row)]
        and held[place + len(row) - 1].startswith(row[-1])
        for held, place in found
    )


def _row_at(row: Sequence[str], held: list[str]) -> bool:
    return any(held[place : place + len(row)] == list(row) for place in range(len(held)))


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
    wanted = over_articles(condition, NOW, lines=f"folded_lines({FACTS})")
    with closing(connect(library.path)) as connection:
        return [article.id for article in everything(connection, wanted)]


@given(CONDITIONS)
def test_a_filter_lets_through_the_marks_a_plain_look_does(
    library: Library, condition: Condition | None
) -> None:
    articles = {article.id: article for article in library.articles()}
    expected = {
        mark.id for mark in library.annotations() if holds(condition, partial(of_mark, mark, articles))
    }
    assert marks_let_through(library, condition) == expected


@given(CONDITIONS)
def test_a_filter_lets_through_the_articles_a_plain_look_does(
    library: Library, condition: Condition | None
) -> None:
    by_article: dict[str, list[Annotation]] = {article.id: [] for article in library.articles()}
    for mark in library.annotations():
        by_article[mark.article_id].append(mark)
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
