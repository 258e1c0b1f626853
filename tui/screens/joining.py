"""A list of claims to choose the one to join from: those that say nearly the same, or by words any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.claims import LikeClaim
from text.fold import fold
from tui.ledger import counted, status_sign
from tui.screens.picker import PickerScreen
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from store.claims import Claim
    from tui.widgets.rows import Part

_LIKE, _MADE = 5, 20


class JoiningScreen(PickerScreen[LikeClaim]):
    """The claims like one, and all others by what is typed; accepting one joins it."""

    PLACEHOLDER = "Find any claim to join"

    def __init__(
        self,
        known: Sequence[LikeClaim],
        others: Iterable[Claim],
        join: Callable[[LikeClaim], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._known = known
        like = {each.claim.id for each in known}
        self._all = [*known, *(LikeClaim(claim, 0.0) for claim in others if claim.id not in like)]
        self._folded = [fold(each.claim.statement) for each in self._all]
        self._join = join

    def find(self, wanted: str) -> list[LikeClaim]:
        """The claims that are like it; when words are typed, any that holds them all."""
        words = fold(wanted).split()
        if not words:
            return list(self._known)
        both = zip(self._all, self._folded, strict=True)
        return [each for each, folded in both if all(word in folded for word in words)]

    def draw(self, item: LikeClaim, width: int) -> list[list[Part]]:
        """How much it is like it, what it says, and how often it is made."""
        claim = item.claim
        made = f"{claim.status}, {counted(claim.appearances, 'time')}"
        room = max(1, width - _LIKE - _MADE - 5)
        return [
            [
                (f" {status_sign(claim.status)} ", "claim-letter"),
                (fit(f"{item.score:.0f}%" if item.score else "", _LIKE), "dim"),
                (fit(claim.statement, room), ""),
                (fit(made, _MADE, right=True) + " ", "dim"),
            ]
        ]

    def place(self) -> tuple[str, str]:
        """What these are, and what the keys do."""
        typed = bool(self.input.value.strip())
        if not self.items:
            return (
                "No claim holds that." if typed else "None says nearly the same: type to find any claim.",
                "",
            )
        ways = (self.key_hint("list.down", "moves on"), self.key_hint("prompt.accept", "joins"))
        told = ", ".join(filter(None, (*ways, "" if typed else "type to find any claim")))
        return f"{'Claims' if typed else 'Nearly the same'}: {told}", str(len(self.items))

    async def accept(self) -> None:
        """Close, and join; where nothing is listed, say so."""
        chosen = self.current
        if chosen is None:
            self.say(f"Nothing here to join. {self.key_hint('prompt.cancel', 'leaves')}")
            return
        await self.leave()
        await self._join(chosen)
