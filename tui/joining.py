"""Joining: the claims that say nearly the same as one just filed, offered while one reads on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.errors import StoreError
from tui.ledger import counted
from tui.widgets.rows import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.worker import Worker

    from store.claims import LikeClaim
    from store.library import Library
    from store.records import Annotation
    from tui.screens.reader import ReaderScreen

GROUP = "like"
"""The group of the worker that looks for claims."""
_OFFERED = 9
_BRIEF, _BESIDE = 20, 64
"""Cells that the claim offered has at least, and those of what stands beside it in its line."""


class Joining:
    """What a reader's page offers to join."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._offered: tuple[str, Sequence[LikeClaim]] = ("", ())
        """The id of the mark that was looked for, and the claims like it."""

    def look(self, mark: Annotation) -> None:
        """Look for the claims like the one a mark makes; offer them in the line that tells of its filing."""
        look = partial(self._look, mark, self._screen.status.message)
        _: Worker[None] = self._screen.run_worker(look, group=GROUP, exclusive=True)

    async def like(self, mark: Annotation) -> Sequence[LikeClaim]:
        """The claims like what a mark says, best first; those just offered, if the mark was just filed."""
        if self._offered[0] != mark.id or self._screen.latest != mark.id:
            found = await self._screen.postil.seeker.ask(lambda library, _: like(library, mark))
            self._offered = mark.id, found
        return self._offered[1]

    def mark_here(self) -> Annotation | None:
        """The mark here that makes a claim: the one that keys act on, or the narrowest of the sentence."""
        here = self._screen.mark_here()
        beside = [] if self._screen.panel.on else self._screen.page.marks_at(self._screen.page.sentence)
        claims = [mark for mark in (here, *beside) if mark is not None and mark.claim]
        return here if here in claims else min(claims, key=lambda mark: len(mark.span), default=None)

    async def join(self, mark: Annotation, offer: LikeClaim) -> None:
        """Have a mark make a claim that is there already, as one change."""
        screen, self._offered = self._screen, ("", ())
        claim = await screen.write(lambda library: library.claims.join([mark.id], offer.claim.id))
        times = counted(claim.appearances, "time")
        undo, shows = screen.key_hint("app.undo", "undoes"), screen.key_hint("claim.here", "shows it")
        screen.say(f"Joined: {brief(claim.statement)}, made {times} now. {shows}, {undo}")

    async def _look(self, mark: Annotation, filed: str) -> None:
        self._offered = "", ()
        try:
            found = await self.like(mark)
        except StoreError as error:
            self._screen.say(str(error))
            return
        if found and self._screen.status.message == filed:
            self._screen.say(self._told(found))

    def _told(self, found: Sequence[LikeClaim]) -> str:
        screen, claim = self._screen, found[0].claim
        words = brief(claim.statement, max(_BRIEF, screen.size.width - _BESIDE))
        joins = screen.key_hint("claim.join", f"joins {words} ({counted(claim.appearances, 'time')})")
        others = screen.key_hint("claim.choose", "lists")
        undo = screen.key_hint("app.undo", "undoes")
        return ", ".join(filter(None, (joins, others, undo)))


def like(library: Library, mark: Annotation) -> list[LikeClaim]:
    """The claims like what a mark says, without the one that it makes."""
    found = library.claims.like(mark.anchor.exact, _OFFERED + 1)
    return [each for each in found if each.claim.id != mark.claim][:_OFFERED]
