from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from store.connection import connect, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection


@pytest.fixture
def opened(path: Path) -> Iterator[Connection]:
    made = connect(path)
    made.execute("CREATE TABLE word (word TEXT)")
    yield made
    made.close()


def words(opened: Connection) -> list[str]:
    return [word for (word,) in opened.execute("SELECT word FROM word ORDER BY rowid")]


def write(opened: Connection, word: str) -> None:
    opened.execute("INSERT INTO word VALUES (?)", (word,))


def write_and_fail(opened: Connection, word: str) -> None:
    with transaction(opened):
        write(opened, word)
        raise RuntimeError


def write_inside_and_fail(opened: Connection, word: str) -> None:
    with transaction(opened):
        with transaction(opened):
            write(opened, word)
        raise RuntimeError


def test_there_is_one_sqlite_in_the_process(opened: Connection) -> None:
    assert isinstance(opened, import_module("sqlite_utils.utils").sqlite3.Connection)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("recursive_triggers", 1),
        ("mmap_size", 0),
    ],
)
def test_every_connection_is_set_up_for_safety(opened: Connection, pragma: str, value: int) -> None:
    assert opened.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_transaction_is_all_or_nothing(opened: Connection) -> None:
    with pytest.raises(RuntimeError):
        write_and_fail(opened, "gone")
    assert words(opened) == []
    assert not opened.in_transaction


def test_an_inner_transaction_joins_the_outer(opened: Connection) -> None:
    with pytest.raises(RuntimeError):
        write_inside_and_fail(opened, "gone")
    assert words(opened) == []


def test_an_inner_transaction_fails_alone(opened: Connection) -> None:
    with transaction(opened):
        write(opened, "before")
        with pytest.raises(RuntimeError):
            write_and_fail(opened, "gone")
        write(opened, "after")
    assert words(opened) == ["before", "after"]


def test_a_second_writer_waits_its_turn_and_reads_what_the_first_wrote(
    opened: Connection, path: Path
) -> None:
    other = connect(path, busy_seconds=0)
    with transaction(opened):
        with pytest.raises(other.OperationalError, match="locked"):
            write_and_fail(other, "theirs")
        write(opened, "mine")
    with transaction(other):
        assert words(other) == ["mine"]
    other.close()
