"""A list of claims to choose the one to join from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.claims import LikeClaim
from text.fold import fold
from tui.ledger import counted, status_sign
from tui.screens.picker import PickerScreen
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from tui.widgets.rows import Part

_LIKE, _MADE = 5, 20


class JoiningScreen(PickerScreen[LikeClaim]):
    """The claims like one; accepting one joins it."""

    PLACEHOLDER = "Join a claim that says the same"

    def __init__(self, known: Sequence[LikeClaim], join: Callable[[LikeClaim], Awaitable[None]]) -> None:
        super().__init__()
        self._known = known
        self._join = join

    def find(self, wanted: str) -> list[LikeClaim]:
        """The claims that hold every word typed."""
        words = fold(wanted).split()
        return [each for each in self._known if all(word in fold(each.claim.statement) for word in words)]

    def draw(self, item: LikeClaim, width: int) -> list[list[Part]]:
        """How much it is like it, what it says, and how often it is made."""
        claim = item.claim
        made = f"{claim.status}, {counted(claim.appearances, 'time')}"
        room = max(1, width - _LIKE - _MADE - 5)
        return [
            [
                (f" {status_sign(claim.status)} ", "claim-letter"),
                (fit(f"{item.score:.0f}%", _LIKE), "dim"),
                (fit(claim.statement, room), ""),
                (fit(made, _MADE, right=True) + " ", "dim"),
            ]
        ]

    def place(self) -> tuple[str, str]:
        """What this is."""
        title = "Claims that say nearly the same" if self.items else "None of them holds that."
        return title, str(len(self.items))

    async def accept(self) -> None:
        """Close, and join."""
        chosen = self.current
        await self.leave()
        if chosen is not None:
            await self._join(chosen)
