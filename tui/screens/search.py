"""Search: every mark of the library, as one types, with the passage of the one the list stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from store.records import AnchorState
from text.jumps import leave
from tui.answers import EVERY, LIKE, Order, answers, corrections, original
from tui.completion import Completion
from tui.glance import Glance
from tui.hits import hit_entry
from tui.keyed import KeyedScreen, lying
from tui.quest import Quest
from tui.screens.picker import NarrowedScreen
from tui.session import SEARCH
from tui.widgets.preview import Preview
from tui.widgets.rows import Rows, brief
from tui.widgets.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from textual import events
    from textual.app import ComposeResult

    from store.records import Annotation, Hit
    from text.document import Span
    from tui.app import Postil


_ENTRY_HEIGHT = 2


class SearchScreen(NarrowedScreen["Hit"]):
    """A query, the marks that answer it, and the passage of one of them."""

    OPENS = "results.open"
    CSS_PATH = "../styles/search.tcss"

    def __init__(self, asked: str = "") -> None:
        told = 'Search every mark: words, "exact words", tag:name, kind:claim'
        line = Input(asked, placeholder=told, select_on_focus=False)
        super().__init__(line, Rows(height=_ENTRY_HEIGHT, id="results"))
        self.order = Order.BEST
        self.question: Callable[[], Awaitable[None]] | None = None
        """What is done if the next key says so."""
        self._preview = Preview(id="passage")
        self._glance = Glance(self, self._preview)
        self._corrections: dict[str, str] = {}
        """What was found in another spelling than it was asked for."""
        self._like = ""
        """The words of the mark that those listed are like."""
        self._before: list[tuple[str, Collection[str]]] = []
        """The queries, and the marks under the cursor, from which marks like these were asked for."""
        self._quest = Quest(self)

    def compose(self) -> ComposeResult:
        """The line; the list and the passage beside it, or under it; the status line."""
        yield self.input
        with Spread(id="found"):
            yield self._rows
            yield self._preview
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Begin with the newest marks, or with what was asked for."""
        self.input.suggester = Completion(self.postil.known)

    @property
    def mode(self) -> str:
        """What the next key is for: a question, the query, or what it found."""
        if self.question is not None:
            return "confirm"
        return "results" if self.focused is self._rows else "query"

    @property
    def asked(self) -> str:
        """The query."""
        return self.input.value

    @property
    def here(self) -> Collection[str]:
        """The id of the mark under the cursor, if there is one."""
        return [self.current.annotation.id] if self.current else ()

    # Searching

    def ask(self, asked: str) -> None:
        """Search for something else; from the marks like one, one comes back to what was asked before."""
        self._before = [*self._before, (self.asked, self.here)] if asked.startswith(LIKE) else []
        self._put(asked)

    def _put(self, asked: str, stay_on: Collection[str] = ()) -> None:
        with self.input.prevent(Input.Changed):
            self.input.value = asked
        self.input.cursor_position = len(asked)
        self.narrow(stay_on)

    async def cancel(self) -> bool:
        """Leave the marks like one first, for the query that they were asked for from."""
        if not (self._before and self.asked.startswith(LIKE)):
            return await super().cancel()
        self._put(*self._before.pop())
        return True

    def toggle(self, term: str) -> None:
        """Put a term into the query, or take it out."""
        from tui.terms import toggled  # noqa: PLC0415 - not needed for the first frame

        self.ask(toggled(self.asked, term))

    def narrow(self, stay_on: Collection[str] = ()) -> None:
        """Search for what is typed; stand on the first of some marks, else on the best one."""
        self._forget_question()
        self._like = original(self.postil.library, self.asked)
        self._quest.start(self.asked, self.order, stay_on)

    async def everything(self) -> list[Annotation]:
        """All marks that answer the query, as far as they are counted; none where articles are asked for."""
        from text.query import parse  # noqa: PLC0415 - not needed for the first frame

        asked = self.asked
        if parse(asked).in_articles:
            return []
        hits = await self.postil.seeker.ask(lambda library, stop: answers(library, asked, EVERY, stop))
        return [hit.annotation for hit in hits]

    def show(self, hits: list[Hit], stay_on: Collection[str]) -> None:
        """List what was found."""
        self.items, self._corrections = hits, corrections(hits)
        index = next((at for at, hit in enumerate(hits) if hit.annotation.id in stay_on), None)
        at = index if index is not None else min(self._rows.index, len(hits)) if stay_on else 0
        self._rows.show(len(hits), lambda at, width: hit_entry(self.items[at], width), at)
        self._glance.at(self.current)
        self.locate()

    # Keys

    async def settle(self) -> None:
        """Wait until what is listed answers what is typed."""
        await self._quest.settle()

    async def press(self, event: events.Key) -> bool:
        """Let keys for the list wait for what it is about to list, and a yes for what ends the question."""
        if self.mode == "confirm":
            await self._catch_up()
        elif self.mode != "query":
            await self.settle()
        return await super().press(event)

    async def _catch_up(self) -> None:
        await super()._catch_up()
        await self.settle()

    def refuse(self, keys: str) -> None:
        """Take any key that does not say so for a no."""
        if self.question is None:
            super().refuse(keys)
        self.question = None

    def _forget_question(self) -> None:
        """Ask no longer: what was asked was about the list as it stood."""
        if self.question is not None:
            self.question = None
            self.say("")

    def to_line(self) -> None:
        """Type on, or type something else instead."""
        self.set_focus(self.input)
        self.input.select_all()

    def to_list(self) -> None:
        """Act on what was found, if there is something."""
        if self.items:
            self.set_focus(self._rows)

    def sort_next(self) -> None:
        """List in another order, and stay on the mark."""
        self.order = self.order.next
        self.reload()

    async def accept(self) -> None:
        """Go to the passage; leaving the article comes back here."""
        self._forget_question()
        hit = self.current
        if hit is None:
            return
        session = self.postil.session
        session.jumps = leave(session.jumps, SEARCH)
        await self.postil.open_at(hit.annotation)
        if hit.annotation.anchor_state is AnchorState.LOST and isinstance(self.app.screen, KeyedScreen):
            self.app.screen.say("The words of this mark are no longer in the article.")

    # One mark, as the commands on marks know it

    def mark_here(self) -> Annotation | None:
        """The mark under the cursor; none where a passage is that bears none."""
        return self.current.annotation if self.current and self.current.annotation.id else None

    def selected(self) -> Span | None:
        """Nothing is ever selected here."""
        return None

    # What others do

    def reload(self) -> None:
        """Search again among what the library holds now, and stay on the same mark."""
        if self.is_current:
            self.narrow(self.here)

    def turn_to(self, ids: Collection[str]) -> None:
        """Go to a mark of those ids, if it is here."""
        self.narrow(ids)

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above, unless they only led to a question."""
        if self.is_mounted and self.question is None:
            self.reload()

    def point(self) -> None:
        """Show the passage, and say how far down the list one is."""
        self._glance.at(self.current)
        self.locate()

    def locate(self) -> None:
        """Say in the status line what the keys do, or what was not understood, and where one is."""
        count = len(self.items)
        what = "mark" if all(hit.annotation.id for hit in self.items[:1]) else "article"
        found = f"{count}{'+' * self._quest.more} {what}{'s' if count != 1 else ''}"
        place = f"{self._rows.index + 1}/{found}, {self.order}"
        self.status.locate(self._title(), place if count else "")

    def _title(self) -> str:
        from text.query import parse  # noqa: PLC0415 - not needed for the first frame

        hints = () if self._like else parse(self.asked).hints
        if hints:
            return hints[0]
        if self._like:
            back = self.key_hint("app.cancel" if self.mode == "results" else "prompt.cancel", "goes back")
            return f"{'Like' if self.items else 'No mark is like'} {brief(self._like, 24)}  {back}"
        if not self.items:
            return "No mark fits." if self.asked.strip() else "No marks yet: read and file some."
        if self.mode == "query" and self._corrections:
            return "Read as: " + ", ".join(f"{asked} → {held}" for asked, held in self._corrections.items())
        ways = _RESULTS_HINTS if self.mode == "results" else _QUERY_HINTS
        return f"{'RESULTS  ' if self.mode == 'results' else 'Search: '}{self.key_hints(ways)}"


_QUERY_HINTS = (
    ("results.list", "works on them"),
    ("prompt.accept", "reads"),
    ("prompt.cancel", "leaves"),
)
_RESULTS_HINTS = (
    ("results.facets", "narrows"),
    ("results.sort", "sorts"),
    ("results.tag", "tags all"),
    ("app.help", "shows the keys"),
)


async def show_search(app: Postil, asked: str | None = None) -> SearchScreen:
    """Go to the search: the one that lies under the screens in sight, or else a new one."""
    known = lying(app, SearchScreen)
    if known is None:
        known = SearchScreen(asked or "")
        await app.push_screen(known)
        return known
    await known.uncover()
    if asked is not None:
        known.ask(asked)
    return known
