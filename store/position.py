"""Where a library's log has come to: what tells whether anything has changed since somebody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.ids import new_id
from store.operations import canonical, news

if TYPE_CHECKING:
    from sqlite3 import Connection

_READ_OTHERWISE = "read_otherwise"
_TOUCHED = """
    SELECT article FROM annotation WHERE id IN (SELECT value FROM json_each(?1))
    UNION SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?1))
"""


class Position(NamedTuple):
    """The newest operation of a log, by its number and id; alike in two libraries, all up to it is.

    `read_otherwise` changes whenever a known text gets other blocks, which is no operation.
    """

    number: int = 0
    operation: str = ""
    read_otherwise: str = ""


def position(connection: Connection) -> Position:
    """Where the log has come to."""
    newest = connection.execute("SELECT number, id FROM operation ORDER BY number DESC LIMIT 1").fetchone()
    said = connection.execute("SELECT value FROM setting WHERE key = ?", (_READ_OTHERWISE,)).fetchone()
    return Position(*(newest or (0, "")), *(said or ()))


def articles_since(connection: Connection, then: Position) -> frozenset[str] | None:
    """The articles that have changed since, or whose marks have; None if the log was never there."""
    stood = connection.execute(
        "SELECT 1 FROM operation WHERE number = ? AND id = ?", (then.number, then.operation)
    ).fetchone()
    if stood is None or position(connection).read_otherwise != then.read_otherwise:
        return None
    _, touched = news(connection, then.number)
    found = connection.execute(_TOUCHED, (canonical(sorted(touched)),))
    return frozenset(article for (article,) in found)


def tell_read_otherwise(connection: Connection) -> None:
    """Have it seen that a known text is read otherwise now."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_READ_OTHERWISE, new_id()))
