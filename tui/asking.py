"""Questions: what is typed into a prompt, and what is done only after a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.acting import act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App

    from tui.app import Postil


class Asking(Protocol):
    """A screen that asks whether to do something; the next key answers."""

    question: Callable[[], Awaitable[None]] | None

    @property
    def app(self) -> App[object]:
        """Textual's word for it."""
        ...

    @property
    def postil(self) -> Postil:
        """The app."""
        ...

    def say(self, message: str, *, is_question: bool = False) -> None:
        """Show a message."""
        ...


async def ask(
    screen: Asking,
    question: str,
    known: Sequence[str],
    put: Callable[[str], Awaitable[None]],
    *,
    answer: str = "",
) -> None:
    """Ask for something to be typed; the answer may be there already."""
    from tui.screens.prompt import PromptScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(PromptScreen(question, known, put, answer=answer))


def confirm_first(screen: Asking, question: str, does: str, doing: Callable[[], Awaitable[str]]) -> None:
    """Ask whether to act; what comes of it is said when it is done."""

    async def confirmed() -> None:
        await act(screen.postil, doing())

    screen.say(f"{question} {yes(screen)} {does}.", is_question=True)
    screen.question = confirmed


def yes(screen: Asking) -> str:
    """The keys that say yes."""
    return " or ".join(screen.postil.keymap.keys_for("confirm", "confirm.yes"))
