"""Marks like another one: those that share the words that few marks hold."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from store import vocabulary
from store.index import identified
from store.terms import quoted
from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

MOST_WORDS = 12
"""Words of the mark that are looked for, the rarest first."""
MOST_MARKS = 2_000
"""Marks above which a word is too common to tell marks alike; the newest of them are looked at."""
COMMON_SHARE = 20
"""A word on more than one in so many marks is too common, in a small library too."""
FEW = 3
"""Marks on which a word may always be."""
LEAST = 0.15
"""The share of the mark's rare words, weighed by their rarity, that one like it has at least."""


class Alike(NamedTuple):
    """A mark like the one asked about; `score` is 0 to 100, `terms` are the folded words they share."""

    id: str
    score: float
    terms: tuple[str, ...]


def alike(connection: Connection, annotation_id: str, *, limit: int) -> list[Alike]:
    """The marks most like one, best first, itself left out; bounded work, whatever the library holds."""
    row = connection.execute(
        "SELECT number, exact, note FROM shown_annotation WHERE id = ?", (annotation_id,)
    ).fetchone()
    if row is None:
        return []
    number, exact, note = row
    rarities = _rarities(connection, f"{exact}\n{note}")
    shared = _shared(connection, rarities)
    shared.pop(number, None)
    most = sum(rarities.values())
    weights = {other: sum(rarities[word] for word in held) / most for other, held in shared.items()}
    best = sorted(weights, key=lambda other: (-weights[other], -other))[:limit]
    ids = identified(connection, best)
    return [
        Alike(ids[other], 100 * weights[other], tuple(shared[other]))
        for other in best
        if weights[other] >= LEAST and other in ids
    ]


def _rarities(connection: Connection, text: str) -> dict[str, float]:
    """The words of a text that tell marks alike, with the weight of each: its inverse document frequency."""
    (newest,) = connection.execute("SELECT max(number) FROM mark_words").fetchone()
    total = newest or 0  # about as many, without reading the whole table
    most = min(MOST_MARKS, max(FEW, total // COMMON_SHARE))
    held = vocabulary.known(connection, dict.fromkeys(words(text)))
    rare = sorted((marks, word) for word, marks in held.items() if 1 < marks <= most)
    return {word: math.log(1 + total / marks) for marks, word in rare[:MOST_WORDS]}


def _shared(connection: Connection, rarities: Mapping[str, float]) -> dict[int, list[str]]:
    """Every mark that holds one of the words, with those it holds."""
    shared: dict[int, list[str]] = defaultdict(list)
    for word in rarities:
        found = connection.execute(
            "SELECT rowid FROM mark_index WHERE mark_index MATCH ? ORDER BY rowid DESC LIMIT ?",
            (quoted(word), MOST_MARKS),
        )
        for (number,) in found:
            shared[number].append(word)
    return shared
