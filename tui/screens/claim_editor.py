"""The claim editor: statement, status, confidence, next action, due date and note of one claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from textual.widgets import Input

from text.when import day
from tui.ledger import facts
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.widget import Widget

    from store.claims import Claim
    from store.library import Library

T = TypeVar("T")

_SURE = ("0", "25", "50", "75", "90", "100")
_MOST = 100
_DAYS = (0, 1, 7, 14, 30)
"""How far from today the due dates are that are suggested."""


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """What a claim is to become; None leaves a field as it is, and a confidence of -1 takes it back."""

    claim_id: str
    statement: str | None = None
    status: str | None = None
    confidence: int | None = None
    next_action: str | None = None
    due: str | None = None
    note: str | None = None

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self != ClaimEdit(self.claim_id)

    def apply(self, library: Library) -> Claim:
        """Make the change in the library."""
        return library.claims.edit(
            self.claim_id,
            statement=self.statement,
            status=self.status,
            confidence=self.confidence,
            next_action=self.next_action,
            due=self.due,
            note=self.note,
        )


class ClaimEditorScreen(FormScreen[ClaimEdit]):
    """A claim's form."""

    def __init__(self, claim: Claim, then: Callable[[ClaimEdit], Awaitable[None]]) -> None:
        self._claim = claim
        sure = "" if claim.confidence is None else str(claim.confidence)
        fields = {
            "statement": Input(claim.statement, id="statement", select_on_focus=False),
            "status": Input(claim.status, id="status"),
            "confidence": Input(sure, id="confidence", placeholder="in percent"),
            "next-action": Input(claim.next_action, id="next-action", select_on_focus=False),
            "due": Input(claim.due, id="due", placeholder="e.g. 2026-03-05, tomorrow, 3d, 2w"),
        }
        super().__init__(", ".join(facts(replace(claim, note=""))), claim.note, fields, then)

    @property
    def ring(self) -> Sequence[Widget]:
        """The note last."""
        return [*self.fields.values(), self.note]

    async def known(self, name: str) -> Sequence[str]:
        """What can be chosen from."""
        days = [(_today() + timedelta(days=days)).isoformat() for days in _DAYS]
        return {"status": self.postil.codebook.statuses, "confidence": _SURE, "due": days}.get(name, ())

    def wrong(self) -> str:
        """What is wrong with the statement, the status, the confidence or the date."""
        if not self._held("statement"):
            return "A claim states something: the statement cannot be empty."
        if self._held("status").casefold() not in {self._claim.status, *self.postil.codebook.statuses}:
            return f"“{self._held('status')}” is no status: take one of those suggested."
        sure = self._held("confidence").removesuffix("%")
        if sure and not (sure.isdecimal() and sure.isascii() and int(sure) <= _MOST):
            return f"“{sure}” is no confidence: it is a number of percent, 0 to 100, or nothing."
        if self._held("due") and not day(self._held("due"), _today()):
            return f"“{self._held('due')}” is no date: write 2026-03-05, tomorrow, 3d or 2w."
        return ""

    def edit(self) -> ClaimEdit:
        """What the claim is to become."""
        claim, sure = self._claim, self._held("confidence").removesuffix("%")
        percent = int(sure) if sure.isdecimal() and sure.isascii() else -1
        return ClaimEdit(
            claim.id,
            statement=_new(claim.statement, self._held("statement")),
            status=_new(claim.status, self._held("status").casefold()),
            confidence=_new(-1 if claim.confidence is None else claim.confidence, percent),
            next_action=_new(claim.next_action, self._held("next-action")),
            due=_new(claim.due, day(self._held("due"), _today()) or self._held("due")),
            note=_new(claim.note, self.note.text),
        )

    def _held(self, name: str) -> str:
        return self.fields[name].value.strip()


def _new(known: T, held: T) -> T | None:
    """What a field holds if that is news."""
    return held if held != known else None


def _today() -> date:
    return datetime.now().astimezone().date()
