"""Going to what other articles tell in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.table import command
from tui.session import Spot

if TYPE_CHECKING:
    from store.repeats import Repeat
    from tui.screens.reader import ReaderScreen
    from tui.screens.repeats import RepeatsScreen


@command("article.repeats", "Show what other articles repeat of this one")
async def repeats(screen: ReaderScreen, _: int | None) -> None:
    """List the passages that the article shares with others, from the one at the cursor."""
    from tui.screens.repeats import RepeatsScreen  # noqa: PLC0415 - not needed for the first frame

    async def go(chosen: Repeat) -> None:
        screen.journey.leave()
        other = chosen.other
        await screen.journey.travel_to(Spot(other.id, chosen.other_span.start, other.revision))
        screen.say(f"{other.title}. {screen.key_hint('jump.back', 'goes back')}")

    await screen.app.push_screen(RepeatsScreen(screen.article, screen.page.cursor, go))


@command("repeats.open", "Read the other telling")
async def open_repeat(screen: RepeatsScreen, _: int | None) -> None:
    """Go to the passage in the other article."""
    await screen.accept()
