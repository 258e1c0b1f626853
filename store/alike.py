"""Marks like another one: those that share the words that few marks hold."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from store import vocabulary
from store.index import identified
from store.terms import quoted
from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from sqlite3 import Connection

MOST_WORDS = 12
"""Words of the mark that are looked for, the rarest first."""
MOST_MARKS = 2_000
"""Marks above which a word is too common to tell marks alike; the newest of them are looked at."""
COMMON_SHARE = 20
"""A word on more than one in so many marks is too common, in a small library too."""
FEW = 3
"""Marks on which a word may always be."""
JUDGED = 300
"""Marks that are compared word by word: those that share most."""
LEAST = 0.15
"""The cosine of the words of two marks, weighed by their rarity, from which they are alike."""
LEAST_SHARED = 2
"""Words that tell marks alike which they share at least, unless the mark has fewer."""


class Alike(NamedTuple):
    """A mark like the one asked about; `score` is 0 to 100, `terms` are the folded words they share."""

    id: str
    score: float
    terms: tuple[str, ...]


def alike(connection: Connection, annotation_id: str, *, limit: int) -> list[Alike]:
    """The marks most like one, best first, itself left out; bounded work, whatever the library holds.

    Of each, its words and its note count. They are compared as documents are that are ranked by the cosine
    of their inverse document frequencies (Salton 1975), for a cut-off that suits short marks and long ones.
    """
    row = connection.execute(
        "SELECT number, exact, note FROM shown_annotation WHERE id = ?", (annotation_id,)
    ).fetchone()
    if row is None:
        return []
    number, exact, note = row
    own = frozenset(words(f"{exact}\n{note}"))
    telling = _telling(connection, own)
    others = _words_of(connection, _sharing(connection, telling, number))
    rarity = _rarities(connection, own.union(*others.values()))
    scores = {other: _cosine(own, held, rarity) for other, held in others.items()}
    least = min(LEAST_SHARED, len(telling))
    close = [
        other
        for other in sorted(scores, key=lambda other: (-scores[other], -other))
        if scores[other] >= LEAST and len(others[other] & telling.keys()) >= least
    ][:limit]
    ids = identified(connection, close)
    return [
        Alike(ids[other], 100 * scores[other], tuple(word for word in telling if word in others[other]))
        for other in close
        if other in ids
    ]


def _telling(connection: Connection, own: AbstractSet[str]) -> dict[str, int]:
    """Those of the words that tell marks alike, with the number of marks that hold each, the rarest first."""
    most = min(MOST_MARKS, max(FEW, _total(connection) // COMMON_SHARE))
    held = vocabulary.known(connection, own)
    rare = sorted((marks, word) for word, marks in held.items() if 1 < marks <= most)
    return {word: marks for marks, word in rare[:MOST_WORDS]}


def _sharing(connection: Connection, telling: Mapping[str, int], number: int) -> list[int]:
    """The marks that share most of the words with mark `number`, each weighed by its rarity."""
    shared: dict[int, float] = defaultdict(float)
    for word, marks in telling.items():
        found = connection.execute(
            "SELECT rowid FROM mark_index WHERE mark_index MATCH ? ORDER BY rowid DESC LIMIT ?",
            (quoted(word), MOST_MARKS),
        )
        weight = _rarity(_total(connection), marks)
        for (other,) in found:
            shared[other] += weight
    shared.pop(number, None)
    return sorted(shared, key=lambda other: (-shared[other], -other))[:JUDGED]


def _words_of(connection: Connection, numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    """The words of marks and of their notes: the first lines of what is indexed for them."""
    wanted = json.dumps(list(numbers))
    found = connection.execute(
        "SELECT number, words FROM mark_words WHERE number IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return {number: frozenset(" ".join(lines.split("\n")[:2]).split()) for number, lines in found}


def _rarities(connection: Connection, wanted: AbstractSet[str]) -> dict[str, float]:
    total = _total(connection)
    return {word: _rarity(total, marks) for word, marks in vocabulary.known(connection, wanted).items()}


def _rarity(total: int, marks: int) -> float:
    """Inverse document frequency."""
    return math.log(1 + total / marks)


def _cosine(one: AbstractSet[str], other: AbstractSet[str], rarity: Mapping[str, float]) -> float:
    def weight(held: AbstractSet[str]) -> float:
        return sum(rarity.get(word, 0.0) ** 2 for word in held)

    return weight(one & other) / math.sqrt(weight(one) * weight(other) or 1.0)


def _total(connection: Connection) -> int:
    """About as many marks as there are, without reading the whole table."""
    (newest,) = connection.execute("SELECT max(number) FROM mark_words").fetchone()
    return int(newest or 0)
