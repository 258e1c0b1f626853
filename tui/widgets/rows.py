"""A list of any length that paints only what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from text.graphemes import cells
from tui.inks import inkwell

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from tui.inks import Inkwell

Part = tuple[str, str]
"""Some text and the name of its ink ("" for the plain one)."""

Draw: TypeAlias = "Callable[[int, int], list[list[Part]]]"
"""From an entry's index and the width of the list to the entry's lines."""


class Rows(Widget, can_focus=True):
    """A virtual list: `draw(index, width)` answers the lines of one entry, each as parts."""

    ALLOW_SELECT = False

    class Moved(Message):
        """Another entry became the current one."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> Rows:
            """The list that moved."""
            return self.rows

    class Chosen(Message):
        """An entry was chosen with the mouse."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self, *, height: int = 1, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.entry_height = height
        self.index = 0
        self._count = 0
        self._top = 0
        self._sized = False
        """Whether its height is known, and with that which entries stand round the one it began on."""
        self._draw: Draw | None = None
        self._drawn: dict[int, list[Strip]] = {}
        self._inks: Inkwell | None = None

    def __len__(self) -> int:
        return self._count

    def show(self, count: int, draw: Draw, index: int | None = None) -> None:
        """List `count` entries, standing on `index` (by default where it stood)."""
        self._count, self._draw = count, draw
        self._drawn.clear()
        self.index = max(0, min(self.index if index is None else index, count - 1))
        self._settle()

    @property
    def page(self) -> int:
        """How many entries are in sight."""
        return max(1, self.size.height // self.entry_height)

    def move(self, count: int) -> None:
        """Move by `count` entries."""
        self.move_to(self.index + count)

    def move_to(self, index: int) -> None:
        """Stand on an entry, or on the nearest there is."""
        index = max(0, min(index, self._count - 1))
        if index != self.index:
            self._drawn.pop(self.index, None)
            self._drawn.pop(index, None)
            self.index = index
            self._settle()
            self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        """Draw anew."""
        self._drawn.clear()
        if not self._sized:
            self._sized, self._top = True, self.index - self.page // 2
        self._settle()

    def on_focus(self) -> None:
        """Draw the current entry as the one that keys act on."""
        self._drawn.pop(self.index, None)

    def on_blur(self) -> None:
        """Draw the current entry as one that keys do not act on."""
        self._drawn.pop(self.index, None)

    def on_click(self, event: events.Click) -> None:
        """Stand on the entry under the pointer; a second click chooses it."""
        index = self._top + event.y // self.entry_height
        if index < self._count:
            self.move_to(index)
            if event.chain > 1:
                self.post_message(self.Chosen(self))

    def on_mouse_scroll_down(self) -> None:
        """Move down with the wheel."""
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        """Move up with the wheel."""
        self.move(-1)

    def notify_style_update(self) -> None:
        """Forget everything drawn in the old style."""
        super().notify_style_update()
        self._drawn.clear()
        self._inks = None

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        index = self._top + y // self.entry_height
        if index >= self._count or self._draw is None:
            return self._blank()
        strips = self._drawn.get(index)
        if strips is None:
            strips = self._drawn[index] = self._paint(index)
        line = y % self.entry_height
        return strips[line] if line < len(strips) else self._blank()

    def _blank(self) -> Strip:
        # Of the inkwell's ground, for Textual works its own style out anew for every line.
        well = self._inks = self._inks or inkwell(self)
        return Strip.blank(self.size.width, well.ground)

    def _settle(self) -> None:
        page = self.page
        if abs(self.index - self._top) > 2 * page:  # a leap: what stands round it is seen at once
            self._top = self.index - page // 2
        self._top = max(0, min(self._top, self.index, self._count - page), self.index - page + 1)
        if len(self._drawn) > 4 * page:
            self._drawn.clear()
        self.refresh()

    def _paint(self, index: int) -> list[Strip]:
        draw = self._draw
        if draw is None:
            return []
        under = ""
        if index == self.index:
            under = "current" if self.has_focus or not self.can_focus else "current-blur"
        return [self._strip(parts, under) for parts in draw(index, self.size.width)]

    def _strip(self, parts: list[Part], under: str) -> Strip:
        well = self._inks = self._inks or inkwell(self)
        segments = [Segment(text, well.style(*filter(None, (under, name)))) for text, name in parts]
        return Strip(segments).adjust_cell_length(self.size.width, well.style(*filter(None, (under,))))


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis, or padded (on the left when `right`)."""
    if width <= 0:
        return ""
    length = cells(text)
    if length > width:
        text = set_cell_size(text, width - 1) + "…"
        length = cells(text)
    pad = " " * (width - length)
    return pad + text if right else text + pad


def brief(title: str, room: int = 32) -> str:
    """A title short enough to stand in a message, in quotation marks."""
    return f"“{fit(title, min(room, cells(title)))}”"


def one_line(text: str) -> str:
    """A text without its line breaks and wide gaps."""
    return " ".join(text.split())
