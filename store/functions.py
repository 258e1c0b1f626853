"""What SQL is taught of text, on every connection.

`field_value(text)` is `text.values.field_value`. `folded_lines(text)` is the folded words of each line,
every word with a space on both sides, as `store.index` keeps them. `holds_row(text, row)` is whether `row`
is in them, and `begins_words(text, words)` whether each of a JSON list of folded words begins a word there:
both are made for long texts, and fold as little of them as they can.
"""

from __future__ import annotations

import json
import re
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
    for function, taking in ((field_value, 1), (folded_lines, 1), (holds_row, 2), (begins_words, 2)):
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


def begins_words(text: str, wanted: str) -> bool:
    """Whether each of the folded words in a JSON list begins a word of the text."""
    from text.skim import skim  # noqa: PLC0415 - as above

    listed = json.loads(wanted)
    skimmed = skim(text)
    if not _all_in(listed, skimmed):
        return False
    unsure = [word for word in listed if not re.search(rf"(?<!\w){word}", skimmed)]
    lines = folded_lines(text) if unsure else ""
    return all(f" {word}" in lines for word in unsure)


def _all_in(wanted: Iterable[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _lines(text: str) -> str:
    found = (words(line) for line in text.splitlines())
    return "\n".join(f" {' '.join(line)} " for line in found if line)


_short_lines = lru_cache(_REMEMBERED)(_lines)  # titles and speakers come again with every key
