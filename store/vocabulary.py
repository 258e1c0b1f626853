"""The vocabulary: every folded word of the index, with the number of marks that hold it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection

_LAST = "\U0010ffff"


def count(connection: Connection, marks: Mapping[str, int]) -> None:
    """Count words as held by so many marks more."""
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, ?) ON CONFLICT DO UPDATE SET marks = marks + excluded.marks",
        sorted(marks.items()),
    )


def discount(connection: Connection, marks: Mapping[str, int]) -> None:
    """Count words as held by so many marks less, and drop those held by none."""
    fewer = [(number, word) for word, number in sorted(marks.items())]
    connection.executemany("UPDATE vocabulary SET marks = marks - ? WHERE word = ?", fewer)
    connection.executemany(
        "DELETE FROM vocabulary WHERE word = ? AND marks <= 0", [(word,) for _, word in fewer]
    )


def known(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    """Those of `words` that any mark holds, with how many do."""
    found = connection.execute(
        "SELECT word, marks FROM json_each(?) JOIN vocabulary ON word = value", (json.dumps(list(words)),)
    )
    return dict(found.fetchall())


def mass_beginning(connection: Connection, start: str) -> int:
    """How many marks hold each of the words that begin with `start`, added up."""
    (mass,) = connection.execute(
        "SELECT total(marks) FROM vocabulary WHERE word >= ? AND word < ?", (start, start + _LAST)
    ).fetchone()
    return int(mass)


def commonest_beginning(connection: Connection, start: str, limit: int) -> list[str]:
    """The longer words that begin with `start`, those on most marks first."""
    found = connection.execute(
        "SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY marks DESC LIMIT ?",
        (start, start + _LAST, limit),
    )
    return [word for (word,) in found]


def akin(connection: Connection, start: str, shortest: int, longest: int) -> list[str]:
    """The words that begin with `start` and have from `shortest` to `longest` code points."""
    # One long value is read several times faster than as many rows.
    (joined,) = connection.execute(
        "SELECT group_concat(word, ' ') FROM vocabulary"
        " WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
        (start, start + _LAST, shortest, longest),
    ).fetchone()
    return joined.split() if joined else []


def beginning_any(connection: Connection, starts: Iterable[str]) -> set[str]:
    """Those of `starts` that any word begins with."""
    found = connection.execute(
        "SELECT value FROM json_each(?)"
        " WHERE EXISTS (SELECT 1 FROM vocabulary WHERE word >= value AND word < value || ?)",
        (json.dumps(list(starts)), _LAST),
    )
    return {start for (start,) in found}


def everything(connection: Connection) -> str:
    """All words, a space on both sides of each."""
    (joined,) = connection.execute("SELECT group_concat(word, ' ') FROM vocabulary").fetchone()
    return f" {joined or ''} "
