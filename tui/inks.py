"""Inks: the named styles that the page and the lists paint with, mixed from the theme's colours.

They are no component classes of a stylesheet: Textual restyles each of those for every widget that
has them before the first frame, which takes longer than painting it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from store.codebook import COLOURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App
    from textual.widget import Widget

_FEW_COLOURS = (None, "standard", "windows")

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
    "quote": "$mark-text on $quote-ground",
    "claim": "$mark-text on $claim-ground",
    "highlight": "$mark-text on $highlight-ground",
    **{colour: f"$mark-text on ${colour}-ground" for colour in COLOURS},
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
    **{f"{colour}-letter": f"bold ${colour}-letter" for colour in COLOURS},
    "cursor-bar": "bold $primary",
    "sentence-bar": "$primary",
    # The line at the foot.
    "status": "on $panel",
    # Lists.
    "dim": "$aside",
    "key": "bold $primary",
    "match": "bold underline $warning",
    "current": "bold on $cursor-line",
    "current-blur": "on $surface",
}

_PLAIN_RECIPES = dict.fromkeys(_RECIPES, "none") | {
    "title": "bold",
    "heading-1": "bold underline",
    "heading-2": "bold",
    "heading-3": "bold italic",
    "heading-4": "italic",
    "header": "bold",
    "standfirst": "italic",
    "emphasis": "italic",
    "strong": "bold",
    "strike": "strike",
    "link": "underline",
    "image": "italic",
    "cursor": "bold",
    "quote": "reverse",
    "claim": "reverse",
    "highlight": "reverse",
    **dict.fromkeys(COLOURS, "reverse"),
    "overlap": "underline",
    "found": "reverse italic",
    "found-here": "reverse italic bold underline",
    "selection": "reverse underline",
    "label": "reverse bold",
    "quote-letter": "bold",
    "claim-letter": "bold",
    "highlight-letter": "bold",
    **dict.fromkeys((f"{colour}-letter" for colour in COLOURS), "bold"),
    "cursor-bar": "bold",
    "status": "reverse",
    "key": "bold",
    "match": "bold underline",
    "current": "reverse",
    "current-blur": "underline",
}
"""The same by attributes alone, for terminals without colours."""

NAMES = frozenset(_RECIPES)
"""Every ink there is."""


class Inkwell:
    """The inks of one theme over one ground; without colours where there are none."""

    def __init__(self, ground: Style, colours: Mapping[str, str]) -> None:
        self.ground = ground
        self._colours = colours
        self._recipes = _RECIPES if colours else _PLAIN_RECIPES
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
        words = self._recipes[name].split()
        return " ".join(self._colours[word[1:]] if word.startswith("$") else word for word in words)


def inkwell(widget: Widget) -> Inkwell:
    """The inks of the theme in force over the ground of a widget."""
    app = widget.app
    return Inkwell(widget.rich_style, {} if app.no_color else app.theme_variables)


def has_few_colours(app: App[int]) -> bool:
    """Whether the reader wants no colours (NO_COLOR), or the terminal has too few to tell the inks apart."""
    return app.no_color or app.console.color_system in _FEW_COLOURS
