"""The two themes, as Textual knows them."""

from __future__ import annotations

from textual.theme import Theme

from tui import palettes


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    """A theme whose variables are all the colours of a palette."""
    return Theme(
        name=name,
        dark=dark,
        variables=colours,
        primary=colours["primary"],
        secondary=colours["secondary"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        accent=colours["accent"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        foreground=colours["foreground"],
    )


DARK = _theme("postil-dark", palettes.DARK, dark=True)
LIGHT = _theme("postil-light", palettes.LIGHT, dark=False)
