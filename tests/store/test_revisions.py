from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store import errors
from store.records import AnchorState, Annotation, Kind
from tests.store.making import draft, span
from text.document import Span

if TYPE_CHECKING:
    from store.library import Library

OLD = (
    "The council met on Tuesday evening. “We will be talking to everyone concerned,” said the mayor. "
    "Nobody else wanted to speak about the bridge. The bridge has been closed since the flood of May."
)
SHIFTED = "Updated at noon. " + OLD
REWORDED = OLD.replace("talking to everyone concerned", "speaking to all those concerned")
GONE = OLD.replace("Nobody else wanted to speak about the bridge. ", "")


def take_in(library: Library, text: str) -> str:
    """The article of the one source, its text now this."""
    return library.add(draft(text, source="/a.txt", title="The bridge")).article.id


@pytest.fixture
def article(library: Library) -> str:
    return take_in(library, OLD)


def mark(library: Library, article: str, words: str) -> Annotation:
    return library.annotate(article, span(words, OLD), Kind.QUOTE)


def standing(library: Library, made: Annotation) -> tuple[AnchorState, str]:
    """How a mark stands, and on which words."""
    now = library.annotation(made.id)
    return now.anchor_state, now.span.of(library.document(made.article_id).text)


def test_a_mark_moves_with_its_words(library: Library, article: str) -> None:
    made = mark(library, article, "closed since the flood")
    assert take_in(library, SHIFTED) == article
    assert standing(library, made) == (AnchorState.EXACT, "closed since the flood")
    now = library.annotation(made.id)
    assert (now.span.start, now.anchor.revision) == (made.span.start + 17, library.article(article).revision)


def test_a_mark_whose_words_changed_says_so_and_keeps_the_old_ones(library: Library, article: str) -> None:
    made = mark(library, article, "We will be talking to everyone concerned")
    take_in(library, REWORDED)
    assert standing(library, made) == (AnchorState.CHANGED, "We will be speaking to all those concerned")
    assert library.annotation(made.id).anchor.exact == "We will be talking to everyone concerned"


def test_a_mark_whose_words_are_gone_is_kept_as_lost_and_listed_last(library: Library, article: str) -> None:
    lost = mark(library, article, "Nobody else wanted to speak about the bridge.")
    kept = mark(library, article, "closed since the flood")
    take_in(library, GONE)
    assert [found.id for found in library.annotations(article)] == [kept.id, lost.id]
    now = library.annotation(lost.id)
    assert (now.anchor_state, now.anchor) == (AnchorState.LOST, lost.anchor)
    assert [hit.annotation.id for hit in library.search("nobody wanted")] == [lost.id]


@pytest.mark.parametrize("between", [SHIFTED, REWORDED, GONE, "Something else entirely was printed here."])
def test_everything_returns_with_the_old_text(library: Library, article: str, between: str) -> None:
    for words in ("We will be talking", "Nobody else wanted to speak about the bridge.", "flood of May"):
        mark(library, article, words)
    before = library.annotations(article)
    take_in(library, between)
    assert library.annotations(article) != before
    added = library.add(draft(OLD, source="/a.txt", title="The bridge"))
    assert (added.new, added.revised) == (False, True)
    assert library.annotations(article) == before


def test_a_mark_deleted_before_the_change_comes_back_in_its_new_place(library: Library, article: str) -> None:
    made = mark(library, article, "closed since the flood")
    library.delete([made.id])
    take_in(library, SHIFTED)
    library.undo()
    assert standing(library, made) == (AnchorState.EXACT, "closed since the flood")


def test_a_border_moved_before_the_change_moves_back_after_it(library: Library, article: str) -> None:
    made = mark(library, article, "closed since")
    library.move(made.id, span("closed since the flood", OLD))
    take_in(library, SHIFTED)
    library.undo()
    assert standing(library, made) == (AnchorState.EXACT, "closed since")
    library.redo()
    assert standing(library, made) == (AnchorState.EXACT, "closed since the flood")


def test_a_lost_mark_can_be_edited_and_stood_elsewhere(library: Library, article: str) -> None:
    made = mark(library, article, "Nobody else wanted to speak about the bridge.")
    take_in(library, GONE)
    assert library.edit(made.id, note="cut").anchor_state is AnchorState.LOST
    moved = library.move(made.id, span("flood", GONE))
    assert (moved.anchor_state, moved.anchor.exact) == (AnchorState.EXACT, "flood")
    library.undo()
    assert library.annotation(made.id).anchor == made.anchor


def test_marks_are_made_on_the_current_text(library: Library, article: str) -> None:
    take_in(library, SHIFTED)
    made = library.annotate(article, span("Updated", SHIFTED), Kind.QUOTE)
    assert made.anchor.revision == library.article(article).revision
    take_in(library, OLD)
    assert library.annotation(made.id).anchor_state is AnchorState.LOST


def test_the_reading_position_moves_with_the_words(library: Library, article: str) -> None:
    library.leave_at(article, OLD.index("Nobody"))
    take_in(library, SHIFTED)
    assert library.article(article).position == SHIFTED.index("Nobody")


def test_a_new_title_is_taken_over_and_searched(library: Library, article: str) -> None:
    made = mark(library, article, "flood")
    library.add(draft(SHIFTED, source="/a.txt", title="The viaduct"))
    assert library.annotation(made.id).article_title == "The viaduct"
    assert [hit.annotation.id for hit in library.search("viaduct")] == [made.id]


def test_words_read_before_the_text_changed_are_marked_where_they_stand_now(
    library: Library, article: str
) -> None:
    read = library.article(article).revision
    take_in(library, SHIFTED)
    made = library.annotate(article, span("closed since", OLD), Kind.QUOTE, revision=read)
    assert (made.anchor.exact, made.span) == ("closed since", span("closed since", SHIFTED))
    assert made.anchor.revision == library.article(article).revision
    moved = library.move(made.id, span("closed since the flood", OLD), revision=read)
    assert moved.anchor.exact == "closed since the flood"


def test_words_read_before_they_were_cut_are_not_marked(library: Library, article: str) -> None:
    read = library.article(article).revision
    kept = mark(library, article, "closed since the flood")
    take_in(library, GONE)
    words = span("Nobody else wanted to speak about the bridge.", OLD)
    before = library.history(positions=True)
    with pytest.raises(errors.TextChangedError, match="“The bridge” changed"):
        library.annotate(article, words, Kind.QUOTE, revision=read)
    with pytest.raises(errors.TextChangedError):
        library.move(kept.id, words, revision=read)
    assert library.history(positions=True) == before


def test_words_read_in_the_current_text_are_marked_as_they_stand(library: Library, article: str) -> None:
    words = span("flood", OLD)
    read = library.article(article).revision
    assert library.annotate(article, words, Kind.QUOTE, revision=read).span == words
    with pytest.raises(errors.BadSpanError):
        library.annotate(article, Span(5, len(OLD) + 1), Kind.QUOTE, revision=read)


OTHER = (
    "Voters in Lima went to the polls on Sunday. Turnout was high, the queues were long, and counting went "
    "on until the small hours. A result is expected by Thursday, the electoral office told reporters."
)


def test_another_text_from_the_same_source_is_another_article(library: Library, article: str) -> None:
    made = mark(library, article, "closed since the flood")
    other = library.add(draft(OTHER, source="/a.txt", title="The polls"))
    assert (other.new, other.revised) == (True, False)
    assert library.annotation(made.id) == made
    revised = library.add(draft(OTHER + " It rained.", source="/a.txt", title="The polls"))
    assert (revised.revised, revised.article.id) == (True, other.article.id)
    assert take_in(library, OLD) == article
    assert len(library.articles()) == 2


def test_a_source_that_takes_on_the_text_of_another_article_is_revised(
    library: Library, article: str
) -> None:
    twin = library.add(draft(SHIFTED, source="/b.txt")).article
    taken = library.add(draft(SHIFTED, source="/a.txt", title="The bridge"))
    assert (taken.article.id, taken.new, taken.revised) == (article, False, True)
    assert library.article(twin.id) == twin


def test_new_details_over_the_same_text_are_taken_over(library: Library, article: str) -> None:
    made = mark(library, article, "flood")
    taken = library.add(draft(OLD, source="/a.txt", title="The viaduct"))
    assert (taken.article.id, taken.revised, taken.article.title) == (article, True, "The viaduct")
    assert library.history(limit=1)[0].summary == "Took in changed details of “The bridge”"
    assert [hit.annotation.id for hit in library.search("viaduct")] == [made.id]
    assert not library.add(draft(OLD, source="/a.txt", title="")).revised


def test_bookmarks_move_with_their_words(library: Library, article: str) -> None:
    library.set_bookmark(article, "a", span("Nobody else", OLD).start)
    library.set_bookmark(article, "b", span("The bridge has", OLD).start)
    take_in(library, SHIFTED)
    expected = {"a": span("Nobody else", SHIFTED).start, "b": span("The bridge has", SHIFTED).start}
    assert library.article(article).bookmarks == expected
