"""What SQL is taught of text, on every connection.

`fold(text)` is `text.fold.fold`; `folded_lines(text)` is the folded words of each line, every word
with a space on both sides, as `store.index` keeps them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from text.fold import fold, words

if TYPE_CHECKING:
    from sqlite3 import Connection

_REMEMBERED = 4096
_SHORT = 400


def register(connection: Connection) -> None:
    """Teach a connection the functions."""
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("folded_lines", 1, folded_lines, deterministic=True)


def folded_lines(text: str) -> str:
    """The folded words of each line that has any."""
    return _short_lines(text) if len(text) <= _SHORT else _lines(text)


def _lines(text: str) -> str:
    found = (words(line) for line in text.splitlines())
    return "\n".join(f" {' '.join(line)} " for line in found if line)


_short_lines = lru_cache(_REMEMBERED)(_lines)  # titles and speakers come again with every key
