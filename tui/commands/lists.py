"""Moving in a list, whichever screen shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.commands.table import command

if TYPE_CHECKING:
    from tui.widgets.rows import Rows


class Listing(Protocol):
    """A screen with a list that the keys move in."""

    @property
    def rows(self) -> Rows:
        """The list."""
        ...


@command("list.down", "Next entry")
def down(screen: Listing, count: int | None) -> None:
    """Move down."""
    screen.rows.move(count or 1)


@command("list.up", "Previous entry")
def up(screen: Listing, count: int | None) -> None:
    """Move up."""
    screen.rows.move(-(count or 1))


@command("list.page_down", "A page down the list")
def page_down(screen: Listing, count: int | None) -> None:
    """Move down by what the list shows."""
    screen.rows.move((count or 1) * screen.rows.page)


@command("list.page_up", "A page up the list")
def page_up(screen: Listing, count: int | None) -> None:
    """Move up by what the list shows."""
    screen.rows.move(-(count or 1) * screen.rows.page)


@command("list.half_down", "Half a page down the list")
def half_down(screen: Listing, count: int | None) -> None:
    """Move down by half of what the list shows."""
    screen.rows.move((count or 1) * max(1, screen.rows.page // 2))


@command("list.half_up", "Half a page up the list")
def half_up(screen: Listing, count: int | None) -> None:
    """Move up by half of what the list shows."""
    screen.rows.move(-(count or 1) * max(1, screen.rows.page // 2))


@command("list.first", "First entry, or the one counted")
def first(screen: Listing, count: int | None) -> None:
    """Move to the top, or to the entry of that number."""
    screen.rows.move_to((count or 1) - 1)


@command("list.last", "Last entry, or the one counted")
def last(screen: Listing, count: int | None) -> None:
    """Move to the end, or to the entry of that number."""
    screen.rows.move_to(count - 1 if count else len(screen.rows) - 1)
