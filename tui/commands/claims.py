"""What is done with claims: joining them as one reads, and keeping their ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import NoSuchClaimError
from tui.commands.table import command
from tui.ledger import next_status, status_letters
from tui.widgets.rows import brief

if TYPE_CHECKING:
    from store.claims import Claim, LikeClaim
    from store.library import Library
    from store.records import Annotation
    from tui.keyed import KeyedScreen
    from tui.screens.claim import ClaimScreen
    from tui.screens.claim_editor import ClaimEdit
    from tui.screens.ledger import LedgerScreen
    from tui.screens.reader import ReaderScreen

    Claiming = LedgerScreen | ClaimScreen


@command("app.claims", "The ledger: all claims, how they stand, and what speaks for and against them")
async def show(screen: KeyedScreen, _: int | None) -> None:
    """Go to the ledger."""
    from tui.screens.ledger import show_ledger  # noqa: PLC0415 - not needed for the first frame

    await show_ledger(screen.postil)


# In an article


@command("claim.join", "Join the claim that says nearly the same as the mark here")
async def join(screen: ReaderScreen, count: int | None) -> None:
    """Have the mark here make the claim most like it, or the one of that rank."""
    mark = _making(screen)
    if mark is None:
        return
    found = await screen.joining.like(mark)
    if found:
        await screen.joining.join(mark, found[min(count or 1, len(found)) - 1])
    else:
        screen.say(f"No other claim says nearly the same. {screen.key_hint('claim.choose', 'finds any')}")


@command("claim.choose", "Choose a claim for the mark here: one that says nearly the same, or any")
async def choose(screen: ReaderScreen, _: int | None) -> None:
    """List the claims like the mark here, and let any other be found."""
    from tui.screens.joining import JoiningScreen  # noqa: PLC0415 - not needed for the first frame

    mark = _making(screen)
    if mark is None:
        return
    found = await screen.joining.like(mark)
    every = await screen.postil.seeker.ask(lambda library, _: library.claims.all())
    others = [claim for claim in every if claim.id != mark.claim]
    if not others:
        screen.say("No other claim is there yet.")
        return

    async def chosen(offer: LikeClaim) -> None:
        await screen.joining.join(mark, offer)

    await screen.app.push_screen(JoiningScreen(found, others, chosen))


@command("claim.here", "Show the claim of the mark here")
async def here(screen: ReaderScreen, _: int | None) -> None:
    """Open the page of the claim that the mark here makes."""
    mark = screen.joining.mark_here()
    if mark is None:
        screen.say("No claim is made here.")
        return
    claim_id = mark.claim
    claim = await screen.postil.seeker.ask(lambda library, _: library.claims.one(claim_id))
    await _open(screen, claim)


# In the ledger


@command("claim.open", "Show the claim: where it is made, and what speaks for and against it")
async def open_claim(screen: LedgerScreen, _: int | None) -> None:
    """Open the page of the claim under the cursor."""
    claim = screen.claim_here()
    if claim is not None:
        await _open(screen, claim)


@command("claim.filter", "Filter the claims as you type")
async def filter_claims(screen: LedgerScreen, _: int | None) -> None:
    """Put the cursor in the filter."""
    await screen.start_filter()


@command("claim.sort", "Sort in the next way")
def sort(screen: LedgerScreen, _: int | None) -> None:
    """Sort by something else."""
    screen.sort_next()


@command("claim.pick", "Pick the claim to be merged, or let it go")
def pick(screen: LedgerScreen, _: int | None) -> None:
    """Pick the claim under the cursor, and go to the next one."""
    screen.pick()
    screen.rows.move(1)


@command("claim.merge", "Merge the claims picked into the one here")
async def merge(screen: LedgerScreen, _: int | None) -> None:
    """Make all that is picked appearances of the claim under the cursor."""
    kept = screen.claim_here()
    if kept is None:
        return
    others = [claim_id for claim_id in screen.picked if claim_id != kept.id]
    if not others:
        screen.say(f"Nothing is picked to be merged into this one. {screen.key_hint('claim.pick', 'picks')}")
        return
    merged = await screen.write(lambda library: library.claims.merge(kept.id, others))
    undo = screen.key_hint("app.undo", "undoes")
    screen.say(f"Merged into {brief(merged.statement)}, made {merged.appearances} times now. {undo}")


# A claim, in the ledger or on its page


@command("claim.next_status", "The next status")
async def next_one(screen: Claiming, count: int | None) -> None:
    """Set the status that comes next."""
    await _turn(screen, count or 1)


@command("claim.previous_status", "The status before")
async def previous_one(screen: Claiming, count: int | None) -> None:
    """Set the status that comes before."""
    await _turn(screen, -(count or 1))


def letters_told(screen: Claiming) -> str:
    """The letters that statuses are set by."""
    letters = status_letters(screen.postil.codebook.statuses)
    return ", ".join(f"{letter} {status}" for letter, status in letters.items())


@command("claim.status", "Set the status by its letter", takes_letter=True, letters=letters_told)
async def set_status(screen: Claiming, _: int | None, letter: str) -> None:
    """Set the status of that letter."""
    letters = status_letters(screen.postil.codebook.statuses)
    if letter in letters:
        await _set(screen, letters[letter])
    else:
        screen.say(f"No status has the letter {letter}: {letters_told(screen)}.")


@command("claim.edit", "Edit the claim")
async def edit(screen: Claiming, _: int | None) -> None:
    """Open the claim in its editor."""
    from tui.screens.claim_editor import ClaimEditorScreen  # noqa: PLC0415 - not needed for the first frame

    claim = screen.claim_here()
    if claim is None:
        return

    async def keep(edit: ClaimEdit) -> None:
        await screen.write(edit.apply)
        screen.say(f"Kept. {screen.key_hint('app.undo', 'undoes')}")

    await screen.app.push_screen(ClaimEditorScreen(claim, keep))


# On its page


@command("appearance.open", "Go to the passage")
async def open_passage(screen: ClaimScreen, _: int | None) -> None:
    """Open the article of the mark under the cursor, at its passage."""
    await screen.accept()


@command("appearance.separate", "Part the mark from the claim: it makes one of its own")
async def separate(screen: ClaimScreen, _: int | None) -> None:
    """Have the appearance under the cursor make a claim of its own."""
    told = screen.told_here()
    if told is None or told.does:
        screen.say("No appearance here that could be parted from the claim.")
        return
    mark = told.mark
    await screen.write(lambda library: library.claims.separate(mark.id))
    screen.say(f"Parted: it makes a claim of its own now. {screen.key_hint('app.undo', 'undoes')}")


def _making(screen: ReaderScreen) -> Annotation | None:
    """The mark here that makes a claim; says so where there is none."""
    mark = screen.joining.mark_here()
    if mark is None:
        screen.say(f"No claim is made here. {screen.key_hint('mark.claim', 'files one')}")
    return mark


async def _open(screen: KeyedScreen, claim: Claim) -> None:
    from tui.screens.claim import ClaimScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(ClaimScreen(claim))


async def _turn(screen: Claiming, step: int) -> None:
    claim = screen.claim_here()
    if claim is not None:
        await _set(screen, next_status(claim.status, screen.postil.codebook.statuses, step))


async def _set(screen: Claiming, status: str) -> None:
    claim = screen.claim_here()
    if claim is None:
        return
    claim_id = claim.id

    def put(library: Library) -> int:
        changed = library.claims.set_status([claim_id], status)
        library.claims.one(claim_id)  # which tells one that is gone from one that stands so already
        return changed

    try:
        changed = await screen.write(put)
    except NoSuchClaimError:
        screen.reload()
        screen.say("No mark makes this claim any more.")
        return
    undo = screen.key_hint("app.undo", "undoes")
    screen.say(f"{status.capitalize()}: {brief(claim.statement)}. {undo}" if changed else f"It is {status}.")
