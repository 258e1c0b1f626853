"""Importing again what has grown meanwhile, week after week."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.attaching.bring import bring as bring_bytes
from exchange.clippings import kindle
from store.library import Library
from store.records import AnchorState
from tests.exchange.imported import PARAGRAPHS, SOURCE, TITLE, bring, clipping, story
from tests.store.making import broken
from text.document import Span

if TYPE_CHECKING:
    from exchange.clippings.clipping import Clipping
    from store.records import Annotation

SHORT, LONG = "the lamp burnt low", "the lamp burnt low over the water of the bay"
FORM = """\
{title}
- Your {what} on page 3 | Location {place} | Added on Monday, 3 March 2025 21:14:{second:02}

{words}
==========
"""


def form(words: str, end: int, second: int, what: str = "Highlight", title: str = TITLE) -> str:
    place = f"40-{end}" if what == "Highlight" else str(end)
    return FORM.format(title=title, what=what, place=place, second=second, words=words)


def kindled(*forms: str) -> tuple[Clipping, ...]:
    return kindle.read("My Clippings.txt", "".join(forms)).clippings


SAID = [
    form(SHORT, 41, 1),
    form(LONG, 43, 2),
    form("Whose?", 43, 3, "Note"),
    form("Whose? The lamp?", 43, 4, "Note"),
]


def said(mark: Annotation) -> Annotation:
    """The mark but for when it was touched last."""
    return mark._replace(updated="")


@pytest.mark.parametrize("is_there", [True, False])
def test_a_highlight_that_grows_stays_one_mark_and_gets_its_note(library: Library, *, is_there: bool) -> None:
    if is_there:
        story(library)
    assert bring(library, *kindled(*SAID[:1])).added == 1
    (first,) = library.annotations()
    done = bring(library, *kindled(*SAID[:3]))
    assert (done.added, done.known, done.updated, done.lost) == (0, 1, 1, ())
    (mark,) = library.annotations()
    assert (mark.id, mark.anchor.exact, mark.note) == (first.id, LONG, "Whose?")
    assert mark.place == "p. 3, loc. 40-43"
    text = library.document(mark.article_id).text
    assert (mark.anchor_state, mark.span.of(text), text.count(SHORT)) == (AnchorState.EXACT, LONG, 1)
    assert bring(library, *kindled(*SAID[:3])).updated == 0
    assert bring(library, *kindled(*SAID)).updated == 1
    assert library.annotations()[0].note == "Whose? The lamp?"
    library.undo()
    library.undo()
    assert said(*library.annotations()) == said(first)
    assert not broken(library)


@settings(max_examples=30, deadline=None)
@given(st.booleans(), st.lists(st.integers(1, len(SAID)), min_size=1, max_size=5))
def test_copies_of_a_file_in_any_order_leave_what_the_newest_says(is_there: bool, copies: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "library.db")) as library:
        if is_there:
            story(library)
        for copy in copies:
            bring(library, *kindled(*SAID[:copy]))
        (mark,) = library.annotations()
        newest = max(copies)
        assert mark.anchor.exact == (LONG if newest > 1 else SHORT)
        assert mark.note == ("", "", "Whose?", "Whose? The lamp?")[newest - 1]
        assert mark.span.of(library.document(mark.article_id).text) == mark.anchor.exact


def test_what_an_earlier_version_imported_under_its_last_form_is_known(library: Library) -> None:
    (last,) = kindled(*SAID[1:2])  # as it was called before: by the last of its forms
    bring(library, last)
    done = bring(library, *kindled(*SAID))
    assert (done.added, done.known, done.updated) == (0, 1, 1)
    assert [mark.note for mark in library.annotations()] == ["Whose? The lamp?"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), min_size=1, max_size=12), st.integers(1, 12))
def test_a_file_that_grows_gives_the_marks_of_the_whole_file(pieces: list[tuple[int, int]], cut: int) -> None:
    text = PARAGRAPHS[1]
    forms = [form(text[5 * at : 5 * at + 9 + size], 41 + size, n) for n, (at, size) in enumerate(pieces)]
    early, whole = kindled(*forms[:cut]), kindled(*forms)
    # What was one mark stays one: under the name it had, or as part of what holds it now.
    names = {name for each in whole for name in (each.origin, *each.aliases)}
    assert {each.origin for each in early} <= names
    assert len({each.origin for each in whole}) == len(whole)


ORIGIN = "hypothesis:abc"
WORDS = st.sampled_from(["I saw a ship", "Nobody else saw it.", "nothing of the sort stands there", "lamp"])
SAYS = st.fixed_dictionaries(
    {
        "words": WORDS,
        "note": st.sampled_from(["", "One.", "Two."]),
        "tags": st.sampled_from([(), ("a",), ("a", "b")]),
        "place": st.sampled_from(["", "page 3", "page 4"]),
        "colour": st.sampled_from(["", "red", "blue"]),
    }
)
EDITS = st.sampled_from([{}, {"note": "Mine."}, {"tags": ("mine",)}, {"place": "p. 9"}, {"colour": ""}])


@settings(max_examples=60, deadline=None)
@given(st.booleans(), SAYS, EDITS, SAYS, st.booleans())
def test_a_mark_takes_over_what_its_program_says_now_but_for_what_the_reader_said(
    is_there: bool, first: dict[str, Any], edit: dict[str, Any], then: dict[str, Any], undone: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "library.db")) as library:
        if is_there:
            story(library)
        bring(library, clipping(**first, origin=ORIGIN))
        (was,) = library.annotations()
        is_edited = was != library.edit(was.id, **edit)
        if is_edited and undone:
            library.undo()
        (was,) = library.annotations()
        done = bring(library, clipping(**then, origin=ORIGIN))
        (mark,) = library.annotations()
        assert (done.added, done.known, mark.id) == (0, 1, was.id)
        told = {**then, "place": then["place"].replace("page", "p.")}
        words = told.pop("words")
        for field, value in told.items():
            mine = is_edited and not undone and field in edit
            assert getattr(mark, field) == (value if value and not mine else getattr(was, field))
        assert mark.anchor.exact == words
        assert done.updated == (said(mark) != said(was))
        assert bring(library, clipping(**then, origin=ORIGIN)).updated == 0
        assert library.annotations() == [mark]
        if done.updated:
            library.undo()
            assert said(*library.annotations()) == said(was)
            library.redo()
            assert said(*library.annotations()) == said(mark)
        assert not broken(library)


def test_an_older_copy_turns_nothing_back_where_its_program_tells_when(library: Library) -> None:
    story(library)
    old = clipping(SHORT, note="One.", origin=ORIGIN, version="2025-01-01T00:00:00.000Z")
    new = clipping(LONG, note="Two.", origin=ORIGIN, version="2025-02-01T00:00:00.000Z")
    bring(library, old)
    bring(library, new)
    assert bring(library, old).updated == 0
    (mark,) = library.annotations()
    assert (mark.anchor.exact, mark.note) == (LONG, "Two.")
    library.undo()
    assert bring(library, old).updated == 0
    assert bring(library, new).updated == 1


def test_what_the_reader_deleted_or_moved_stays_so(library: Library) -> None:
    article = story(library).article
    bring(library, clipping(SHORT, origin=ORIGIN), clipping("I saw", origin="hypothesis:b"))
    saw, lamp = library.annotations()
    library.delete([saw.id])
    start = library.document(article.id).text.index("rained")
    library.move(lamp.id, type(lamp.span)(start, start + 6))
    again = clipping(LONG, origin=ORIGIN, note="New."), clipping("I saw a ship", origin="hypothesis:b")
    done = bring(library, *again)
    assert (done.added, done.deleted, done.updated) == (0, 1, 1)
    (mark,) = library.annotations()
    assert (mark.anchor.exact, mark.note) == ("rained", "New.")


def bookmarks(*words: str) -> bytes:
    """A file of Calibre's, which tells no title."""
    made = [
        {"type": "highlight", "start_cfi": "/2", "uuid": each, "highlighted_text": each} for each in words
    ]
    return json.dumps(made).encode()


def test_a_mark_that_the_reader_moved_stays_where_its_stub_grows(library: Library) -> None:
    words = clipping("Nobody else saw it.", origin="x:1")
    bring(library, words)
    (mark,) = library.annotations()
    at = library.document(mark.article_id).text.index("saw it")
    library.move(mark.id, Span(at, at + 6))
    for _ in range(2):
        bring(library, words, clipping("It had rained all night.", origin="x:2"))
        assert library.annotation(mark.id).anchor.exact == "saw it"


def test_files_without_titles_have_stubs_of_their_own_that_lose_nothing(library: Library) -> None:
    def stubs() -> dict[str, str]:
        texts = {each.title: library.document(each.id).text for each in library.articles()}
        assert {mark.anchor_state for mark in library.annotations()} == {AnchorState.EXACT}
        return {title: text.partition("library.\n\n")[2] for title, text in texts.items()}

    bring_bytes(library, bookmarks("First words.", "Second words."), "a/b/one.json", quiet)
    bring_bytes(library, bookmarks("Other words."), "two.json", quiet)
    bring_bytes(
        library, b'[{"type": "sticky_note", "id": "1", "text": "N", "positions": []}]', "two.json", quiet
    )
    assert set(stubs()) == {
        "Marks of Calibre, one.json",
        "Marks of Calibre, two.json",
        "Marks of Mendeley, two.json",
    }
    again = bring_bytes(library, bookmarks("Second words.", "Third words."), "one (1).json", quiet)
    assert (again.attached.added, again.attached.known) == (1, 1)
    assert stubs()["Marks of Calibre, one.json"] == "First words.\n\nSecond words.\n\nThird words."


def test_words_of_other_weeks_are_not_taken_from_a_stub(library: Library) -> None:
    for week in ("One.", "Two.", "Three."):
        bring(library, clipping(week, title="Introduction", source=""))
    (stub,) = library.articles()
    text = library.document(stub.id).text
    assert all(week in text for week in ("One.", "Two.", "Three."))
    assert {mark.anchor_state for mark in library.annotations()} == {AnchorState.EXACT}


def quiet(done: int, of: int) -> None:
    """Tell nobody how far it has come."""


@pytest.mark.parametrize(
    ("record", "when"),
    [
        ({"target": [], "uri": SOURCE, "id": "1", "text": "{}"}, "updated"),
        (
            {"itemType": "annotation", "annotationType": "note", "key": "1", "annotationComment": "{}"},
            "dateModified",
        ),
        ({"type": "Annotation", "id": "urn:a:1", "body": "{}", "target": SOURCE}, "modified"),
    ],
)
def test_a_note_that_was_edited_in_its_program_comes_in_edited(
    library: Library, record: dict[str, Any], when: str
) -> None:
    def exported(note: str, day: int) -> bytes:
        said = {name: note if value == "{}" else value for name, value in record.items()}
        return json.dumps([{**said, when: f"2025-01-0{day}T10:00:00Z"}]).encode()

    old, new = exported("Once.", 1), exported("Then.", 2)
    done = [bring_bytes(library, data, "export.json", quiet).attached for data in (old, new, old, new)]
    assert [each.updated for each in done] == [0, 1, 0, 0]
    assert [mark.note for mark in library.annotations()] == ["Then."]


TOLINO = """\
{} (Ann Other)
{} auf Seite 12: {}"The ship came closer"
Hinzugefügt am 03.03.2025 | 21:1{}

-----------------------------------
"""


def test_a_tolino_highlight_that_gets_a_note_stays_one_mark(library: Library) -> None:
    first = TOLINO.format(TITLE, "Markierung", "", 1)
    second = TOLINO.format(TITLE, "Notiz", "Mine.\n", 2)
    bring_bytes(library, first.encode(), "notes.txt", quiet)
    done = bring_bytes(library, (first + second).encode(), "notes.txt", quiet)
    assert (done.format, done.refused, done.attached.known, done.attached.updated) == (
        "Tolino notes",
        (),
        1,
        1,
    )
    assert [mark.note for mark in library.annotations()] == ["Mine."]
