"""Selecting text with the mouse."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

_WHEEL = 3


class Pointed(Widget):
    """A widget with a cursor and a selection in its text, which the mouse moves too."""

    tail: int | None
    """Where the selection began, or None without one."""

    _dragging = False

    class Selected(Message):
        """The mouse selected some text."""

    @property
    @abstractmethod
    def cursor(self) -> int:
        """The cursor's offset."""

    @abstractmethod
    def offset_at(self, x: int, y: int) -> int | None:
        """What stands in a cell of the widget, or nearest to it; None where there is no text."""

    @abstractmethod
    def move_to(self, offset: int) -> None:
        """Put the cursor on `offset`."""

    @abstractmethod
    def move_lines(self, count: int) -> None:
        """Move the cursor down `count` rows."""

    @abstractmethod
    def select(self, tail: int, head: int) -> None:
        """Select from `tail` to `head`."""

    @abstractmethod
    def unselect(self) -> None:
        """End the selection; the cursor stays."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the pointer, ready to select."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None and event.button == 1:
            self.unselect()
            self._dragging = True
            self.capture_mouse()
            self.move_to(offset)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer."""
        offset = self.offset_at(event.x, event.y) if self._dragging else None
        if offset is not None and offset != self.cursor:
            self.select(self.cursor if self.tail is None else self.tail, offset)

    def on_mouse_up(self) -> None:
        """End the drag; the selection stays."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            self.post_message(self.Selected())

    def on_mouse_scroll_down(self) -> None:
        """Move down with the wheel."""
        self.move_lines(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Move up with the wheel."""
        self.move_lines(-_WHEEL)
