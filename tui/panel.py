"""The panel: the marks of the open article as a list, beside its page or over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import AnchorState
from tui.entries import mark_entry
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from store.records import Annotation
    from tui.screens.reader import ReaderScreen

_ENTRY_HEIGHT = 3
_OPEN = "-panel"


class Panel:
    """A reader's marks as a list, which leads to where they stand."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._listed: tuple[Annotation, ...] = ()
        self.rows = Rows(height=_ENTRY_HEIGHT, id="panel")

    @property
    def open(self) -> bool:
        """Whether it is in sight."""
        return self._screen.has_class(_OPEN)

    @property
    def on(self) -> bool:
        """Whether the keys move in it."""
        return self._screen.focused is self.rows

    @property
    def mark(self) -> Annotation | None:
        """The mark it stands on."""
        return self._listed[self.rows.index] if self._listed else None

    def show(self, listed: tuple[Annotation, ...]) -> None:
        """List these marks, standing on the same one as before if it is among them."""
        stood = self.mark.id if self.mark is not None else None
        self._listed = listed
        self._stand(next((at for at, mark in enumerate(listed) if mark.id == stood), None))

    def toggle(self) -> None:
        """Open it on the mark nearest to the cursor and go there, or close it."""
        if self.open:
            self._close()
        else:
            self._screen.journey.leave()
            self._screen.add_class(_OPEN)
            self._screen.set_focus(self.rows)
            self._stand(self._nearest())

    def jump(self) -> None:
        """Go to its mark in the text; it stays if it has room of its own."""
        mark = self.mark
        self.point()
        if mark is not None and mark.anchor_state is not AnchorState.LOST:
            self._screen.latest = mark.id
        if self._screen.has_class("-wide"):
            self._screen.set_focus(self._screen.page)
        else:
            self._close()

    def point(self) -> None:
        """Show in the text the mark it stands on."""
        mark = self.mark
        if mark is not None and mark.anchor_state is not AnchorState.LOST:
            self._screen.page.move_to(mark.span.start)

    def _close(self) -> None:
        self._screen.remove_class(_OPEN)
        self._screen.set_focus(self._screen.page)

    def _stand(self, index: int | None) -> None:
        self.rows.show(len(self._listed), self._entry, index)

    def _entry(self, at: int, width: int) -> list[list[tuple[str, str]]]:
        return mark_entry(self._listed[at], width)

    def _nearest(self) -> int:
        """The index of the first mark that ends beyond the cursor."""
        cursor = self._screen.page.cursor
        ahead = (at for at, mark in enumerate(self._listed) if mark.anchor.end > cursor)
        return next(ahead, max(0, len(self._listed) - 1))
