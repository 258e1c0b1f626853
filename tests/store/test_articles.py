from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import errors
from store.library import Library
from store.records import ArticleDraft, Kind, ReadState
from tests.store.making import TEXT, draft, span
from text.document import Block, BlockKind, Document, Inline, Metadata, Span, Style

if TYPE_CHECKING:
    from pathlib import Path

clean_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1)


def test_an_article_is_kept_as_it_was_read(library: Library) -> None:
    blocks = (Block(Span(0, 5), BlockKind.HEADING, 1), Block(Span(7, 12)))
    details = Metadata("Title", "A. Author", "The Paper", "2026-02-03", "en")
    given_draft = ArticleDraft(Document("Title\n\nWords", blocks), details, "/home/a/letter.txt")
    added = library.add(given_draft)
    assert added.new
    assert library.document(added.article.id) == given_draft.document
    kept = library.article(added.article.id)
    assert kept == added.article
    assert (kept.title, kept.byline, kept.publisher, kept.published, kept.language) == (
        "Title", "A. Author", "The Paper", "2026-02-03", "en",
    )  # fmt: skip
    assert (kept.source, kept.length, kept.words, kept.state) == (
        "/home/a/letter.txt",
        12,
        2,
        ReadState.UNREAD,
    )


@given(clean_text)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_to_the_letter(library: Library, text: str) -> None:
    assert library.document(library.add(draft(text)).article.id).text == text


@pytest.mark.parametrize(
    "hostile", ["[/b]", "[@click=app.quit]x[/]", "'; DROP TABLE article; --", "日本 🏳️‍🌈 é"]
)
def test_hostile_words_are_only_words(library: Library, hostile: str) -> None:
    added = library.add(draft(f"a {hostile} b", title=hostile)).article
    mark = library.annotate(
        added.id,
        Span(2, 2 + len(hostile)),
        Kind.QUOTE,
        note=hostile,
        tags=[hostile],
        speaker=hostile,
        status=hostile,
    )
    kept = library.annotation(mark.id)
    assert (kept.article_title, kept.anchor.exact, kept.note, kept.speaker, kept.status) == (hostile,) * 5
    assert kept.tags == tuple(hostile.split())


def test_what_could_act_on_a_terminal_is_replaced_at_the_door(library: Library) -> None:
    hostile = "a\x1b]52;c;eA==\x07\u202e\ud800\x00"
    added = library.add(draft(title=hostile)).article
    mark = library.annotate(added.id, Span(0, 3), Kind.QUOTE, note=hostile, tags=[hostile], speaker=hostile)
    for kept in (mark.article_title, mark.note, mark.tags[0], mark.speaker):
        assert not set(kept) & set("\x1b\x07\u202e\ud800\x00")
        assert kept.startswith("a")


def test_the_same_text_is_added_once(library: Library) -> None:
    first = library.add(draft(source="/a.txt"))
    for again in (draft(source="/a.txt"), draft(source="/b.txt", title="Other")):
        found = library.add(again)
        assert (found.new, found.revised, found.article) == (False, False, first.article)
    assert len(library.articles()) == 1


def test_texts_without_a_source_are_articles_of_their_own(library: Library) -> None:
    assert library.add(draft("one")).new
    assert library.add(draft("two")).new


def test_a_removed_article_does_not_stand_in_the_way_of_a_new_one(library: Library) -> None:
    first = library.add(draft(source="/a.txt")).article
    library.annotate(first.id, span("minister"), Kind.QUOTE)
    library.remove(first.id)
    again = library.add(draft(source="/a.txt"))
    assert again.new
    assert again.article.marks == 0


def test_the_newest_come_first_with_their_marks_counted(library: Library) -> None:
    ids = [library.add(draft(f"Text {number} of three")).article.id for number in range(3)]
    kept = library.annotate(ids[1], Span(0, 4), Kind.QUOTE)
    gone = library.annotate(ids[1], Span(0, 4), Kind.CLAIM)
    library.delete([gone.id])
    assert [(article.id, article.marks) for article in library.articles()] == [
        (ids[2], 0),
        (ids[1], 1),
        (ids[0], 0),
    ]
    assert library.annotations() == [kept]


@pytest.mark.parametrize("verb", ["article", "document", "remove"])
def test_an_unknown_article_is_named(library: Library, verb: str) -> None:
    with pytest.raises(errors.NoSuchArticleError, match="feedbeef"):
        getattr(library, verb)("feedbeef")


def test_reading_begins_goes_on_and_ends(library: Library) -> None:
    added = library.add(draft()).article
    assert library.leave_at(added.id, 0).state is ReadState.UNREAD
    half = library.leave_at(added.id, 20)
    assert (half.state, half.position) == (ReadState.READING, 20)
    assert half.opened > added.added
    assert library.leave_at(added.id, 10**9, finished=True).position == len(TEXT)
    assert library.leave_at(added.id, 5).state is ReadState.READ


def test_a_library_outlives_its_connection(library: Library, path: Path) -> None:
    added = library.add(draft()).article
    library.leave_at(added.id, 20)
    before = library.articles()
    with Library.open(path) as other:
        assert other.articles() == before


def test_many_articles_are_one_transaction(library: Library, path: Path) -> None:
    with Library.open(path) as other:
        other.changed()
        with library.transaction():
            library.add(draft("one"))
            library.add(draft("two"))
            assert other.articles() == []
            assert not other.changed()
        assert other.changed()
        assert not other.changed()
        assert len(other.articles()) == 2


def test_planting_is_remembered(library: Library, path: Path) -> None:
    assert not library.planted()
    library.set_planted()
    library.set_planted()
    with Library.open(path) as other:
        assert other.planted()


def test_a_changed_text_of_a_known_source_is_a_revision(library: Library) -> None:
    first = library.add(draft(source="/a.txt")).article
    second = library.add(draft(TEXT + " The end.", source="/a.txt", title=""))
    assert (second.new, second.revised, second.article.id) == (False, True, first.id)
    assert second.article.title == first.title
    assert library.document(first.id).text == TEXT + " The end."
    assert second.article.length == len(TEXT) + 9


def test_a_bookmark_is_kept_and_no_step_of_undo(library: Library) -> None:
    article = library.add(draft()).article
    library.set_bookmark(article.id, "a", 5)
    library.set_bookmark(article.id, "b", 10**9)
    library.set_bookmark(article.id, "a", 7)
    assert library.undo() is None
    assert library.article(article.id).bookmarks == {"a": 7, "b": article.length}


def test_a_source_tags_its_article(library: Library) -> None:
    def tagged(*tags: str) -> ArticleDraft:
        made = draft(source="/a.md")
        return replace(made, metadata=replace(made.metadata, tags=tags))

    article = library.add(tagged("#press", "two words", "press")).article
    assert article.tags == ("press", "two-words")
    assert not library.add(tagged("press", "two words")).revised
    assert library.add(tagged("other")).article.tags == ("other",)
    assert library.add(tagged()).article.tags == ("other",)


def test_readers_of_one_text_share_it(library: Library, path: Path) -> None:
    article = library.add(draft()).article.id
    read = library.document(article)
    with Library.open(path) as other:
        assert other.document(article) is read


def test_a_preference_is_kept(library: Library, path: Path) -> None:
    assert not library.preference("theme")
    library.prefer("theme", "light")
    library.prefer("theme", "dark")
    with Library.open(path) as other:
        assert other.preference("theme") == "dark"


def test_the_same_text_read_otherwise_is_taken_over(library: Library) -> None:
    def linked(target: str) -> ArticleDraft:
        inline = Inline(Span(4, 8), Style.LINK, target)
        block = Block(Span(0, len(TEXT)), inlines=(inline,))
        return ArticleDraft(Document(TEXT, (block,)), Metadata(title="Links"), "/a.md")

    article = library.add(linked("https://bad.example")).article
    before = library.document(article.id)
    assert library.add(linked("https://good.example")).revised
    assert not library.add(linked("https://good.example")).revised
    after = library.document(article.id)
    assert [block.inlines[0].target for block in after.blocks] == ["https://good.example"]
    assert after.text == before.text
