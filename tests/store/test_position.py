from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.annotation import Kind, Relation
from store.library import Library
from store.position import Position
from store.records import ArticleDraft
from tests.store.making import draft, span
from text.document import Block, BlockKind, Document, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.records import Article

WORDS = "It rained."


@pytest.fixture
def articles(library: Library) -> list[Article]:
    """Three articles, each with a mark said by Ada."""
    made = [library.add(draft(f"{name}. {WORDS}", title=name, source=name)).article for name in "ABC"]
    for article in made:
        library.annotate(article.id, Span(0, 2), Kind.QUOTE, speaker="Ada", note=article.title)
    return made


def _mark(library: Library, article: Article) -> str:
    return library.annotations(article.id)[0].id


CHANGES: list[tuple[Callable[[Library, list[Article]], object], str]] = [
    (lambda library, made: library.edit(_mark(library, made[1]), note="x"), "B"),
    (lambda library, made: library.delete([_mark(library, made[2])]), "C"),
    (lambda library, _: library.undo(), "C"),
    (lambda library, made: library.remove(made[0].id), "A"),
    (lambda library, _: library.add(draft(f"D. {WORDS}", title="D")), "D"),
    (lambda library, made: library.leave_at(made[0].id, 3), "A"),
    (lambda library, _: library.add(draft(f"A! {WORDS}", title="A", source="A")), "A"),
    (lambda library, _: library.speakers.rename("Ada", "Ada Marsh"), "ABC"),
    (
        lambda library, made: library.links.make(
            _mark(library, made[0]), Relation.REPEATS, _mark(library, made[2])
        ),
        "AC",
    ),
]


@pytest.mark.parametrize(("change", "touched"), CHANGES)
def test_what_a_change_touches_is_told(
    library: Library,
    articles: list[Article],
    change: Callable[[Library, list[Article]], object],
    touched: str,
) -> None:
    then = library.position()
    assert library.articles_since(then) == frozenset()
    titles = {article.id: article.title for article in articles}
    change(library, articles)
    assert library.position() != then
    titles |= {article.id: article.title for article in library.articles()}
    found = library.articles_since(then)
    assert found is not None
    assert sorted(titles[article] for article in found) == list(touched)


def test_another_log_was_never_there(library: Library, articles: list[Article], tmp_path: Path) -> None:
    then = library.position()
    assert library.articles_since(then._replace(operation="another")) is None
    assert library.articles_since(Position()) is None
    with Library.open(tmp_path / "other.db") as other:
        assert other.position() == Position()
        for article in articles:
            other.add(draft(WORDS * 2, title=article.title))
        assert other.articles_since(then) is None


def test_a_text_that_is_read_otherwise_is_a_change(library: Library) -> None:
    library.add(draft(WORDS, source="a"))
    then = library.position()
    heading = Block(span(WORDS, WORDS), BlockKind.HEADING, 1)
    library.add(ArticleDraft(Document(WORDS, (heading,)), Metadata(title="The minister speaks"), "a"))
    assert library.position() != then
    assert library.articles_since(then) is None
