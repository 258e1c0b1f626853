"""A list that keys move in, over the status line: what most screens are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keyed import KeyedScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.widgets.rows import Rows


class ListScreen(KeyedScreen):
    """A screen with one list: `MODE` names its keys, and `OPENS` the command of a double click."""

    MODE: ClassVar[str] = ""
    OPENS: ClassVar[str] = ""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """The list and the status line."""
        yield self._rows
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Let keys act on the list, unless the screen begins elsewhere."""
        if self.focused is None:
            self.set_focus(self._rows)

    @property
    def mode(self) -> str:
        """One mode."""
        return self.MODE

    @property
    def rows(self) -> Rows:
        """The list that keys move in."""
        return self._rows

    def point(self) -> None:
        """Show what belongs to the entry under the cursor."""
        self.locate()

    def on_rows_moved(self) -> None:
        """Follow the cursor."""
        self.point()

    def on_rows_chosen(self) -> None:
        """Open what was chosen with the mouse."""
        if self.OPENS:
            self.postil.typist.put(self.OPENS)
