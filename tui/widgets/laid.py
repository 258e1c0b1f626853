"""Widgets that leave it to the layout to have them painted at a new size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Self

    from textual.geometry import Region


class Laid(Widget):
    """A widget whose content changes with its size and its place only, or asks for a repaint itself.

    A new layout paints all that it has moved and resized. Textual asks for the same again with each
    widget's new size, so that a resized terminal is painted three times over. This is to stand last
    among the bases of a class: Textual looks for styles along the first one only.
    """

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have it painted, or laid out and only what that changes painted."""
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)
