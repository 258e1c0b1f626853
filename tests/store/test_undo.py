from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store.library import Library
from store.links import Relation
from store.records import Annotation, Kind, ReadState, Status
from tests.store.making import TEXT, draft, span
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable

kinds = st.sampled_from(Kind)
words = st.sampled_from(["", "rain", "talks", "two words", "#odd"])
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 30))
picks = st.integers(0, 5)

State = tuple[tuple[Annotation, ...], tuple[tuple[str, ReadState], ...], tuple[object, ...]]


def state(library: Library) -> State:
    """All that undo is to bring back; when a mark was last changed is not."""
    marks = tuple(mark._replace(updated="") for mark in library.annotations())
    articles = tuple((article.id, article.state) for article in library.articles())
    linked = library.links.among(mark.id for mark in marks)
    return marks, articles, (*library.claims.all(), *library.speakers.all(), *linked)


class UndoAndRedo(RuleBasedStateMachine):
    """The library beside the simplest thing that can undo: a stack of everything it ever was."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.library = Library.open(self.path)
        for text in (TEXT, TEXT + " Again."):
            self.library.add(draft(text))
        self.past: list[State] = []
        self.future: list[State] = []

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    def do(self, verb: Callable[[], object]) -> None:
        """Do something that can be undone, if it does anything at all."""
        before, told = state(self.library), len(self.library.history(limit=10_000, positions=True))
        verb()
        if len(self.library.history(limit=10_000, positions=True)) > told:
            self.past.append(before)
            self.future.clear()
        else:
            assert state(self.library) == before

    def mark(self, pick: int) -> Annotation | None:
        marks = self.library.annotations()
        return marks[pick % len(marks)] if marks else None

    @rule(pick=picks, place=spans, kind=kinds, note=words, tags=st.lists(words, max_size=2))
    def annotate(self, pick: int, place: Span, kind: Kind, note: str, tags: list[str]) -> None:
        articles = self.library.articles()
        if articles:
            article = articles[pick % len(articles)].id
            self.do(lambda: self.library.annotate(article, place, kind, note=note, tags=tags))

    @rule(pick=picks, kind=kinds | st.none(), note=words | st.none(), speaker=words | st.none())
    def edit(self, pick: int, kind: Kind | None, note: str | None, speaker: str | None) -> None:
        if mark := self.mark(pick):
            self.do(
                lambda: self.library.edit(mark.id, kind=kind, note=note, speaker=speaker, tags=[note or "x"])
            )

    @rule(pick=picks, place=spans)
    def move(self, pick: int, place: Span) -> None:
        if mark := self.mark(pick):
            self.do(lambda: self.library.move(mark.id, place))

    @rule(some=st.sets(picks, max_size=3))
    def delete(self, some: set[int]) -> None:
        ids = {mark.id for pick in some if (mark := self.mark(pick))}
        self.do(lambda: self.library.delete(ids))

    @rule(pick=picks, other=picks, relation=st.sampled_from(Relation))
    def link(self, pick: int, other: int, relation: Relation) -> None:
        one, another = self.mark(pick), self.mark(other)
        if one and another and one != another:
            self.do(lambda: self.library.links.make(one.id, relation, another.id))

    @rule(pick=picks)
    def unlink(self, pick: int) -> None:
        if mark := self.mark(pick):
            self.do(
                lambda: self.library.links.remove(each.id for each in self.library.links.among([mark.id]))
            )

    @rule(pick=picks, other=picks)
    def join(self, pick: int, other: int) -> None:
        claims, mark = self.library.claims.all(), self.mark(other)
        if claims and mark:
            self.do(lambda: self.library.claims.join([mark.id], claims[pick % len(claims)].id))

    @rule(pick=picks)
    def separate(self, pick: int) -> None:
        mark = self.mark(pick)
        if mark and not (mark.claim and self.library.claims.one(mark.claim).appearances == 1):
            self.do(lambda: self.library.claims.separate(mark.id))

    @rule(pick=picks, note=words, status=st.sampled_from(Status))
    def edit_claim(self, pick: int, note: str, status: Status) -> None:
        if claims := self.library.claims.all():
            claim = claims[pick % len(claims)].id
            self.do(lambda: self.library.claims.edit(claim, note=note, status=status, confidence=len(note)))

    @rule(pick=picks, other=picks, new=words.filter(bool))
    def call(self, pick: int, other: int, new: str) -> None:
        if speakers := self.library.speakers.all():
            one, another = (speakers[each % len(speakers)].name for each in (pick, other))
            self.do(lambda: self.library.speakers.rename(one, new))
            if another in {each.name for each in self.library.speakers.all()} and self.named(one):
                self.do(lambda: self.library.speakers.merge(one, [another]))

    def named(self, name: str) -> bool:
        return any(name in (each.name, *each.aliases) for each in self.library.speakers.all())

    @rule(pick=picks)
    def split(self, pick: int) -> None:
        joined = [each for each in self.library.speakers.all() if each.aliases]
        if joined:
            speaker = joined[pick % len(joined)]
            self.do(lambda: self.library.speakers.split(speaker.name, speaker.aliases[0]))

    @rule(pick=picks, read=st.sampled_from(ReadState))
    def set_state(self, pick: int, read: ReadState) -> None:
        articles = self.library.articles()
        if articles:
            self.do(lambda: self.library.set_state(articles[pick % len(articles)].id, read))

    @rule(pick=picks)
    def remove(self, pick: int) -> None:
        articles = self.library.articles()
        if len(articles) > 1:
            self.do(lambda: self.library.remove(articles[pick % len(articles)].id))

    @rule()
    def read_on(self) -> None:
        """Reading is no step of undo, and leaves what was undone to be redone."""
        for article in self.library.articles():
            self.library.leave_at(article.id, 0)

    @rule()
    def undo(self) -> None:
        before, change = state(self.library), self.library.undo()
        assert (change is not None) == bool(self.past)
        if change:
            assert change.undone
            assert state(self.library) == self.past.pop()
            self.future.append(before)

    @rule()
    def redo(self) -> None:
        before, change = state(self.library), self.library.redo()
        assert (change is not None) == bool(self.future)
        if change:
            assert not change.undone
            assert state(self.library) == self.future.pop()
            self.past.append(before)

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.path)

    @invariant()
    def search_knows_every_mark(self) -> None:
        found = {hit.annotation.id for hit in self.library.search("", limit=1000)}
        assert found == {mark.id for mark in self.library.annotations()}


TestUndoAndRedo = UndoAndRedo.TestCase
TestUndoAndRedo.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


def test_there_is_nothing_to_undo_in_a_library_nobody_marked(library: Library) -> None:
    library.add(draft())
    assert library.undo() is None
    assert library.redo() is None


def test_undo_returns_what_was_undone(library: Library) -> None:
    article = library.add(draft()).article
    mark = library.annotate(article.id, span("rained"), Kind.QUOTE)
    undone = library.undo()
    assert undone
    assert (undone.summary, undone.operations[0].entity_id) == ("Marked a quote: “rained”", mark.id)
    redone = library.redo()
    assert redone
    assert (redone.id, redone.undone) == (undone.id, False)


def test_undo_reaches_over_the_changes_of_another_process(library: Library, path: Path) -> None:
    article = library.add(draft()).article
    mark = library.annotate(article.id, span("rained"), Kind.QUOTE, note="mine")
    with Library.open(path) as other:
        other.edit(mark.id, note="theirs")
    undone = library.undo()
    assert undone
    assert undone.verb == "edit"
    assert library.annotation(mark.id).note == "mine"
    with Library.open(path) as other:
        assert other.redo()
    assert library.annotation(mark.id).note == "theirs"


def test_a_new_article_leaves_the_redo_side_alone(library: Library) -> None:
    article = library.add(draft()).article
    library.annotate(article.id, span("rained"), Kind.QUOTE)
    library.undo()
    library.add(draft("Another text"))
    assert library.redo()
    assert len(library.annotations()) == 1
