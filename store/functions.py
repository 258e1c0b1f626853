"""What SQL is taught of text, on every connection.

`fold(text)` is `text.fold.fold`. `folded_lines(text)` is the folded words of each line, every word with
a space on both sides, as `store.index` keeps them. `begins_words(text, words)` is whether every one of
a JSON list of folded words stands in the text, or begins a word of it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from text.fold import fold, words

if TYPE_CHECKING:
    from sqlite3 import Connection

_REMEMBERED = 4096
_SHORT = 400


def register(connection: Connection) -> None:
    """Teach a connection the functions."""
    for function, taking in ((fold, 1), (folded_lines, 1), (begins_words, 2)):
        connection.create_function(function.__name__, taking, function, deterministic=True)


def folded_lines(text: str) -> str:
    """The folded words of each line that has any."""
    return _short_lines(text) if len(text) <= _SHORT else _lines(text)


def begins_words(text: str, wanted: str) -> bool:
    """Whether each of the folded words in a JSON list begins a word of the text."""
    from text.skim import skim  # noqa: PLC0415 - few commands look into texts

    listed = json.loads(wanted)
    skimmed = skim(text)
    if not all(word in skimmed for word in listed):
        return False
    lines = folded_lines(text)
    return all(f" {word}" in lines for word in listed)


def _lines(text: str) -> str:
    found = (words(line) for line in text.splitlines())
    return "\n".join(f" {' '.join(line)} " for line in found if line)


_short_lines = lru_cache(_REMEMBERED)(_lines)  # titles and speakers come again with every key
