"""Inks: the named styles that the page and the lists paint with, mixed from the theme's colours.

They are no component classes of a stylesheet: Textual restyles each of those for every widget that
has them before the first frame, which takes longer than painting it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

_RECIPES = {
    # The page: what a block is, then what lies over it.
    "title": "bold $title",
    "heading-1": "bold underline $title",
    "heading-2": "bold $title",
    "heading-3": "bold italic $title",
    "heading-4": "italic $title",
    "header": "bold",
    "standfirst": "italic",
    "aside": "$aside",
    "code": "$code on $code-ground",
    "code-block": "$code on $code-ground",
    "quotation": "$quotation",
    "emphasis": "italic",
    "strong": "bold",
    "strike": "strike",
    "link": "underline",
    "image": "italic",
    "cursor": "on $cursor-line",
    "quote": "on $quote-ground",
    "claim": "on $claim-ground",
    "highlight": "on $highlight-ground",
    "overlap": "underline",
    "found": "underline $found-text on $found",
    "found-here": "bold underline $found-here-text on $found-here",
    "selection": "$selection-text on $selection",
    "label": "bold $label-text on $label",
    # Its gutter.
    "gutter": "$aside",
    "quote-letter": "bold $quote-letter",
    "claim-letter": "bold $claim-letter",
    "highlight-letter": "bold $highlight-letter",
    "cursor-bar": "bold $primary",
    "sentence-bar": "$primary",
    # Lists.
    "dim": "$aside",
    "key": "bold $primary",
    "match": "bold underline $warning",
    "current": "bold on $cursor-line",
    "current-blur": "on $surface",
}

NAMES = frozenset(_RECIPES)
"""Every ink there is."""


class Inkwell:
    """The inks of one theme over one ground."""

    def __init__(self, ground: Style, colours: Mapping[str, str]) -> None:
        self.ground = ground
        self._colours = colours
        self._mixed: dict[tuple[str, ...], Style] = {}

    def style(self, *names: str) -> Style:
        """The style of some inks over the ground, the later ones on top."""
        mixed = self._mixed.get(names)
        if mixed is None:
            mixed = self.ground
            for name in names:
                mixed += Style.parse(self._recipe(name))
            self._mixed[names] = mixed
        return mixed

    def _recipe(self, name: str) -> str:
        words = _RECIPES[name].split()
        return " ".join(self._colours[word[1:]] if word.startswith("$") else word for word in words)


def inkwell(widget: Widget) -> Inkwell:
    """The inks of the theme in force over the ground of a widget."""
    return Inkwell(widget.rich_style, widget.app.theme_variables)
