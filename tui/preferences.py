"""What the reader has chosen, as the library remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.sheet import MEASURE

if TYPE_CHECKING:
    from store.library import Library

_MEASURE, _GROUND = "measure", "ground"


def measure(library: Library) -> int:
    """How many cells of text a line has."""
    chosen = library.preference(_MEASURE)
    return int(chosen) if chosen.isdecimal() else MEASURE


def prefer_measure(library: Library, cells: int) -> None:
    """Remember how many cells of text a line has."""
    library.prefer(_MEASURE, str(cells))


def is_light(library: Library) -> bool:
    """Whether the page is light."""
    return library.preference(_GROUND) == "light"


def prefer_light(library: Library, *, light: bool) -> None:
    """Remember whether the page is light."""
    library.prefer(_GROUND, "light" if light else "dark")
