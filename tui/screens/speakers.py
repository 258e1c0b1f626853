"""The speakers: everyone who is quoted, who may be the same, and how often they are."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Input, Static

from store.errors import StoreError
from text.namesakes import known_by, named, namesakes
from tui.keyed import go_to
from tui.people import SORTINGS, sort_speakers, speaker_entry, speaker_heading
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.worker import Worker

    from store.library import Library
    from store.speakers import Speaker
    from tui.app import Postil


class Cast(NamedTuple):
    """Everyone who is quoted, what each is found by, and the names of those who may be the same."""

    speakers: list[Speaker]
    known_by: list[str]
    alike: dict[str, list[str]]

    @staticmethod
    def read(library: Library) -> Cast:
        """All of a library's, most quoted first."""
        speakers = library.speakers.all()
        names = [(speaker.name, *speaker.aliases) for speaker in speakers]
        alike: dict[str, list[str]] = {}
        for group in namesakes(names):
            those = [speakers[at].name for at in group]
            alike.update({name: [other for other in those if other != name] for name in those})
        return Cast(speakers, [known_by(each) for each in names], alike)

    def found(self, wanted: str) -> list[Speaker]:
        """Those who are called by what is typed."""
        return [self.speakers[at] for at in named(wanted, self.known_by)]


class SpeakersScreen(ListScreen):
    """The list of speakers, with a filter and a sorting."""

    OPENS = "speakers.open"

    def __init__(self) -> None:
        super().__init__(Rows(id="speakers"))
        self._cast = Cast([], [], {})
        self._stale = True
        """Whether the library may know of others by now."""
        self.listed: list[Speaker] = []
        """Those whom the filter left, as they are sorted."""
        self._sorting = 0
        self._settled = asyncio.Event()
        self._stay_on = ""
        """Who the list is to stand on once it is read; by default, who it stands on."""
        self.picked: list[str] = []
        """The names of those who are to be merged into another."""
        self._filter = Input(placeholder="Filter by name", id="filter", select_on_focus=False)
        self._filter.display = False

    def compose(self) -> ComposeResult:
        """Heading, list, filter and status line."""
        yield Static("", classes="heading", id="columns", markup=False)
        yield self._rows
        yield self._filter
        yield self.status
        yield self.small

    def on_resize(self, event: events.Resize) -> None:
        """Set the heading to the new width."""
        self.query_one("#columns", Static).update(speaker_heading(event.size.width))

    @property
    def mode(self) -> str:
        """Typing while the filter has the cursor."""
        return "prompt" if self.focused is self._filter else "speakers"

    @property
    def speaker(self) -> Speaker | None:
        """Who is under the cursor."""
        return self.listed[self._rows.index] if self.listed else None

    @property
    def alike(self) -> list[str]:
        """The names of those who may be the same as who is under the cursor."""
        return self._cast.alike.get(self.speaker.name, []) if self.speaker else []

    # What is listed

    def reload(self, stay_on: str = "") -> None:
        """Read the library anew, and stand on somebody: by default, on the same one as before."""
        self._stay_on = stay_on or self._stay_on
        self._stale = True
        if self.is_current:
            self._look()

    def sort_next(self) -> None:
        """Sort by the next column."""
        self._sorting = (self._sorting + 1) % len(SORTINGS)
        self._list(self.listed)
        self.say(f"Sorted: {SORTINGS[self._sorting]}.")

    def _look(self) -> None:
        """List whom the filter lets through, of everyone known, or read anew if that is out of date."""
        self._settled.clear()
        wanted, known = self._filter.value, None if self._stale else self._cast

        async def look() -> None:
            def ask(library: Library, _: Callable[[], bool]) -> tuple[Cast, list[Speaker]]:
                cast = known or Cast.read(library)
                return cast, cast.found(wanted) if wanted.strip() else cast.speakers

            try:
                self._cast, found = await self.postil.seeker.ask(ask)
            except StoreError as error:
                self.say(str(error))
            else:
                self._stale = False
                self._list(found)
            self._settled.set()

        _: Worker[None] = self.run_worker(look, group="look", exclusive=True)

    def _list(self, found: list[Speaker]) -> None:
        stay_on, self._stay_on = self._stay_on or self.speaker_name, ""
        self.listed = sort_speakers(found, SORTINGS[self._sorting])
        names = [speaker.name for speaker in self.listed]
        index = names.index(stay_on) if stay_on in names else None
        known = {speaker.name for speaker in self._cast.speakers}
        self.picked = [name for name in self.picked if name in known]
        self._rows.show(len(self.listed), self._entry, index)
        self.locate()

    def _entry(self, at: int, width: int) -> list[list[tuple[str, str]]]:
        speaker = self.listed[at]
        alike = self._cast.alike.get(speaker.name, ())
        return speaker_entry(speaker, width, alike, picked=speaker.name in self.picked)

    # Keys

    async def settle(self) -> None:
        """Wait until what is listed is what the library holds and the filter lets through."""
        await self._settled.wait()

    async def press(self, event: events.Key) -> bool:
        """Let keys for the list wait for what it is about to list."""
        if self.mode == "speakers":
            await self.settle()
        return await super().press(event)

    async def _catch_up(self) -> None:
        await super()._catch_up()
        await self.settle()

    def pick(self) -> None:
        """Pick who is under the cursor to be merged, or no longer."""
        if self.speaker is None:
            return
        name = self.speaker.name
        self.picked = (
            [each for each in self.picked if each != name] if name in self.picked else [*self.picked, name]
        )
        self._rows.show(len(self.listed), self._entry)

    def start_filter(self) -> None:
        """Put the cursor in the filter."""
        self._filter.display = True
        self.set_focus(self._filter)

    async def accept(self) -> None:
        """Keep the filter and go back to the list."""
        self.set_focus(self._rows)

    async def cancel(self) -> bool:
        """Drop the filter first, then what is picked."""
        if self._filter.value or self.mode == "prompt":
            self._filter.value = ""
            self._filter.display = False
            self.set_focus(self._rows)
        elif self.picked:
            self.picked = []
            self._rows.show(len(self.listed), self._entry)
        else:
            return await super().cancel()
        return True

    def complete(self, step: int) -> None:
        """Move to another of those that the filter left."""
        self._rows.move(step)

    # What the widgets say

    def on_input_changed(self) -> None:
        """Filter as one types."""
        self._look()

    def on_screen_resume(self) -> None:
        """Show what there is now."""
        self.reload()

    def locate(self) -> None:
        """Say in the status line what the keys do here, and where one is."""
        total = len(self.listed)
        self.status.locate(self._title(), f"{self._rows.index + 1}/{total}" if total else "")

    def _title(self) -> str:
        if not self.listed:
            return "Nobody is called that." if self._cast.speakers else "Nobody is quoted yet."
        ways = [("speakers.open", "lists what they said")]
        if self.picked:
            told = f"{len(self.picked)} picked"
            ways = [("speakers.merge", f"merges {told} into the one here"), ("app.cancel", "picks none")]
        elif self.alike:
            ways.append(("speakers.join", "merges those ≈ into this one"))
        else:
            ways += [("speakers.pick", "picks to merge"), ("app.help", "shows the keys")]
        return self.key_hints(ways) if self.mode == "speakers" else "Filter the speakers"

    @property
    def speaker_name(self) -> str:
        """The name of who is under the cursor."""
        return self.speaker.name if self.speaker else ""


async def show_speakers(app: Postil) -> None:
    """Go to the speakers: those that lie under the screens in sight, or else a new list."""
    await go_to(app, SpeakersScreen)
