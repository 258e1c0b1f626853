"""Screens that rest while another one hides them."""

from __future__ import annotations

from textual.screen import Screen

from tui.widgets.laid import Laid


class Covered(Screen[None], Laid, inherit_bindings=False):
    """A screen that paints nothing while the ones above it hide all of it.

    Textual takes the screen just below the one in sight for visible, whatever lies over it, and has
    it lay out and paint the whole terminal again, and with it the one in sight, at every resize.
    """

    @property
    def is_current(self) -> bool:
        """Whether any of it is in sight."""
        if not super().is_current:
            return False
        stack = self.app.screen_stack
        return all(above.styles.background.a < 1 for above in stack[stack.index(self) + 1 :])
