"""The spread: the page and the list of marks, side by side."""

from __future__ import annotations

from textual.containers import Horizontal

from tui.widgets.laid import Laid


class Spread(Horizontal, Laid):
    """What it holds covers it, so it need not paint itself at every key."""

    BLANK = True
