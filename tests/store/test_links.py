from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store import errors
from store.links import Relation
from store.records import Annotation, Kind
from tests.store.making import TEXT, draft, span

if TYPE_CHECKING:
    from store.library import Library


@pytest.fixture
def marks(library: Library) -> list[Annotation]:
    article = library.add(draft()).article
    return [
        library.annotate(article.id, span(words), Kind.HIGHLIGHT)
        for words in ("minister", "rained", "Nobody")
    ]


def test_a_link_is_seen_from_both_its_ends(library: Library, marks: list[Annotation]) -> None:
    one, other, third = (mark.id for mark in marks)
    link = library.links.make(one, Relation.CONTRADICTS, other)
    assert library.links.among([one]) == library.links.among([other]) == [link]
    assert library.links.among([third]) == []


def test_the_same_link_is_made_once(library: Library, marks: list[Annotation]) -> None:
    one, other = marks[0].id, marks[1].id
    assert library.links.make(one, Relation.REPEATS, other) == library.links.make(
        one, Relation.REPEATS, other
    )
    assert len(library.links.among([one])) == 1


def test_no_link_dangles(library: Library, marks: list[Annotation]) -> None:
    link = library.links.make(marks[0].id, Relation.ANSWERS, marks[1].id)
    library.delete([marks[1].id])
    assert library.links.among([marks[0].id]) == []
    library.undo()
    assert library.links.among([marks[0].id]) == [link]


def test_a_link_taken_away_comes_back_with_undo(library: Library, marks: list[Annotation]) -> None:
    link = library.links.make(marks[0].id, Relation.CORRECTS, marks[1].id)
    assert library.links.remove([link.id, "nowhere"]) == 1
    assert library.links.remove([link.id]) == 0
    library.undo()
    assert library.links.among([marks[0].id]) == [link]


def test_a_mark_is_not_linked_to_itself_nor_to_none(library: Library, marks: list[Annotation]) -> None:
    with pytest.raises(errors.NoLinkToItselfError, match="itself"):
        library.links.make(marks[0].id, Relation.SUPPORTS, marks[0].id)
    with pytest.raises(errors.NoSuchAnnotationError):
        library.links.make(marks[0].id, Relation.SUPPORTS, "nowhere")


def test_a_link_is_news_to_its_marks(library: Library, marks: list[Annotation]) -> None:
    as_of, _ = library.news()
    library.links.make(marks[0].id, Relation.SUPPORTS, marks[1].id)
    _, touched = library.news(as_of)
    assert {marks[0].id, marks[1].id} <= touched


def test_a_mark_carries_the_links_at_both_its_ends(library: Library, marks: list[Annotation]) -> None:
    one, other, third = (mark.id for mark in marks)
    first = library.links.make(one, Relation.CONTRADICTS, other)
    second = library.links.make(third, Relation.SUPPORTS, one)
    assert {mark.id: mark.links for mark in library.annotations()} == {
        one: (first, second),
        other: (first,),
        third: (second,),
    }
    assert library.annotation(other).links == library.among([other])[0].links == (first,)
    assert [hit.annotation.links for hit in library.search("rained")] == [(first,)]


@pytest.mark.parametrize("end", ["mark", "article"])
def test_an_end_that_goes_out_of_sight_is_news_to_the_other(library: Library, end: str) -> None:
    one, other = (library.add(draft(text)).article for text in (TEXT, f"{TEXT} Again."))
    here, there = (
        library.annotate(article.id, span("rained"), Kind.HIGHLIGHT).id for article in (one, other)
    )
    library.links.make(here, Relation.REPEATS, there)
    as_of, _ = library.news()
    if end == "mark":
        library.delete([there])
    else:
        library.remove(other.id)
    as_of, touched = library.news(as_of)
    assert here in touched
    assert library.annotation(here).links == ()
    library.undo()
    assert here in library.news(as_of)[1]
    assert len(library.annotation(here).links) == 1


def test_what_was_dismissed_is_remembered_until_undone(library: Library) -> None:
    article = library.add(draft()).article
    library.dismiss(article.id, ["a", "b", "a"])
    library.dismiss(article.id, ["b"])
    assert library.dismissed(article.id) == {"a", "b"}
    assert len(library.history()) == 2
    library.undo()
    assert library.dismissed(article.id) == frozenset()
