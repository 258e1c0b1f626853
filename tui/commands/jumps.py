"""Going back to places that were left, and to bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import jumps
from tui.commands.table import command

if TYPE_CHECKING:
    from collections.abc import Callable

    from text.jumps import Jumps
    from tui.screens.reader import ReaderScreen
    from tui.session import Spot

    Step = Callable[[Jumps[Spot], Spot], tuple[Jumps[Spot], Spot | None]]


@command("jump.back", "Back to where you jumped from")
async def back(screen: ReaderScreen, count: int | None) -> None:
    """Go back by so many jumps, into another article if it was there."""
    await _walk(screen, jumps.back, count or 1)


@command("jump.forward", "Forward again, after going back")
async def forward(screen: ReaderScreen, count: int | None) -> None:
    """Go forward by so many jumps."""
    await _walk(screen, jumps.forward, count or 1)


@command("jump.last", "To and fro between the last two places")
async def last(screen: ReaderScreen, _: int | None) -> None:
    """Go to where the last jump began, which is a jump itself."""
    spot = jumps.back(_left(screen), screen.journey.here)[1]
    if spot is None:
        screen.say("You have not jumped yet.")
        return
    screen.journey.leave()
    await screen.journey.travel_to(spot)


@command("bookmark.set", "Set a bookmark", takes_letter=True)
async def set_bookmark(screen: ReaderScreen, _: int | None, letter: str) -> None:
    """Remember the cursor's place under a letter; it is kept in the library."""
    article, place = screen.article.id, screen.page.cursor
    await screen.write(lambda library: library.set_bookmark(article, letter, place))
    screen.say(f"Bookmark {letter} is here.")


@command("bookmark.go", "Go to a bookmark", takes_letter=True)
def go(screen: ReaderScreen, _: int | None, letter: str) -> None:
    """Go to the place remembered under a letter."""
    place = screen.article.bookmarks.get(letter)
    if place is None:
        screen.say(f"There is no bookmark {letter} here. {screen.key_hint('bookmark.set', 'sets one')}")
    else:
        screen.journey.jump_to(place)


async def _walk(screen: ReaderScreen, step: Step, count: int) -> None:
    here = spot = screen.journey.here
    left = _left(screen)
    for _ in range(count):
        turned, place = step(left, spot)
        if place is None:
            break
        left, spot = turned, place
    if spot == here:
        screen.say("You have not jumped from anywhere further.")
    else:
        session = screen.postil.session
        await screen.journey.travel_to(spot)
        session.jumps = left


def _left(screen: ReaderScreen) -> Jumps[Spot]:
    """The places left, but for those in articles that were removed since."""
    return jumps.only(screen.postil.session.jumps, screen.journey.is_there)
