"""Whoever is who, however speakers are merged, renamed and parted, and however much of it is undone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store.errors import NoSuchSpeakerError
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from collections.abc import Callable

FILED = ("Ann", "Bob", "Cid", "Dan")
NAMES = st.sampled_from([*FILED, "ANN", "Eve"])


class Called(NamedTuple):
    """What somebody is called, and by which names else they go, all of these folded."""

    name: str
    keys: frozenset[str]

    @staticmethod
    def alone(name: str) -> Called:
        filed = {each.casefold(): each for each in FILED}
        return Called(filed.get(name.casefold(), name), frozenset([name.casefold()]))


class Cast(NamedTuple):
    """Those of whom something was said, and the names whose mark is deleted."""

    said: tuple[Called, ...] = ()
    deleted: frozenset[str] = frozenset()

    def who(self, name: str) -> Called:
        known = (called for called in self.said if name.casefold() in called.keys)
        return next(known, Called.alone(name))

    def marks(self, called: Called) -> int:
        return sum(name.casefold() in called.keys for name in FILED if name not in self.deleted)

    def with_(self, new: Called, *instead: Called) -> Cast:
        return self._replace(said=(*(called for called in self.said if called not in instead), new))

    def told(self) -> dict[str, tuple[frozenset[str], int]]:
        everyone = {self.who(name) for name in FILED}
        return {
            called.name: (called.keys - {called.name.casefold()}, marks)
            for called in everyone
            if (marks := self.marks(called))
        }


class Speakers(RuleBasedStateMachine):
    """A library whose speakers are told apart, beside a model of who they are."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.db")
        article = self.library.add(draft()).article.id
        self.marks = {
            name: self.library.annotate(article, span("rained"), Kind.QUOTE, speaker=name).id
            for name in FILED
        }
        self.done = [Cast()]
        self.undone: list[Cast] = []

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    @property
    def cast(self) -> Cast:
        return self.done[-1]

    def change(self, cast: Cast) -> None:
        self.done.append(cast)
        self.undone.clear()

    def refused(self, verb: Callable[[], object]) -> None:
        with pytest.raises(NoSuchSpeakerError):
            verb()

    @rule(kept=NAMES, other=NAMES)
    def merge(self, kept: str, other: str) -> None:
        one, two = self.cast.who(kept), self.cast.who(other)
        if not (self.cast.marks(one) and self.cast.marks(two)):
            self.refused(lambda: self.library.speakers.merge(kept, [other]))
            return
        assert self.library.speakers.merge(kept, [other]).name == one.name
        if one != two:
            self.change(self.cast.with_(Called(one.name, one.keys | two.keys), one, two))

    @rule(name=NAMES, new=NAMES)
    def rename(self, name: str, new: str) -> None:
        known, taken = self.cast.who(name), self.cast.who(new)
        if not self.cast.marks(known):
            self.refused(lambda: self.library.speakers.rename(name, new))
            return
        assert self.library.speakers.rename(name, new).name == new
        if new != known.name:
            self.change(self.cast.with_(Called(new, known.keys | taken.keys), known, taken))

    @rule(name=NAMES, alias=NAMES)
    def split(self, name: str, alias: str) -> None:
        known, key = self.cast.who(name), alias.casefold()
        if not self.cast.marks(known) or key not in known.keys - {known.name.casefold()}:
            self.refused(lambda: self.library.speakers.split(name, alias))
            return
        self.library.speakers.split(name, alias)
        self.change(self.cast.with_(known._replace(keys=known.keys - {key}), known))

    @rule(name=st.sampled_from(FILED))
    def delete(self, name: str) -> None:
        if name not in self.cast.deleted:
            self.library.delete([self.marks[name]])
            self.change(self.cast._replace(deleted=self.cast.deleted | {name}))

    @rule()
    def undo(self) -> None:
        if len(self.done) > 1:
            self.library.undo()
            self.undone.append(self.done.pop())

    @rule()
    def redo(self) -> None:
        if self.undone:
            self.library.redo()
            self.done.append(self.undone.pop())

    @invariant()
    def is_who_they_are(self) -> None:
        told = {
            each.name: (frozenset(alias.casefold() for alias in each.aliases), each.marks)
            for each in self.library.speakers.all()
        }
        assert told == self.cast.told()
        for name in FILED:
            called = self.cast.who(name)
            assert {hit.annotation.speaker for hit in self.library.search(f"by:{name}")} == (
                {called.name} if self.cast.marks(called) else set()
            )


TestSpeakers = Speakers.TestCase
TestSpeakers.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
