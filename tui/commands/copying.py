"""Carrying marks off into other texts, by the clipboard."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from tui.acting import act
from tui.answers import counted
from tui.commands.table import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Annotation
    from tui.app import Postil


class Holder(Protocol):
    """A screen that shows marks."""

    @property
    def mode(self) -> str:
        """The keymap mode in force."""
        ...

    @property
    def postil(self) -> Postil:
        """The app."""
        ...

    def mark_here(self) -> Annotation | None:
        """The mark under the cursor."""
        ...

    async def everything(self) -> list[Annotation]:
        """All marks that it shows."""
        ...

    def say(self, message: str) -> None:
        """Show a message."""
        ...


_PATIENCE_SECONDS = 0.1
"""How long the next key waits, so that a tool that is quick has taken the text before."""


@command("mark.copy", "Copy the mark here as Markdown")
async def copy_mark(screen: Holder, _: int | None) -> None:
    """Put the mark under the cursor on the clipboard, with its article and source."""
    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
    else:
        await _copy(screen, [mark], f"the {mark.kind}")


@command("marks.copy", "Copy all marks of the article, or of the list, as Markdown")
async def copy_all(screen: Holder, _: int | None) -> None:
    """Put all marks on the clipboard, under the titles and sources of their articles."""
    marks = await held(screen)
    if marks:
        await _copy(screen, marks, counted(len(marks)))


async def held(screen: Holder) -> list[Annotation]:
    """All marks of a screen; says so when there are none."""
    marks = await screen.everything()
    if not marks:
        listed = screen.mode in {"results", "query"}
        screen.say("No mark is among the results." if listed else "There are no marks here.")
    return marks


async def _copy(screen: Holder, marks: Sequence[Annotation], told: str) -> None:
    await act(screen.postil, _copied(screen.postil, marks, told), patience=_PATIENCE_SECONDS)


async def _copied(app: Postil, marks: Sequence[Annotation], told: str) -> str:
    from exchange.copies import copied  # noqa: PLC0415 - not needed for the first frame
    from tui.clipboard import copy  # noqa: PLC0415 - the same

    return f"Copied {told} {await copy(app, await asyncio.to_thread(copied, marks))}."
