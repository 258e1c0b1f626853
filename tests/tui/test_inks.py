"""Contrast as the Web Content Accessibility Guidelines 2.2 reckon it (1.4.3 for text, 1.4.11 for shapes)."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color

from store.codebook import COLOURS
from store.records import Kind
from tui import inks
from tui.inks import Inkwell
from tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from textual.theme import Theme

TEXT, SHAPE = 4.5, 3.0
KINDS = [*(str(kind) for kind in Kind), *COLOURS]
WORDS = [
    (),
    ("title",),
    ("heading-1",),
    ("heading-4",),
    ("header",),
    ("standfirst",),
    ("aside",),
    ("code-block",),
    ("quotation",),
]
STYLES = [(), ("code",), ("link",), ("image",), ("strong",), ("emphasis",), ("strike",)]
OVER = ["cursor", *KINDS, "found", "found-here", "selection", "label"]
GUTTER = ["gutter", "cursor-bar", "sentence-bar", *(f"{kind}-letter" for kind in KINDS)]
SET_APART = [*KINDS, "found", "found-here", "selection", "label"]

every_theme = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])


def well(theme: Theme, ground: str | None = None) -> Inkwell:
    colours = theme.to_color_system().generate() | theme.variables
    return Inkwell(Style.parse(f"{theme.foreground} on {ground or theme.background}"), colours)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def on_its_ground(style: Style, system: ColorSystem) -> float:
    return contrast(colour_of(style, system), ground_of(style, system))


def colour_of(style: Style, system: ColorSystem) -> Color:
    assert style.color is not None
    return Color.parse(str(style.color.downgrade(system).get_truecolor().hex))


def ground_of(style: Style, system: ColorSystem) -> Color:
    assert style.bgcolor is not None
    return Color.parse(str(style.bgcolor.downgrade(system).get_truecolor().hex))


@every_theme
@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
def test_every_text_is_legible_on_every_ground_it_can_stand_on(theme: Theme, system: ColorSystem) -> None:
    inkwell = well(theme)
    layers = [over for count in (0, 1, 2) for over in combinations(OVER, count)]
    for block, inline, over in product(WORDS, STYLES, layers):
        names = (*block, *inline, *over)
        assert on_its_ground(inkwell.style(*names), system) >= TEXT, names


@every_theme
def test_what_lists_and_the_status_line_say_is_legible(theme: Theme) -> None:
    for ground in (theme.background, theme.surface, theme.panel):
        inkwell = well(theme, ground)
        for name, over in product(("dim", "key", "match"), ((), ("current",), ("current-blur",))):
            assert on_its_ground(inkwell.style(*over, name), ColorSystem.TRUECOLOR) >= TEXT, (name, over)


@every_theme
def test_marks_hits_and_the_selection_stand_out_from_the_page(theme: Theme) -> None:
    inkwell = well(theme)
    page = ground_of(inkwell.ground, ColorSystem.TRUECOLOR)
    for name in SET_APART:
        assert contrast(ground_of(inkwell.style(name), ColorSystem.TRUECOLOR), page) >= SHAPE, name
    for name in GUTTER:
        assert contrast(colour_of(inkwell.style(name), ColorSystem.TRUECOLOR), page) >= SHAPE, name


@every_theme
def test_no_ink_leans_on_its_colour_alone(theme: Theme) -> None:
    """What a ground tells, an attribute tells where there are no colours; the kind of a mark is a letter."""
    plain = Inkwell(Style.parse(f"{theme.foreground} on {theme.background}"), {})
    told = {name: plain.style(name) for name in inks.NAMES}
    assert all(told[name].reverse for name in SET_APART)
    assert told["cursor"].bold
    assert told["found"] != told["found-here"] != told["selection"] != told["quote"]
    headings = [told[f"heading-{level}"] for level in (1, 2, 3, 4)]
    assert len(set(headings)) == len(headings)
