"""The line at the foot of every screen: what happened, what is pending, where one is."""

from __future__ import annotations

from textual.content import Content

from text.graphemes import cells
from tui.widgets.laid import Laid
from tui.widgets.rows import fit

_TITLE_ROOM = 30
"""Cells that the title keeps before what is said aside is left out."""


class Status(Laid):
    """One row: a message or a title on the left, pending keys and the position on the right.

    A question that is too long beside the position takes its place.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._message = ""
        self._is_question = False
        self._pending = ""
        self._carried = ""
        self._place = ""
        self._aside = ""

    def say(self, message: str, *, is_question: bool = False) -> None:
        """Show a message until the next key; of a question, all there is room for."""
        self._is_question = is_question
        self._set(message=message)

    def locate(self, title: str, place: str, aside: str = "") -> None:
        """Say where the reader is; what is said aside is left out where there is no room."""
        self._set(title=title, place=place, aside=aside)

    def wait_for(self, keys: str) -> None:
        """Show keys that wait for more."""
        self._set(pending=keys)

    def carry(self, what: str) -> None:
        """Show in a word what is begun and not yet done."""
        self._set(carried=what)

    @property
    def message(self) -> str:
        """What it says now."""
        return self._message

    @property
    def room(self) -> int:
        """The cells that a question has."""
        return self._beside(_row(self._pending, self._carried))

    def render(self) -> Content:
        """The line."""
        right = _row(self._pending, self._carried, self._place, self._aside)
        if self._aside and cells(right) > self.size.width - _TITLE_ROOM:
            right = _row(self._pending, self._carried, self._place)
        if self._is_question and cells(self._message) > self._beside(right):
            right = _row(self._pending, self._carried)
        return Content(f" {fit(self._message or self._title, self._beside(right))}  {right} ")

    def _beside(self, right: str) -> int:
        return max(0, self.size.width - cells(right) - 4)

    def _set(self, **parts: str) -> None:
        changed = {name: part for name, part in parts.items() if getattr(self, f"_{name}") != part}
        for name, part in changed.items():
            setattr(self, f"_{name}", part)
        if changed:
            self.refresh()


def _row(*parts: str) -> str:
    return "  ".join(filter(None, parts))
