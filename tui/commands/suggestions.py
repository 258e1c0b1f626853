"""The quotes that an article offers: going from one to the next, filing and dismissing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import AnchorState, Kind
from tui.commands.table import command

if TYPE_CHECKING:
    from text.suggestions import Suggestion
    from tui.screens.reader import ReaderScreen


@command("suggestion.next", "Next suggested quote")
def next_quote(screen: ReaderScreen, count: int | None) -> None:
    """Go to the next quote that is offered, and ask about it."""
    _step(screen, count or 1, direct=True)


@command("suggestion.previous", "Previous suggested quote")
def previous_quote(screen: ReaderScreen, count: int | None) -> None:
    """Go to the one before."""
    _step(screen, -(count or 1), direct=True)


@command("suggestion.next_report", "Next suggested quote of reported speech")
def next_report(screen: ReaderScreen, count: int | None) -> None:
    """Go to what is next told in the writer's words, which the gutter is silent about."""
    _step(screen, count or 1, direct=False)


@command("suggestion.previous_report", "Previous suggested quote of reported speech")
def previous_report(screen: ReaderScreen, count: int | None) -> None:
    """Go to the one before."""
    _step(screen, -(count or 1), direct=False)


@command("suggestion.accept", "File the suggested quote here, or the next one")
async def accept(screen: ReaderScreen, count: int | None) -> None:
    """File the quote that is lit, or so many from the cursor on."""
    chosen = _chosen(screen, count)
    if chosen:
        await _file(screen, chosen)


@command("suggestion.accept_all", "File all suggested quotes in sight")
async def accept_all(screen: ReaderScreen, _: int | None) -> None:
    """File whatever is marked as a suggestion on the page, in one change."""
    chosen = screen.suggester.in_sight()
    if chosen:
        await _file(screen, chosen)
    else:
        screen.say(_none(screen, "No suggested quote is in sight."))


@command("suggestion.dismiss", "Dismiss the suggested quote here, or the next one")
async def dismiss(screen: ReaderScreen, count: int | None) -> None:
    """Offer the quote that is lit, or so many from the cursor on, never again."""
    chosen = _chosen(screen, count)
    if not chosen:
        return
    article, keys = screen.article.id, [each.key for each in chosen]
    await screen.write(lambda library: library.dismiss(article, keys))
    what = "the suggestion" if len(keys) == 1 else f"{len(keys)} suggestions"
    screen.say(f"Dismissed {what}. {screen.key_hint('app.undo', 'undoes')}")


def _step(screen: ReaderScreen, count: int, *, direct: bool) -> None:
    found = screen.suggester.step(count, direct=direct)
    if found is None:
        what = "suggested quote" if direct else "reported speech"
        screen.say(_none(screen, f"No further {what} that way."))
    else:
        screen.say(_question(screen, found))


def _chosen(screen: ReaderScreen, count: int | None) -> list[Suggestion]:
    """Those that are meant; none, but the way to it, where the next one is out of sight."""
    found = screen.suggester.here(count or 1)
    if not found:
        screen.say(_none(screen, "No suggested quote from here on."))
    elif count is None and not found[0].quote.span.overlaps(screen.page.in_sight):
        screen.suggester.stand_on(found[0])
        screen.say(_question(screen, found[0]))
        return []
    return found


async def _file(screen: ReaderScreen, chosen: list[Suggestion]) -> None:
    """File quotes as one change, each part of one that its speaker's tag splits as a mark of its own."""
    from store.marking import MarkDraft  # noqa: PLC0415 - the first frame needs none of what writes

    article = screen.article
    drafts = [
        MarkDraft(part, Kind.QUOTE, speaker=each.quote.speaker, revision=article.revision)
        for each in chosen
        for part in screen.suggester.parts(each)
    ]
    last = sum(len(screen.suggester.parts(each)) for each in chosen[:-1])
    screen.page.lit = ()
    made = await screen.write(lambda library: library.annotate_all(article.id, drafts))
    filed = made[last]
    if filed.anchor_state is not AnchorState.LOST and screen.page.cursor != filed.span.start:
        screen.page.move_to(filed.span.start)
    screen.latest = filed.id
    what = f"a quote{_by(chosen[0])}" if len(chosen) == 1 else f"{len(chosen)} quotes"
    parts = f" in {len(made)} parts" if len(made) > len(chosen) == 1 else ""
    edits = screen.key_hint("mark.edit", "edits it") if len(made) == 1 else ""
    screen.say(f"Filed {what}{parts}. {_listed(edits, screen.key_hint('app.undo', 'undoes'))}")


def _question(screen: ReaderScreen, suggestion: Suggestion) -> str:
    what = "Quote" if suggestion.is_direct else "Reported speech"
    files = screen.key_hint("suggestion.accept", "files it")
    dismisses = screen.key_hint("suggestion.dismiss", "dismisses it")
    return f"{what}{_by(suggestion)}? {_listed(files, dismisses)}"


def _listed(*hints: str) -> str:
    return ", ".join(filter(None, hints))


def _by(suggestion: Suggestion) -> str:
    return f" by {suggestion.quote.speaker}" if suggestion.quote.speaker else ""


def _none(screen: ReaderScreen, message: str) -> str:
    return "Still looking for quotes in this article." if screen.suggester.is_looking else message
