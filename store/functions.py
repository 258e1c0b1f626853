"""What SQL is taught of text, on every connection.

`field_value(text)` is `text.values.field_value`. `folded_lines(text)` is the folded words of each line,
every word with a space on both sides, as `store.index` keeps them. `holds_row(text, row)` is whether `row`
is in them; it is made for long texts, and folds as little of them as it can.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from text.fold import words
from text.values import field_value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

_REMEMBERED = 4096
_SHORT = 400


def register(connection: Connection) -> None:
    """Teach a connection the functions."""
    for function, taking in ((field_value, 1), (folded_lines, 1), (holds_row, 2)):
        connection.create_function(function.__name__, taking, function, deterministic=True)


def folded_lines(text: str) -> str:
    """The folded words of each line that has any."""
    return _short_lines(text) if len(text) <= _SHORT else _lines(text)


def holds_row(text: str, row: str) -> bool:
    """Whether folded words, with spaces round them, stand in a row in a line of the text."""
    from text.skim import skim  # noqa: PLC0415 - few commands look into texts

    wanted = row.split()
    if not _all_in(wanted, skim(text)):
        return False
    return any(row in _lines(line) for line in text.splitlines() if _all_in(wanted, skim(line)))


def _all_in(wanted: Iterable[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _lines(text: str) -> str:
    found = (words(line) for line in text.splitlines())
    return "\n".join(f" {' '.join(line)} " for line in found if line)


_short_lines = lru_cache(_REMEMBERED)(_lines)  # titles and speakers come again with every key
