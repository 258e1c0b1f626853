"""A line to type in with a list under it: the shape of search, palette and help."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.widgets import Input

from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

Item = TypeVar("Item")


class NarrowedScreen(ListScreen, Generic[Item]):
    """A line that is typed in, and the list of what answers it."""

    def __init__(self, line: Input, rows: Rows) -> None:
        super().__init__(rows)
        self.items: list[Item] = []
        self.input = line

    def on_mount(self) -> None:
        """Begin with everything there is."""
        self.set_focus(self.input)
        self.narrow()

    @property
    def current(self) -> Item | None:
        """The entry under the cursor."""
        return self.items[self._rows.index] if self.items else None

    @abstractmethod
    def narrow(self) -> None:
        """List the entries for what is typed."""

    @abstractmethod
    async def accept(self) -> None:
        """Act on the current entry."""

    def on_input_changed(self) -> None:
        """Narrow as one types."""
        self.narrow()


class PickerScreen(NarrowedScreen[Item]):
    """Type to narrow a list, move in it, accept an entry, which closes it."""

    MODE = "prompt"
    OPENS = "prompt.accept"
    PLACEHOLDER = ""
    ENTRY_HEIGHT = 1

    def __init__(self) -> None:
        line = Input(placeholder=self.PLACEHOLDER, select_on_focus=False)
        super().__init__(line, Rows(height=self.ENTRY_HEIGHT))
        self._rows.can_focus = False

    def compose(self) -> ComposeResult:
        """The line, the list, the status line."""
        yield self.input
        yield self._rows
        yield self.status
        yield self.small

    @abstractmethod
    def find(self, wanted: str) -> list[Item]:
        """The entries for what is typed, best first."""

    @abstractmethod
    def draw(self, item: Item, width: int) -> list[list[tuple[str, str]]]:
        """One entry's lines."""

    def narrow(self) -> None:
        """List the entries for what is typed."""
        self.items = self.find(self.input.value)
        self._rows.show(len(self.items), lambda at, width: self.draw(self.items[at], width), 0)
        self.status.locate(*self.place())

    def place(self) -> tuple[str, str]:
        """What the status line says: a title, and how many entries there are."""
        return "", str(len(self.items))

    def complete(self, step: int) -> None:
        """Move to another entry."""
        self._rows.move(step)
