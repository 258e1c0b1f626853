from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import errors, tidy
from store.marking import MarkDraft
from store.records import AnchorState, Article, Kind
from tests.store.making import TEXT, draft, span
from text.document import Span

if TYPE_CHECKING:
    from store.library import Library


@pytest.fixture
def article(library: Library) -> Article:
    return library.add(draft()).article


def test_a_mark_says_what_was_marked(library: Library, article: Article) -> None:
    mark = library.annotate(
        article.id,
        span("we will be talking"),
        Kind.QUOTE,
        note=" why? ",
        tags=["#talks"],
        speaker="The  minister",
    )
    assert (mark.kind, mark.note, mark.tags, mark.speaker, mark.status) == (
        Kind.QUOTE, "why?", ("talks",), "The minister", "",
    )  # fmt: skip
    assert (mark.anchor.prefix, mark.anchor.exact) == ("The minister said “", "we will be talking")
    assert mark.anchor.suffix == TEXT[mark.span.end : mark.span.end + 32]
    assert (mark.span, mark.anchor.revision) == (span("we will be talking"), article.revision)
    assert (mark.anchor_state, mark.created) == (AnchorState.EXACT, mark.updated)
    assert library.annotation(mark.id) == mark


@given(st.integers(-5, 120), st.integers(-5, 120))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_span_is_marked_if_it_covers_words_of_the_text(library: Library, start: int, end: int) -> None:
    article = library.add(draft()).article
    if 0 <= start < end <= len(TEXT):
        assert library.annotate(article.id, Span(start, end), Kind.HIGHLIGHT).anchor.exact == TEXT[start:end]
    else:
        with pytest.raises(errors.BadSpanError, match=f"{start} to {end}"):
            library.annotate(article.id, Span(start, end), Kind.HIGHLIGHT)


def test_several_marks_are_made_as_one_change_and_all_or_nothing(library: Library, article: Article) -> None:
    talking, rained = (MarkDraft(span(said), Kind.QUOTE, speaker="A") for said in ("we will", "It rained"))
    made = library.annotate_all(article.id, [talking, MarkDraft(span("Monday"), Kind.CLAIM), rained])
    assert [mark.anchor.exact for mark in made] == ["we will", "Monday", "It rained"]
    assert [mark.status for mark in made] == ["", "unchecked", ""]
    assert library.annotate_all(article.id, []) == []
    undone = library.undo()
    assert undone is not None
    assert undone.summary == "Marked 3 passages"
    assert library.annotations() == []
    assert library.claims.all() == []
    with pytest.raises(errors.BadSpanError):
        library.annotate_all(article.id, [talking, MarkDraft(Span(0, 10**6), Kind.QUOTE)])
    assert library.annotations() == []


def test_a_claim_is_unchecked_until_someone_says(library: Library, article: Article) -> None:
    assert library.annotate(article.id, span("rained"), Kind.CLAIM).status == "unchecked"
    assert library.annotate(article.id, span("rained"), Kind.CLAIM, status="refuted").status == "refuted"
    quote = library.annotate(article.id, span("rained"), Kind.QUOTE)
    assert library.edit(quote.id, kind=Kind.CLAIM).status == "unchecked"
    assert library.edit(quote.id, status="").status == "unchecked"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (["a", "a", "#a", " a "], ("a",)),
        (["two words", "tab\tand\nline"], ("two", "words", "tab", "and", "line")),
        (["a,b", "c, #d", "no\u00a0break"], ("a", "b", "c", "d", "no", "break")),
        (["", "#", "  ", "##", ",", "# , #"], ()),
        (["##deep", "# spaced", "mid#dle"], ("deep", "spaced", "mid#dle")),
        (["war/truce", "Ünïcode", "A"], ("war/truce", "Ünïcode", "A")),
    ],
)
def test_tags_are_tidied(
    library: Library, article: Article, written: list[str], kept: tuple[str, ...]
) -> None:
    mark = library.annotate(article.id, Span(0, 3), Kind.QUOTE, tags=written)
    assert mark.tags == kept
    assert library.edit(mark.id, tags=list(kept)) == mark


@given(st.lists(st.text()))
def test_a_tag_holds_nothing_that_parts_tags(written: list[str]) -> None:
    kept = tidy.tags(written)
    assert tidy.tags([" ".join(kept)]) == tidy.tags([",".join(kept)]) == kept
    assert not any(set(tag) & set(", \t\n") or tag.startswith("#") for tag in kept)


def test_the_lines_of_a_note_end_in_line_feeds(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, Span(0, 3), Kind.QUOTE, note="one\r\ntwo\rthree\n")
    assert mark.note == "one\ntwo\nthree"
    assert library.edit(mark.id, note="a\r\n\r\nb").note == "a\n\nb"


def test_a_tag_is_searched_as_it_is_written(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, Span(0, 3), Kind.QUOTE, tags=["war/truce", "b"])
    for written in (["#war"], ["war, b"], ["war/truce", " b "]):
        assert [hit.annotation for hit in library.search("", tags=written)] == [mark]


def test_marks_come_in_the_order_of_the_text(library: Library, article: Article) -> None:
    other = library.add(draft("Another text")).article
    places = [(other.id, 3, 5), (article.id, 9, 12), (article.id, 2, 9), (article.id, 2, 4)]
    for article_id, start, end in places:
        library.annotate(article_id, Span(start, end), Kind.QUOTE)
    assert [mark.span for mark in library.annotations(article.id)] == [Span(2, 4), Span(2, 9), Span(9, 12)]
    assert [mark.article_id for mark in library.annotations()] == [article.id] * 3 + [other.id]


def test_an_edit_changes_what_it_names_and_nothing_else(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, Span(0, 3), Kind.QUOTE, note="n", tags=["t"], speaker="s")
    edited = library.edit(mark.id, tags=["u", "v"])
    assert (edited.note, edited.tags, edited.speaker, edited.kind) == ("n", ("u", "v"), "s", Kind.QUOTE)
    assert edited.updated > mark.updated
    assert library.edit(mark.id, tags=[]).tags == ()


def test_what_changes_nothing_is_no_change(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, Span(0, 3), Kind.CLAIM, note="n", tags=["t"])
    before = library.history(positions=True)
    library.edit(mark.id)
    library.edit(mark.id, note=" n ", tags=["#t"], kind=Kind.CLAIM, status="unchecked", speaker="")
    library.move(mark.id, Span(0, 3))
    library.delete([])
    library.leave_at(article.id, 0)
    library.set_state(article.id, article.state)
    assert [change.verb for change in library.history(positions=True) if change not in before] == ["leave"]
    assert library.annotation(mark.id) == mark


def test_a_border_moves(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, span("we will"), Kind.QUOTE, note="kept")
    moved = library.move(mark.id, span("we will be talking"))
    assert (moved.anchor.exact, moved.note, moved.created) == ("we will be talking", "kept", mark.created)
    with pytest.raises(errors.BadSpanError):
        library.move(mark.id, Span(4, 4))


def test_deleting_is_one_change_and_all_or_nothing(library: Library, article: Article) -> None:
    marks = [library.annotate(article.id, Span(0, end), Kind.QUOTE) for end in (1, 2, 3)]
    with pytest.raises(errors.NoSuchAnnotationError, match="feedbeef"):
        library.delete([marks[0].id, "feedbeef"])
    assert len(library.annotations()) == 3
    assert library.delete([marks[0].id, marks[1].id, marks[0].id]) == 2
    assert library.annotations() == [marks[2]]
    assert library.history(limit=1)[0].summary == "Deleted 2 marks"
    with pytest.raises(errors.NoSuchAnnotationError):
        library.annotation(marks[0].id)


def test_the_marks_of_a_removed_article_go_with_it(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, span("rained"), Kind.QUOTE)
    library.remove(article.id)
    assert library.annotations() == []
    assert library.search("rained") == []
    with pytest.raises(errors.NoSuchAnnotationError):
        library.annotation(mark.id)
    library.undo()
    assert library.annotations() == [mark]
    assert [hit.annotation for hit in library.search("rained")] == [mark]


def test_what_is_used_most_comes_first(library: Library, article: Article) -> None:
    for tags, speaker in ((["b", "a"], "Ann"), (["b"], "Bo"), (["c"], "Bo"), ([], "")):
        library.annotate(article.id, Span(0, 3), Kind.QUOTE, tags=tags, speaker=speaker)
    assert library.tags() == [("b", 2), ("a", 1), ("c", 1)]
    assert [(speaker.name, speaker.marks) for speaker in library.speakers.all()] == [("Bo", 2), ("Ann", 1)]


def test_a_mark_is_searched_as_it_stands_now(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, span("It rained"), Kind.QUOTE, note="weather", tags=["sky"])
    library.edit(mark.id, note="meteorology")
    found = {
        query: [hit.annotation.id for hit in library.search(query)] for query in ("weather", "meteorology")
    }
    assert found == {"weather": [], "meteorology": [mark.id]}
    assert [hit.annotation for hit in library.search("", tags=["sky"])] == library.annotations()
    library.delete([mark.id])
    assert library.search("meteorology") == library.search("") == []
    library.undo()
    assert [hit.annotation.id for hit in library.search("meteorology")] == [mark.id]


def test_many_marks_are_edited_as_one_change_and_taken_back_as_one(
    library: Library, article: Article
) -> None:
    claim = library.annotate(article.id, span("It rained"), Kind.CLAIM, tags=["weather"])
    quote = library.annotate(article.id, span("talking"), Kind.QUOTE, status="refuted")
    done = library.edit_all([claim.id, quote.id, "no mark"], more_tags=["Seen"], status="refuted")
    assert done == 2
    assert {mark.tags for mark in library.annotations()} == {("weather", "Seen"), ("Seen",)}
    assert {mark.status for mark in library.annotations()} == {"refuted"}
    assert library.history()[0].summary == "Changed the tags and status of 2 marks"
    library.undo()
    assert {library.annotation(claim.id).tags, library.annotation(quote.id).tags} == {("weather",), ()}
    assert library.annotation(claim.id).status == "unchecked"


def test_editing_many_leaves_alone_what_is_so_already(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, span("talking"), Kind.QUOTE, tags=["seen"])
    before = library.news()
    assert library.edit_all([mark.id], more_tags=["seen"]) == 0
    assert library.news() == before


def test_what_was_done_is_told_in_good_english(library: Library) -> None:
    article = library.add(draft()).article
    for kind, told in (("evidence", "an evidence"), ("quote", "a quote")):
        library.annotate(article.id, span("rained"), kind)
        assert library.history(limit=1)[0].summary == f"Marked {told}: “rained”"


def test_a_place_and_a_colour_are_told_in_one_way_and_undone(library: Library, article: Article) -> None:
    mark = library.annotate(article.id, span("It rained"), Kind.HIGHLIGHT, place=" Page\n12 ", colour="GRAY")
    assert (mark.place, mark.colour) == ("p. 12", "grey")
    edited = library.edit(mark.id, place="location 7-9", colour="#FFD400")
    assert (edited.place, edited.colour) == ("loc. 7-9", "yellow")
    assert library.history()[0].summary == "Changed the place and colour of a highlight: “It rained”"
    assert library.colours() == [("yellow", 1)]
    library.undo()
    assert library.annotation(mark.id)._replace(updated=mark.updated) == mark
    assert library.edit_all([mark.id], colour="") == 1
    assert library.annotation(mark.id).colour == ""
    assert (len(library.search("has:colour")), len(library.search("has:place"))) == (0, 1)


def test_a_mark_without_place_and_colour_says_nothing_of_them_in_the_log(
    library: Library, article: Article
) -> None:
    library.annotate(article.id, span("It rained"), Kind.HIGHLIGHT)
    (made,) = library.history(limit=1)[0].operations
    assert not {"place", "colour"} & json.loads(made.value).keys()
