"""How claims look as entries of a list, and in which orders they are listed; no Textual."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from store.records import AnchorState, Status
from text.when import is_due, told_due
from tui.signs import sign
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from store.claims import Claim
    from store.records import Annotation
    from tui.widgets.rows import Part

_SIGNS: dict[str, str] = {
    Status.UNCHECKED: "○",
    Status.CHECKING: "◐",
    Status.SUPPORTED: "✓",
    Status.DISPUTED: "±",
    Status.REFUTED: "✗",
    Status.UNVERIFIABLE: "?",
}
_STATES = {AnchorState.LOST: "lost", AnchorState.CHANGED: "changed"}
_OTHER_SIGN = "·"
_PICKED = "»"
_LEAD = 4
"""Cells before the words of a claim."""
_NEVER = "9999"
"""After every date."""


def claim_entry(claim: Claim, width: int, picked: AbstractSet[str], today: str) -> list[list[Part]]:
    """Two lines: how it stands and what it says, and what is known of it; `today` is an ISO date."""
    lead = (_PICKED if claim.id in picked else " ") + status_sign(claim.status)
    words: list[Part] = [(fit(lead, _LEAD), "claim-letter"), (fit(claim.statement, width - _LEAD - 1), "")]
    return [words, _facts(claim, width, today)]


def _facts(claim: Claim, width: int, today: str) -> list[Part]:
    told = "  ".join(facts(claim))
    status = f"{claim.status}  "
    when = f"{told_due(claim.due, today)}  " if claim.due else ""
    room = max(0, width - _LEAD - len(status) - len(when) - 1)
    return [
        (" " * _LEAD, ""),
        (status, "key"),
        (when, "match" if is_due(claim.due, today) else "dim"),
        (fit(told, room), "dim"),
    ]


def status_sign(status: str) -> str:
    """A sign for a status; one for all that are of the reader's own."""
    return _SIGNS.get(status, _OTHER_SIGN)


def facts(claim: Claim) -> list[str]:
    """What is known of a claim besides its status and its due date, the weightiest first."""
    told = [
        f"{counted(claim.appearances, 'time')} in {counted(claim.articles, 'article')}",
        f"{claim.supports} for, {claim.contradicts} against" if claim.supports or claim.contradicts else "",
        f"{claim.confidence}% sure" if claim.confidence is not None else "",
        f"since {claim.first_seen[:10]}",
        f"published {claim.first_published[:10]}" if claim.first_published else "",
        f"next: {claim.next_action}" if claim.next_action else "",
        f"note: {' '.join(claim.note.split())}" if claim.note else "",
    ]
    return [fact for fact in told if fact]


def about(claim: Claim, today: str) -> str:
    """What stands over a claim's page: its statement, how it stands, what is known of it, and its note."""
    stands = f"{status_sign(claim.status)} {claim.status}"
    due = told_due(claim.due, today)
    known = [stands, *filter(None, [due]), *facts(replace(claim, note="", next_action=""))]
    following = [f"Next: {claim.next_action}"] if claim.next_action else []
    return "\n".join([claim.statement, "   ".join(known), *following, *filter(None, [claim.note])])


def appearance_entry(mark: Annotation, does: str, width: int) -> list[list[Part]]:
    """Two lines of a mark on a claim's page: its words; what it does to the claim, and where it stands."""
    lost = _STATES.get(mark.anchor_state, "")
    known = [
        lost,
        f"— {mark.speaker}" if mark.speaker else "",
        mark.article_title,
        mark.place,
        f"marked {mark.created[:10]}",
        mark.colour,
        *(f"#{tag}" for tag in mark.tags),
        mark.note,
    ]
    told = " ".join("  ".join(filter(None, known)).split("\n"))
    lead = f"{does}  " if does else ""
    words = " ".join(mark.anchor.exact.split())
    return [
        [(f" {sign(mark.kind).letter}  ", sign(mark.kind).letter_ink), (fit(words, width - _LEAD - 1), "")],
        [(" " * _LEAD, ""), (lead, "key"), (fit(told, max(0, width - _LEAD - len(lead) - 1)), "dim")],
    ]


def today() -> str:
    """The day it is where the reader is, as ISO 8601 has it."""
    return datetime.now().astimezone().date().isoformat()


def counted(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'s' if number != 1 else ''}"


@dataclass(frozen=True, slots=True)
class Sorting:
    """A way to sort claims, by its name; equal ones stay as they come, the oldest first."""

    name: str
    key: Callable[[Claim, Sequence[str]], Any]


SORTINGS = (
    Sorting("by status, oldest first", lambda claim, statuses: _rank(claim.status, statuses)),
    Sorting("due first", lambda claim, _: claim.due or _NEVER),
    Sorting("newest first", lambda claim, _: [-ord(each) for each in claim.first_seen]),
    Sorting("most often made", lambda claim, _: -claim.appearances),
    Sorting("most evidence", lambda claim, _: -claim.supports - claim.contradicts),
    Sorting("least sure", lambda claim, _: -1 if claim.confidence is None else claim.confidence),
)


def sort_claims(claims: Iterable[Claim], sorting: Sorting, statuses: Sequence[str]) -> list[Claim]:
    """The claims in that order; `statuses` is the order of these."""
    return sorted(claims, key=lambda claim: sorting.key(claim, statuses))


def _rank(status: str, statuses: Sequence[str]) -> int:
    return statuses.index(status) if status in statuses else len(statuses)


def next_status(status: str, statuses: Sequence[str], step: int) -> str:
    """The status so many steps after one, round the end; the first for one that is not among them."""
    return statuses[(statuses.index(status) + step) % len(statuses)] if status in statuses else statuses[0]


def tally(claims: Iterable[Claim], statuses: Sequence[str], *, in_words: bool) -> str:
    """How many claims stand how, by the statuses in their order, or in short by their signs."""
    held = Counter(claim.status for claim in claims)
    order = sorted(held, key=lambda status: _rank(status, statuses))
    if in_words:
        return ", ".join(f"{held[status]:,} {status}" for status in order)
    return " ".join(f"{status_sign(status)}{held[status]:,}" for status in order)


def status_letters(statuses: Iterable[str]) -> dict[str, str]:
    """A letter of its own for each status, its first that no earlier one has taken; none if all are."""
    letters: dict[str, str] = {}
    for status in statuses:
        letter = next((each for each in status if each in ascii_lowercase and each not in letters), "")
        if letter:
            letters[letter] = status
    return letters
