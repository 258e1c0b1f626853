"""Accepting and leaving the places where one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.commands.table import command

if TYPE_CHECKING:
    from typing import Any

    from tui.screens.form import FormScreen


class Prompting(Protocol):
    """A screen that takes a typed answer."""

    async def accept(self) -> None:
        """Take the answer."""
        ...

    async def leave(self) -> None:
        """Leave without one."""
        ...

    def complete(self, step: int) -> None:
        """Take a suggestion."""
        ...


@command("prompt.accept", "Accept")
async def accept(screen: Prompting, _: int | None) -> None:
    """Take the answer."""
    await screen.accept()


@command("prompt.cancel", "Leave without an answer")
async def cancel(screen: Prompting, _: int | None) -> None:
    """Leave."""
    await screen.leave()


@command("prompt.complete", "Complete what is typed")
def complete(screen: Prompting, _: int | None) -> None:
    """Take the suggestion, or the next one."""
    screen.complete(1)


@command("prompt.previous", "Complete with the suggestion before")
def previous(screen: Prompting, _: int | None) -> None:
    """Take the suggestion before."""
    screen.complete(-1)


@command("editor.save", "Keep the changes")
async def save(screen: FormScreen[Any], _: int | None) -> None:
    """Close the editor and keep what it holds."""
    await screen.save()


@command("editor.next", "Next field")
def next_field(screen: FormScreen[Any], _: int | None) -> None:
    """Go to the next field."""
    screen.move_field(1)


@command("editor.previous", "Previous field")
def previous_field(screen: FormScreen[Any], _: int | None) -> None:
    """Go to the previous field."""
    screen.move_field(-1)


@command("editor.cancel", "Leave without a change")
async def leave(screen: FormScreen[Any], _: int | None) -> None:
    """Close the editor and drop what was typed."""
    await screen.leave()
