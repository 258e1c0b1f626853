"""Imports onto what was removed since, and beside somebody else who writes to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.attaching.attach import attach
from store.library import Library
from store.records import AnchorState
from tests.exchange.imported import PARAGRAPHS, TITLE, bring, clipping, story
from tests.store.making import broken
from tests.store.making import draft as drafted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exchange.attaching.attach import Attached
    from exchange.clippings.clipping import Clipping

SHIP = "then the ship was gone"
OTHER = "Nobody else saw it"


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """Somebody else's connection to the library."""
    with Library.open(library.path) as opened:
        yield opened


def interrupted_by(deed: Callable[[], object], library: Library, *clippings: Clipping) -> Attached:
    """Attach clippings; the deed is done after all has been looked at, and before it is written."""

    def told(done: int, of: int) -> None:
        if done == of:
            deed()

    return attach(library, clippings, "a test", told)


def standing(library: Library) -> set[tuple[str, str]]:
    """The words of every mark, and what stands where it is."""
    return {
        (mark.anchor.exact, mark.span.of(library.document(mark.article_id, mark.anchor.revision).text))
        for mark in library.annotations()
    }


def test_an_article_that_was_a_stub_and_was_removed_comes_back_as_it_was(library: Library) -> None:
    bring(library, clipping(SHIP))
    article = story(library).article
    text = library.document(article.id).text
    library.remove(article.id)
    attached = bring(library, clipping(SHIP), clipping(OTHER))
    assert (attached.added, attached.known, attached.stubs) == (1, 1, ())
    (back,) = library.articles()
    assert (back.id, back.tags, back.byline, back.revision) == (article.id, (), "Ann Other", article.revision)
    assert library.document(back.id).text == text
    assert standing(library) == {(SHIP, SHIP), (OTHER, OTHER)}
    library.undo()
    assert library.articles() == []
    assert not broken(library)


def test_an_article_comes_back_for_marks_that_are_all_known(library: Library) -> None:
    bring(library, clipping(SHIP))
    article = story(library).article
    library.remove(article.id)
    assert bring(library, clipping(SHIP)).known == 1
    assert [(each.tags, each.revision) for each in library.articles()] == [((), article.revision)]
    assert standing(library) == {(SHIP, SHIP)}


def test_an_article_of_which_every_mark_is_gone_takes_in_new_ones(library: Library) -> None:
    bring(library, clipping(SHIP))
    article = story(library).article
    library.delete(mark.id for mark in library.annotations())
    library.remove(article.id)
    bring(library, clipping(SHIP), clipping(OTHER))
    assert [(each.id, each.tags, each.revision) for each in library.articles()] == [
        (article.id, (), article.revision)
    ]
    assert standing(library) == {(OTHER, OTHER)}


WORDS = st.lists(st.sampled_from([*["alpha", "beta", "gamma", "delta"], SHIP]), min_size=1, unique=True)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS)
def test_a_stub_that_was_removed_keeps_all_its_passages(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], now: list[str]
) -> None:
    with Library.open(tmp_path_factory.mktemp("stub") / "library.db") as library:
        bring(library, *map(clipping, before))
        library.remove(library.articles()[0].id)
        bring(library, *map(clipping, now))
        assert standing(library) == {(words, words) for words in (*before, *now)}
        assert {mark.anchor_state for mark in library.annotations()} == {AnchorState.EXACT}
        assert [each.tags for each in library.articles()] == [("stub",)]
        assert not broken(library)


def test_a_stub_whose_import_was_undone_keeps_none_of_its_passages(library: Library) -> None:
    bring(library, clipping("alpha"))
    library.undo()
    bring(library, clipping("gamma"))
    (stub,) = library.articles()
    assert "alpha" not in library.document(stub.id).text


def test_of_two_imports_of_one_file_at_once_one_adds_it(library: Library, other: Library) -> None:
    done: list[Attached] = []
    mine = interrupted_by(
        lambda: done.append(bring(other, clipping(SHIP))), library, clipping(SHIP), clipping(OTHER)
    )
    assert [each.added for each in done] == [1]
    assert (mine.added, mine.known, mine.stubs) == (1, 1, ())
    assert standing(library) == {(SHIP, SHIP), (OTHER, OTHER)}
    assert len(library.history()) == 2


@pytest.mark.parametrize("known", [(), (OTHER,)])
def test_an_article_that_is_added_while_its_marks_are_looked_at_stays_one(
    library: Library, other: Library, known: tuple[str, ...]
) -> None:
    bring(library, *map(clipping, known))
    interrupted_by(lambda: story(other), library, clipping(SHIP))
    (article,) = library.articles()
    assert (article.tags, library.document(article.id).text.endswith(PARAGRAPHS[-1])) == ((), True)
    assert standing(library) == {(words, words) for words in (SHIP, *known)}


def test_an_article_that_is_removed_meanwhile_gets_a_stub(library: Library, other: Library) -> None:
    article = story(library).article
    attached = interrupted_by(lambda: other.remove(article.id), library, clipping(SHIP))
    assert (attached.added, attached.stubs) == (1, (TITLE,))
    assert standing(library) == {(SHIP, SHIP)}


def test_what_was_not_looked_at_stays_out_beside_another_writer(library: Library, other: Library) -> None:
    def told(done: int, of: int) -> None:
        if done == 1 and of == 2:
            other.add(drafted())
            raise KeyboardInterrupt

    made = [clipping("Words", title=f"Book {number}", source="") for number in range(2)]
    attached = attach(library, made, "a test", told)
    assert (attached.added, attached.stubs, attached.is_whole) == (1, ("Book 0",), False)
