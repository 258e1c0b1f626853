"""Colours of marks, as programs name them: one name for each that they agree on."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

NAMES = ("yellow", "orange", "red", "pink", "purple", "blue", "green", "cyan", "grey")
"""The colours that programs offer, by the names that are used here."""

_LONGEST = 40
_SAME = {"gray": "grey", "magenta": "pink", "violet": "purple", "aqua": "cyan"}
_PALETTES = {
    digits: name
    for name, of_programs in (
        ("yellow", "ffd400 fff5ad"),
        ("orange", "f19837 ffdeb4"),
        ("red", "ff6666 ffb5b6"),
        ("pink", "e56eee ffc4fb"),
        ("purple", "a28ae5 d3c2ff"),
        ("blue", "2ea8e5 bae2ff"),
        ("green", "5fb236 dcffb0"),
        ("grey", "aaaaaa dbdbdb"),
    )
    for digits in of_programs.split()
}
"""The fixed colours of Zotero and of Mendeley, which write them as numbers."""
_HEX = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?")
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?")


@lru_cache(1000)
def colour(told: str) -> str:
    """A colour as it is told here: one of `NAMES`, else `#rrggbb`, else what the program calls it.

    That is one lower-case word; what is no name of a colour, as it is too long for one, is none.
    """
    word = "".join(normalize("NFC", told).casefold().split())
    if short := _SHORT_HEX.fullmatch(word):
        word = "#" + "".join(sign * 2 for sign in short.groups())
    if told_in_hex := _HEX.fullmatch(word):
        return _PALETTES.get(told_in_hex[1], f"#{told_in_hex[1]}")
    name = re.sub(r"\W+", "-", normalize("NFC", told.casefold())).strip("-")
    return _SAME.get(name, name) if len(name) <= _LONGEST else ""
