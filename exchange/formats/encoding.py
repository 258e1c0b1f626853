"""JSON as it is written a piece at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ODD_ENDINGS = {sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Characters that some programs end a line at."""


def line(value: Json) -> str:
    """A value on a line of its own."""
    return f"{compact(value)}\n"


def compact(value: Json) -> str:
    """A value without any line ending in it."""
    told = _encode(value)
    for sign, spelt in _ODD_ENDINGS.items():
        told = told.replace(sign, spelt)
    return told


def listed(values: Iterable[Json]) -> Iterator[str]:
    """A list, a value a line."""
    yield "["
    for number, value in enumerate(values):
        yield f"{',' if number else ''}\n{compact(value)}"
    yield "\n]"
