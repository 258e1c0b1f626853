"""The schema: migrations are appended, never edited, and applied under the write lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import errors
from store.connection import transaction, use_write_ahead_log
from store.ids import new_id

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

APPLICATION_ID = 0x506F7374
"""Marks an SQLite file as a Postil library: “Post” in ASCII, at byte 68 of the file."""

VERSION = 7
"""The schema this code writes: the number of migrations in `store.migrations`."""


def prepare(connection: Connection, path: Path) -> None:
    """Bring the file to this schema, in write-ahead mode.

    Raises `NotALibraryError` for another program's database and `NewerLibraryError` for a schema
    from the future, both before anything is written, and `sqlite3.Error`.
    """
    version = _checked_version(connection, path)
    use_write_ahead_log(connection)
    if version < VERSION:
        _migrate(connection, path)


def check(connection: Connection, path: Path) -> None:
    """Make sure that no newer Postil has changed the schema. Raises `NewerLibraryError`."""
    _checked_version(connection, path)


def _checked_version(connection: Connection, path: Path) -> int:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if mark != APPLICATION_ID and (mark or version or tables):
        raise errors.NotALibraryError(path=path)
    if version > VERSION:
        raise errors.NewerLibraryError(path=path, found=version, known=VERSION)
    return int(version)


def _migrate(connection: Connection, path: Path) -> None:
    """Migrate under the lock; a migration that changes what is indexed empties the index."""
    import sqlite_utils  # noqa: PLC0415 - 0.2 s, and only a new or an old library needs it

    from store import index  # noqa: PLC0415 - the same
    from store.migrations import MIGRATIONS  # noqa: PLC0415 - the same

    db = sqlite_utils.Database(connection, execute_plugins=False)
    with transaction(connection):
        if _checked_version(connection, path) == VERSION:
            return  # another process was first
        MIGRATIONS.apply(db)
        index.fill(connection)
        connection.execute("INSERT INTO setting VALUES ('device', ?) ON CONFLICT DO NOTHING", (new_id(),))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
