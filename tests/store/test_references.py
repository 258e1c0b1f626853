from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store import errors
from store.records import Kind
from tests.store.making import draft
from text.document import Span

if TYPE_CHECKING:
    from store.library import Library


@pytest.fixture
def ids(library: Library) -> dict[str, str]:
    titles = ["Straße nach Kyjiw", "News", "News of the day", "Newsprint"]
    sources = ["https://example.org/a?b=c", "/home/x/news.txt", str(Path("relative.md").absolute()), ""]
    named = zip(titles, sources, strict=True)
    return {
        title: library.add(draft(title + " text", source=source, title=title)).article.id
        for title, source in named
    }


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("strasse nach kýjiw", "Straße nach Kyjiw"),
        ("STRASSE", "Straße nach Kyjiw"),
        ("https://example.org/a?b=c", "Straße nach Kyjiw"),
        ("news", "News"),
        ("NEWS ", "News"),
        ("of the", "News of the day"),
        ("/home/x/news.txt", "News"),
        ("relative.md", "News of the day"),
        ("./relative.md", "News of the day"),
    ],
)
def test_an_article_is_found_by_what_people_call_it(
    library: Library, ids: dict[str, str], reference: str, title: str
) -> None:
    assert library.find(reference).id == ids[title]


def test_an_id_or_the_start_of_one_is_enough(library: Library, ids: dict[str, str]) -> None:
    for article_id in ids.values():
        assert library.find(article_id).id == article_id
        assert library.find(article_id[:12]).id == article_id


@pytest.mark.usefixtures("ids")
def test_several_candidates_are_all_named(library: Library) -> None:
    with pytest.raises(errors.AmbiguousArticleError, match=r"“News of the day”.*“Newsprint”"):
        library.find("ews")


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("reference", ["", "   ", "no such thing", "\x00", "\ud800", "x" * 10_000])
def test_nothing_is_found_by_other_words(library: Library, reference: str) -> None:
    with pytest.raises(errors.NoSuchArticleError):
        library.find(reference)


def test_removed_articles_are_not_found(library: Library, ids: dict[str, str]) -> None:
    library.remove(ids["News"])
    assert library.find("news of").id == ids["News of the day"]
    with pytest.raises(errors.NoSuchArticleError):
        library.find(ids["News"])


@pytest.mark.parametrize("reference", ["x" * 5000, "a\0b", "/" * 3000 + "x" * 300])
def test_what_can_be_no_path_is_no_article(library: Library, reference: str) -> None:
    with pytest.raises(errors.NoSuchArticleError):
        library.find(reference)


def test_fewer_than_four_signs_are_no_id(library: Library) -> None:
    article_id = library.add(draft(title="—")).article.id
    assert library.find(article_id[:4]).id == article_id
    with pytest.raises(errors.NoSuchArticleError):
        library.find(article_id[:3])


def test_the_history_of_an_article_holds_its_marks_and_that_of_a_mark_is_its_own(library: Library) -> None:
    article = library.add(draft()).article
    other = library.add(draft("Other words", title="Other")).article
    kept, gone = (library.annotate(article.id, Span(0, end), Kind.QUOTE) for end in (3, 5))
    library.annotate(other.id, Span(0, 3), Kind.QUOTE)
    library.delete([gone.id])
    library.leave_at(article.id, 9)

    def verbs(reference: str, *, positions: bool = False) -> list[str]:
        return [change.verb for change in library.history_of(reference, positions=positions)]

    assert verbs("minister") == ["delete", "annotate", "annotate", "add"]
    assert verbs("minister", positions=True)[0] == "leave"
    assert verbs(kept.id[:8]) == ["annotate"]
    assert verbs(gone.id) == ["delete", "annotate"]
    assert library.history_of("minister", limit=2) == library.history_of("minister")[:2]


def test_what_no_article_and_no_mark_is_called_has_no_history(library: Library) -> None:
    mark = library.annotate(library.add(draft()).article.id, Span(0, 3), Kind.QUOTE)
    for reference in ("", mark.id[:3], "feedbeef", "\udcff"):
        with pytest.raises(errors.NoSuchArticleError):
            library.history_of(reference)
