"""The table of commands.

A command is a function of a screen and a count, entered here under the name that the keymaps use.
Keys, palette, help and the generated reference all read this table.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

Run: TypeAlias = Callable[..., Awaitable[None] | None]
F = TypeVar("F", bound=Run)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name in the keymaps, and what it does in a few words.

    `run` takes the screen and the count typed before its keys (None when there was none); where the
    command `takes_letter`, also the letter that ended them; `letters` tells which there are on a screen.
    """

    name: str
    title: str
    run: Run
    takes_letter: bool = False
    letters: Callable[..., str] | None = None


_TABLE: dict[str, Command] = {}


def command(
    name: str, title: str, *, takes_letter: bool = False, letters: Callable[..., str] | None = None
) -> Callable[[F], F]:
    """Enter a function in the table."""

    def enter(run: F) -> F:
        _TABLE[name] = Command(name, title, run, takes_letter, letters)
        return run

    return enter


def commands() -> dict[str, Command]:
    """Every command by its name, in the order of their modules."""
    from tui.commands import (  # noqa: F401, PLC0415 - they enter themselves in the table they import
        app,
        articles,
        claims,
        copying,
        cursor,
        exporting,
        hints,
        jumps,
        library,
        lists,
        marks,
        prompt,
        relations,
        repeats,
        results,
        search,
        searches,
        speakers,
        stats,
        suggestions,
        visual,
    )

    return _TABLE
