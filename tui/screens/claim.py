"""A claim's page: what it says, how it stands, where it is made, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Static

from store.errors import NoSuchClaimError
from store.links import Relation
from store.records import AnchorState, Hit
from tui.glance import Glance
from tui.inquiry import Inquiry
from tui.ledger import about, appearance_entry, counted, today
from tui.screens.listing import ListScreen
from tui.widgets.preview import Preview
from tui.widgets.rows import Rows
from tui.widgets.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.app import ComposeResult

    from store.claims import Claim
    from store.library import Library
    from store.links import Link
    from store.records import Annotation
    from text.document import Span
    from tui.widgets.rows import Part


class Told(NamedTuple):
    """A mark on a claim's page, and what it does to the claim; nothing where it makes it."""

    hit: Hit
    does: str = ""

    @property
    def mark(self) -> Annotation:
        """The mark itself."""
        return self.hit.annotation


class ClaimScreen(ListScreen):
    """One claim with its appearances, and the passage of the one the list stands on."""

    MODE = "claim"
    OPENS = "appearance.open"
    CSS_PATH = "../styles/claims.tcss"

    def __init__(self, claim: Claim) -> None:
        super().__init__(Rows(height=2, id="appearances"))
        self._claim = claim
        self.items: list[Told] = []
        self._head = Static(id="about", markup=False)
        self._preview = Preview(id="passage")
        self._glance = Glance(self, self._preview)
        self._inquiry = Inquiry(self)

    def compose(self) -> ComposeResult:
        """What is known of the claim over the list and the passage."""
        yield self._head
        with Spread(id="told"):
            yield self._rows
            yield self._preview
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Show the claim, then where it is made."""
        self._head.update(Content(about(self._claim, today())))
        self._look()

    @property
    def current(self) -> Hit | None:
        """The mark under the cursor, as one that was found."""
        told = self.told_here()
        return told.hit if told else None

    def told_here(self) -> Told | None:
        """The entry under the cursor."""
        return self.items[self._rows.index] if self.items else None

    def claim_here(self) -> Claim | None:
        """The claim of this page."""
        return self._claim

    def _look(self, stay_on: Collection[str] = ()) -> None:
        claim_id = self._claim.id
        wanted = stay_on or ({self.current.annotation.id} if self.current else ())

        def look(library: Library) -> tuple[Claim, list[Told]] | None:
            try:
                return library.claims.one(claim_id), _told(library, claim_id)
            except NoSuchClaimError:
                return None

        self._inquiry.start(look, lambda found: self._show(found, wanted))

    def _show(self, found: tuple[Claim, list[Told]] | None, stay_on: Collection[str]) -> None:
        if found is None:
            self.items = []
            self.say("No mark makes this claim any more.")
        else:
            known = about(self._claim, today())
            self._claim, self.items = found
            if about(self._claim, today()) != known:  # which lays the whole page out anew
                self._head.update(Content(about(self._claim, today())))
        index = next((at for at, told in enumerate(self.items) if told.mark.id in stay_on), None)
        self._rows.show(len(self.items), self._draw, index)
        self.point()

    def _draw(self, at: int, width: int) -> list[list[Part]]:
        told = self.items[at]
        return appearance_entry(told.mark, told.does, width)

    def point(self) -> None:
        """Show the passage."""
        self._glance.at(self.current)
        self.locate()

    # Keys

    async def press(self, event: events.Key) -> bool:
        """Let keys wait for what is about to be listed."""
        await self._inquiry.settle()
        return await super().press(event)

    async def accept(self) -> None:
        """Go to the passage; leaving the article comes back here."""
        told = self.told_here()
        if told is None:
            return
        await self.postil.open_at(told.mark)
        if told.mark.anchor_state is AnchorState.LOST:
            self.postil.say("The words of this mark are no longer in the article.")

    # One mark, as the commands on marks know it

    def mark_here(self) -> Annotation | None:
        """The mark under the cursor."""
        told = self.told_here()
        return told.mark if told else None

    async def everything(self) -> list[Annotation]:
        """All marks that make the claim, or are linked to one that does."""
        return [told.mark for told in self.items]

    def selected(self) -> Span | None:
        """Nothing is ever selected here."""
        return None

    # What others do

    def reload(self) -> None:
        """Show what the library holds now."""
        if self.is_current:
            self._look()

    def turn_to(self, ids: Collection[str]) -> None:
        """Stand on a mark of those ids, if it is here."""
        self._look(ids)

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above; at first there is none, and it is being read anyway."""
        if self.is_mounted and self._inquiry.is_settled:
            self._look()

    def locate(self) -> None:
        """Say in the status line what the keys do, and where one is."""
        made = sum(not told.does for told in self.items)
        linked = len(self.items) - made
        place = f"{self._rows.index + 1}/{len(self.items)}, {counted(made, 'appearance')}" if made else ""
        self.status.locate(
            f"Claim: {self.key_hints(_HINTS)}", place + (f", {counted(linked, 'link')}" * bool(linked))
        )


_HINTS = (
    ("appearance.open", "reads"),
    ("claim.next_status", "sets the status"),
    ("claim.edit", "edits"),
    ("app.back", "leaves"),
    ("app.help", "shows the keys"),
)


def _told(library: Library, claim_id: str) -> list[Told]:
    """The appearances of a claim, then what they are linked to: first what counts for or against it."""
    made = library.claims.appearances(claim_id)
    ours = {mark.id for mark in made}
    links = library.links.among(ours)
    ends = {end for link in links for end in (link.source, link.target)} - ours
    known = {mark.id: mark for mark in library.among(ends)}
    linked = [
        Told(Hit(known[end], 0.0), _does(link, end))
        for link in sorted(links, key=lambda link: list(_COUNT).index(link.relation))
        for end in (link.source, link.target)
        if end in known
    ]
    return [*(Told(Hit(mark, 0.0)) for mark in made), *linked]


def _does(link: Link, end: str) -> str:
    """What the mark at one end of a link does to the claim at the other."""
    does, done = _COUNT[link.relation]
    return does if end == link.source else done


_COUNT = {
    Relation.SUPPORTS: ("supports this", "this supports"),
    Relation.CONTRADICTS: ("contradicts this", "this contradicts"),
    Relation.CORRECTS: ("corrects this", "this corrects"),
    Relation.ANSWERS: ("answers this", "this answers"),
    Relation.REPEATS: ("repeats this", "this repeats"),
}
