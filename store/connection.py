"""One connection to the library file, set up the one way Postil uses SQLite.

The file itself is never opened by any other means in this process: closing a second descriptor
would drop SQLite's POSIX locks, and with them acknowledged changes.
"""

from __future__ import annotations

import importlib
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from store import errors, functions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection, Row
else:
    # The choice sqlite_utils makes, without the 0.2 s its import costs: two SQLite libraries on
    # one file in one process would break each other's locks.
    try:
        sqlite3 = importlib.import_module("pysqlite3")
    except ImportError:
        sqlite3 = importlib.import_module("sqlite3")

BUSY_SECONDS = 10
"""How long a change waits for another process's to finish, in seconds."""

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA mmap_size = 0",
)

_STEPS = 10_000
"""Steps of SQLite's machine, about half a millisecond, between two looks at the clock."""
_POLL_SECONDS = 0.001
_BUSY = 5
_INTERRUPT = 9
_PRIMARY_CODE = 0xFF
_FAILURES: dict[int, type[errors.LibraryUnusableError]] = {
    3: errors.CannotOpenLibraryError,  # SQLITE_PERM
    _BUSY: errors.LibraryBusyError,
    6: errors.LibraryBusyError,  # SQLITE_LOCKED
    8: errors.ReadOnlyLibraryError,  # SQLITE_READONLY
    10: errors.DiskFailedError,  # SQLITE_IOERR
    11: errors.DamagedLibraryError,  # SQLITE_CORRUPT
    13: errors.DiskFullError,  # SQLITE_FULL
    14: errors.CannotOpenLibraryError,  # SQLITE_CANTOPEN
    26: errors.NotALibraryError,  # SQLITE_NOTADB
}


def connect(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Connection:
    """A connection to `path` that leaves transactions to `transaction`; raises `sqlite3.Error`."""
    connection = sqlite3.connect(str(path), timeout=busy_seconds, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        functions.register(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def use_write_ahead_log(connection: Connection) -> None:
    """Switch the file to write-ahead logging, for good; raises `sqlite3.Error`."""
    _patiently(connection, "PRAGMA journal_mode = WAL")


def rows(connection: Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Row]:
    """The rows of a query, their columns by name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, parameters).fetchall()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's failures into `LibraryUnusableError` leaves; a misuse of the module stays a bug."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        failure = _FAILURES.get(_code(error), errors.LibraryUnusableError)
        raise failure(path=path, reason=error) from error


@contextmanager
def interruptible(connection: Connection, over: Callable[[], bool]) -> Iterator[None]:
    """Leave the block early, and quietly, if a query is at work in it when `over` says so."""
    connection.set_progress_handler(over, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if _code(error) != _INTERRUPT:
            raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All of the block or nothing. An inner one joins the outer, and fails alone.

    `BEGIN IMMEDIATE`, because a deferred transaction that reads before it writes fails at once
    when another process has committed in between.
    """
    nested = connection.in_transaction
    if nested:
        connection.execute("SAVEPOINT inner")
    else:
        _patiently(connection, "BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("RELEASE inner" if nested else "COMMIT")
    except BaseException:
        # Some failures (a full disk, say) have SQLite roll back by itself.
        if connection.in_transaction:
            if nested:
                connection.execute("ROLLBACK TO inner")
                connection.execute("RELEASE inner")
            else:
                connection.execute("ROLLBACK")
        raise


def _patiently(connection: Connection, statement: str) -> None:
    """Execute a statement that takes the write lock, as soon as no one else holds it.

    SQLite's own waiting pauses for up to 100 ms and does not wait at all to change the journal. Beside
    two programs that never stop writing it kept a third out for seconds; a steady poll takes turns.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    deadline = time.monotonic() + patience / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _tried(connection, statement, last=time.monotonic() >= deadline):
            time.sleep(_POLL_SECONDS)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _tried(connection: Connection, statement: str, *, last: bool) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if last or _code(error) != _BUSY:
            raise
        return False
    return True


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
