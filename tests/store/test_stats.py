"""The library in figures: they are what one would count by hand, and their queries find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.records import Kind, ReadState
from tests.store.making import draft, span

if TYPE_CHECKING:
    from store.library import Library
    from store.stats import Figure


def chart(library: Library, name: str) -> list[tuple[str, int]]:
    return [(each.name, each.count) for each in figures(library, name)]


def figures(library: Library, name: str) -> tuple[Figure, ...]:
    [found] = [chart for chart in library.stats().charts if chart.name == name]
    return found.figures


@pytest.fixture
def marked(library: Library) -> Library:
    """Two articles with quotes of two people, under three names, and claims."""
    one = library.add(draft(source="/a.txt")).article.id
    other = library.add(draft("Another text with words in it.", source="/b.txt")).article.id
    quoted = [("we will be talking", "Mike Waltz", ("war", "talks")), ("on Monday", "Waltz", ("war",))]
    for words, speaker, tags in quoted:
        library.annotate(one, span(words), Kind.QUOTE, speaker=speaker, tags=tags)
    library.annotate(one, span("at all"), Kind.QUOTE, speaker="Ann")
    claim = library.annotate(one, span("It rained"), Kind.CLAIM).claim
    library.annotate(one, span("Nobody"), Kind.CLAIM, claim=claim)
    library.annotate(one, span("The minister"), Kind.CLAIM, status="disputed")
    library.set_state(other, ReadState.READ)
    return library


def test_claims_are_counted_not_their_appearances(marked: Library) -> None:
    assert chart(marked, "claims") == [("unchecked", 1), ("disputed", 1)]
    turned = marked.stats(("disputed", "unchecked")).charts[0].figures
    assert [each.name for each in turned] == ["disputed", "unchecked"]


def test_speakers_are_counted_under_all_their_names(marked: Library) -> None:
    assert chart(marked, "speakers") == [("Ann", 1), ("Mike Waltz", 1), ("Waltz", 1)]
    marked.speakers.merge("Mike Waltz", ["Waltz"])
    assert chart(marked, "speakers") == [("Mike Waltz", 2), ("Ann", 1)]


def test_tags_kinds_and_articles_are_counted(marked: Library) -> None:
    assert chart(marked, "tags") == [("war", 2), ("talks", 1)]
    assert chart(marked, "marks") == [("claim", 3), ("quote", 3)]
    assert chart(marked, "articles") == [("unread", 1), ("read", 1)]


def test_what_is_gone_counts_for_nothing(marked: Library) -> None:
    marked.remove(marked.find("/a.txt").id)
    assert [name for name, *_ in (each for each in chart(marked, "marks"))] == []
    assert chart(marked, "articles") == [("read", 1)]
    marked.undo()
    assert chart(marked, "tags") == [("war", 2), ("talks", 1)]


def test_the_series_make_the_counts_and_the_queries_find_what_is_counted(marked: Library) -> None:
    stats = marked.stats()
    for found in stats.charts:
        for figure in found.figures:
            assert sum(figure.series) == figure.count
            assert len(figure.series) == len(stats.periods.starts)
            if found.name == "articles":
                assert len(marked.passages(figure.query.replace("in:articles ", ""))) == figure.count
            elif found.name == "speakers":  # found by words of the name, which others may have
                assert figure.name in {hit.annotation.speaker for hit in marked.search(figure.query)}
            elif found.name != "claims":
                assert len(marked.search(figure.query)) == figure.count
    assert len(marked.search(figures(marked, "claims")[0].query)) == 2  # both appearances


def test_an_empty_library_has_no_figures(library: Library) -> None:
    assert all(not chart.figures for chart in library.stats().charts)
