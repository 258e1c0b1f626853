"""One speaker: all they have said, by date; the same words said again, or cut otherwise, side by side."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Static

from store.errors import NoSuchSpeakerError, StoreError
from store.records import AnchorState
from text.retold import retold
from tui.people import retelling_entry, saying_entry
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult
    from textual.worker import Worker

    from store.library import Library
    from store.records import Annotation
    from store.speakers import Saying, Speaker
    from text.document import Span


_AT_ONCE = 500
"""Sayings that are sorted before they are shown; more are shown first, by date alone."""
_REST_SECONDS = 0.004
_AHEAD = 64
"""Marks that are read together."""


class Told(NamedTuple):
    """A line of the page: a saying, the fullest telling of it, and how often it is told."""

    saying: Saying
    fullest: Saying
    often: int

    @property
    def is_again(self) -> bool:
        """Whether it stands below what it tells again."""
        return self.saying is not self.fullest


class SayingsScreen(ListScreen):
    """The page of a speaker."""

    MODE = "sayings"
    OPENS = "sayings.open"

    def __init__(self, name: str) -> None:
        super().__init__(Rows(height=2, id="sayings"))
        self.speaker: Speaker | None = None
        """Whose page it is, once that is read."""
        self._called = name
        self._who = Static("", classes="heading", id="who", markup=False)
        self._sayings: list[Saying] = []
        self._groups: list[tuple[int, ...]] = []
        self.told: list[Told] = []
        """What is listed."""
        self._marks: dict[str, Annotation] = {}
        """The marks that were in sight."""
        self._are_grouped = False
        self._settled = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Who it is, what they said, and the status line."""
        yield self._who
        yield self._rows
        yield self.status
        yield self.small

    # What is listed

    def reload(self, name: str = "") -> None:
        """Read anew what the speaker has said, by default under the same name, and stay on the same mark."""
        self._called = name or self._called
        if self.is_current:
            self._settled.clear()
            _: Worker[None] = self.run_worker(self._look, group="look", exclusive=True)

    def turn_to(self, ids: Collection[str]) -> None:
        """Go to a mark of those ids, if it is here."""
        at = next((at for at, told in enumerate(self.told) if told.saying.id in ids), None)
        if at is not None:
            self._rows.move_to(at)

    async def _look(self) -> None:
        name, known = self._called, self._sayings
        try:
            self.speaker, sayings = await self.postil.seeker.ask(
                lambda library, _: _read(library, name, known)
            )
        except StoreError as error:
            self.say(str(error))
            sayings = known
        words = [saying.words for saying in sayings]
        if words != [saying.words for saying in known]:
            self._are_grouped = len(words) <= _AT_ONCE
            self._groups = retold(words) if self._are_grouped else [(at,) for at in range(len(words))]
        self._list(sayings)
        self._settled.set()
        if not self._are_grouped:
            self._groups, self._are_grouped = await _grouped(words), True
            self._list(sayings)

    def _list(self, sayings: list[Saying]) -> None:
        here = self._here
        self._sayings, self._marks = sayings, {}
        self.told = [
            Told(sayings[at], sayings[group[0]], len(group)) for group in self._groups for at in group
        ]
        index = next((at for at, told in enumerate(self.told) if told.saying.id == here), None)
        self._rows.show(len(self.told), self._entry, index)
        self._who.update(self._heading())
        self.locate()

    @property
    def _here(self) -> str:
        return self.told[self._rows.index].saying.id if self.told else ""

    def _entry(self, at: int, width: int) -> list[list[tuple[str, str]]]:
        told = self.told[at]
        mark = self._mark(at)
        if mark is None:
            return [[("    This mark was deleted.", "dim")]]
        if not told.is_again:
            return saying_entry(mark, told.saying.date, width, often=told.often)
        changed = frozenset(told.saying.words.split()) - frozenset(told.fullest.words.split())
        return retelling_entry(mark, told.saying.date, width, changed)

    def _mark(self, at: int) -> Annotation | None:
        """The mark of a line; those below it are read with it."""
        wanted = self.told[at].saying.id
        if wanted not in self._marks:
            near = [told.saying.id for told in self.told[max(0, at - 1) : at + _AHEAD]]
            self._marks.update({mark.id: mark for mark in self.postil.library.among(near)})
        return self._marks.get(wanted)

    def _heading(self) -> str:
        if self.speaker is None:
            return self._called
        others = ", ".join(self.speaker.aliases)
        articles = self.speaker.articles
        told = f"in {articles} article{'s' if articles != 1 else ''}"
        return f"{self.speaker.name}, {told}" + (f", also called {others}" if others else "")

    # Keys

    async def settle(self) -> None:
        """Wait until what is listed is what the library holds."""
        await self._settled.wait()

    async def run_named(self, name: str, count: int | None = None, letter: str | None = None) -> None:
        """Run a command on what the library holds."""
        await self.settle()
        await super().run_named(name, count, letter)

    async def accept(self) -> None:
        """Go to the passage; leaving the article comes back here."""
        mark = self.mark_here()
        if mark is None:
            return
        await self.postil.open_at(mark)
        if mark.anchor_state is AnchorState.LOST:
            self.postil.say("The words of this mark are no longer in the article.")

    # One mark, as the commands on marks know it

    def mark_here(self) -> Annotation | None:
        """The mark under the cursor."""
        return self._mark(self._rows.index) if self.told else None

    async def everything(self) -> list[Annotation]:
        """All that the speaker has said."""
        ids = [told.saying.id for told in self.told]
        known = await self.postil.seeker.ask(
            lambda library, _: {mark.id: mark for mark in library.among(ids)}
        )
        return [known[mark_id] for mark_id in ids if mark_id in known]

    def selected(self) -> Span | None:
        """Nothing is ever selected here."""
        return None

    # What the widgets say

    def on_screen_resume(self) -> None:
        """Show what there is now."""
        self.reload()

    def locate(self) -> None:
        """Say in the status line what the keys do here, and where one is."""
        ways = (("sayings.open", "reads"), ("mark.edit", "edits"), ("speakers.rename", "renames"))
        count = len(self.told)
        place = f"{self._rows.index + 1}/{count} mark{'s' if count != 1 else ''}"
        self.status.locate(
            self.key_hints(ways) if count else "Nothing is said by them any more.", place if count else ""
        )


async def _grouped(words: Sequence[str]) -> list[tuple[int, ...]]:
    """What tells the same, worked out while keys go on; given up when nobody waits for it any more."""
    unwanted = threading.Event()

    def rest() -> None:
        # A thread that computes without a rest keeps the others waiting.
        if unwanted.wait(_REST_SECONDS):
            raise asyncio.CancelledError

    try:
        return await asyncio.to_thread(retold, words, rest)
    finally:
        unwanted.set()


def _read(library: Library, name: str, known: Sequence[Saying]) -> tuple[Speaker | None, list[Saying]]:
    """Who has a name, or if nobody does any more, who said what is known, and all they have said."""
    try:
        speaker: Speaker | None = library.speakers.one(name)
    except NoSuchSpeakerError:
        said_by = [mark.speaker for mark in library.among(saying.id for saying in known[:1]) if mark.speaker]
        speaker = library.speakers.one(said_by[0]) if said_by else None
    return speaker, library.speakers.sayings(speaker.name) if speaker is not None else []
