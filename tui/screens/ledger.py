"""The ledger: every claim, how it stands, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.inquiry import Inquiry
from tui.keyed import go_to
from tui.ledger import SORTINGS, claim_entry, counted, sort_claims, tally, today
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events

    from store.claims import Claim
    from store.library import Library
    from tui.app import Postil
    from tui.widgets.rows import Part


class LedgerScreen(ListScreen):
    """The list of claims, with a filter and a sorting."""

    OPENS = "claim.open"
    CSS_PATH = "../styles/claims.tcss"

    def __init__(self) -> None:
        super().__init__(Rows(height=2, id="claims"))
        self.picked: dict[str, Claim] = {}
        """The claims that are to be merged into another, by their ids."""
        self.items: list[Claim] = []
        self._sorting = 0
        self._filter: Input | None = None
        self._inquiry = Inquiry(self)

    def on_mount(self) -> None:
        """Fill the list."""
        self._look(anew=True)

    @property
    def mode(self) -> str:
        """Typing while the filter has the cursor."""
        return "prompt" if self._filtering else "ledger"

    @property
    def asked(self) -> str:
        """The query that the claims shown answer."""
        return self._filter.value.strip() if self._filter is not None else ""

    @property
    def _filtering(self) -> bool:
        # Not `has_focus`, which only comes with a message that keys may overtake.
        return self._filter is not None and self.focused is self._filter

    def claim_here(self) -> Claim | None:
        """The claim under the cursor."""
        return self.items[self._rows.index] if self.items else None

    # What is shown

    def _look(self, stay_on: Collection[str] = (), *, anew: bool = False) -> None:
        """Show what the library holds now, on a claim of some ids, or on one that a mark of them makes.

        Unless `anew`, the claims stay in the order they are in, for whoever goes through them.
        """
        asked, sorting, statuses = self.asked, SORTINGS[self._sorting], self.postil.codebook.statuses
        order = {} if anew else {claim.id: at for at, claim in enumerate(self.items)}
        here = self.claim_here()
        wanted = set(stay_on or ([here.id] if here else ()))

        def look(library: Library) -> tuple[list[Claim], set[str]]:
            claims = sort_claims(library.claims.all(asked), sorting, statuses)
            claims.sort(key=lambda claim: order.get(claim.id, len(order)))
            return claims, wanted | {mark.claim for mark in library.among(stay_on)}

        self._inquiry.start(look, lambda found: self._show(*found))

    def _show(self, claims: list[Claim], stay_on: Collection[str]) -> None:
        self.items = claims
        self.picked = {claim.id: claim for claim in claims if claim.id in self.picked}
        index = next((at for at, claim in enumerate(claims) if claim.id in stay_on), None)
        self._rows.show(len(claims), self._draw, index)
        self.locate()

    def _draw(self, at: int, width: int) -> list[list[Part]]:
        return claim_entry(self.items[at], width, self.picked.keys(), today())

    def sort_next(self) -> None:
        """Sort in the next way."""
        self._sorting = (self._sorting + 1) % len(SORTINGS)
        self._look(anew=True)
        self.say(f"Sorted: {SORTINGS[self._sorting].name}.")

    def pick(self) -> None:
        """Pick the claim under the cursor, or let it go."""
        claim = self.claim_here()
        if claim is not None and self.picked.pop(claim.id, None) is None:
            self.picked[claim.id] = claim
        self._rows.show(len(self.items), self._draw)

    # Keys

    async def press(self, event: events.Key) -> bool:
        """Let keys for the list wait for what it is about to list."""
        if self.mode == "ledger":
            await self._inquiry.settle()
        return await super().press(event)

    async def _catch_up(self) -> None:
        await super()._catch_up()
        await self._inquiry.settle()

    async def start_filter(self) -> None:
        """Put the cursor in the filter."""
        if self._filter is None:
            told = 'Filter claims: words, "exact words", status:disputed, tag:name'
            self._filter = Input(placeholder=told, id="filter", select_on_focus=False)
            await self.mount(self._filter, after=self._rows)
        self._filter.display = True
        self.set_focus(self._filter)

    async def accept(self) -> None:
        """Keep the filter and go back to the list."""
        self.set_focus(self._rows)

    async def cancel(self) -> bool:
        """Drop the filter first, then what is picked."""
        if self._filter is not None and (self._filter.value or self._filtering):
            with self._filter.prevent(Input.Changed):
                self._filter.value = ""
            self._filter.display = False
            self.set_focus(self._rows)
            self._look(anew=True)
        elif self.picked:
            self.picked = {}
            self._rows.show(len(self.items), self._draw)
        else:
            return await super().cancel()
        return True

    def complete(self, step: int) -> None:
        """Move to another of the claims that the filter left."""
        self._rows.move(step)

    # What others do

    def reload(self) -> None:
        """Show what the library holds now, in the same order."""
        if self.is_current:
            self._look()

    def turn_to(self, ids: Collection[str]) -> None:
        """Stand on a claim of those ids, or on one that a mark of them makes."""
        self._look(ids)

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above; at first there is none, and it is being read anyway."""
        if self.is_mounted and self._inquiry.is_settled:
            self._look()

    def on_input_changed(self) -> None:
        """Filter as one types."""
        self._look(anew=True)

    def locate(self) -> None:
        """Say in the status line what the keys do, and where one is."""
        total = len(self.items)
        picked = f"{len(self.picked)} picked  " if self.picked else ""
        place = f"{picked}{self._rows.index + 1}/{counted(total, 'claim')}" if total else ""
        statuses, is_wide = self.postil.codebook.statuses, self.size.width >= _WIDE
        self.status.locate(self._title(), place, tally(self.items, statuses, in_words=is_wide))

    def _title(self) -> str:
        if self.asked:
            from text.query import parse  # noqa: PLC0415 - only who filters pays for its import

            hints = parse(self.asked).hints
            if hints or not self.items:
                return hints[0] if hints else "No claim fits."
        elif not self.items:
            return "No claims yet: read, and file some."
        ways = _MERGE_HINTS if self.picked else _HINTS
        return "Claims: " + self.key_hints(ways)


_WIDE = 112
"""Columns from which there is room to tell in words how the claims stand."""
_HINTS = (
    ("claim.open", "shows"),
    ("claim.next_status", "sets the status"),
    ("claim.edit", "edits"),
    ("claim.filter", "filters"),
    ("app.help", "shows the keys"),
)
_MERGE_HINTS = (("claim.merge", "merges what is picked into the one here"), ("app.cancel", "drops that"))


async def show_ledger(app: Postil) -> LedgerScreen:
    """Go to the ledger: the one that lies under the screens in sight, or else a new one."""
    return await go_to(app, LedgerScreen)
