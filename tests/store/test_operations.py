from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store import operations
from store.connection import connect
from store.errors import LibraryUnusableError
from store.records import Change, Kind, Operation, ReadState
from tests.store.making import broken, draft, span
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from store.library import Library


@pytest.fixture
def lived_in(library: Library) -> Library:
    """A library in which everything has happened."""
    article = library.add(draft(source="/a.txt")).article
    mark = library.annotate(article.id, span("we will be talking"), Kind.QUOTE, tags=["é"])
    library.edit(mark.id, note="first", speaker="A")
    library.edit(mark.id, note="second")
    library.move(mark.id, Span(0, 3))
    library.set_state(article.id, ReadState.READ)
    library.leave_at(article.id, 7)
    library.delete([mark.id])
    library.undo()
    library.undo()
    library.redo()
    library.remove(article.id)
    return library


@pytest.fixture
def raw(lived_in: Library) -> Iterator[Connection]:
    connection = connect(lived_in.path)
    yield connection
    connection.close()


def every(library: Library) -> list[Operation]:
    """The log, oldest first."""
    return [
        operation
        for change in reversed(library.history(limit=1000, positions=True))
        for operation in change.operations
    ]


@pytest.mark.parametrize("table", ["operation", "change"])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {}", "UPDATE {} SET time = ''", "REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_the_log_is_append_only(raw: Connection, table: str, statement: str) -> None:
    with pytest.raises(raw.IntegrityError, match="append-only"):
        raw.execute(statement.format(table))


def test_every_operation_is_what_its_hash_says(lived_in: Library) -> None:
    assert broken(lived_in) == []
    for operation in every(lived_in):
        assert operation.sha256 == operations.digest(operation)
        assert operations.digest(replace(operation, value='"forged"')) != operation.sha256


def test_a_forged_operation_is_found(lived_in: Library, raw: Connection) -> None:
    forged = every(lived_in)[2].id
    raw.execute("DROP TRIGGER operation_is_fixed")
    raw.execute("UPDATE operation SET value = '\"forged\"' WHERE id = ?", (forged,))
    assert broken(lived_in) == [forged]


def test_operations_are_numbered_without_gaps(lived_in: Library) -> None:
    log = every(lived_in)
    assert len({operation.device for operation in log}) == 1
    assert [operation.sequence for operation in log] == list(range(1, len(log) + 1))
    assert [operation.lamport for operation in log] == [operation.sequence for operation in log]


def test_parents_are_what_the_field_held_before(lived_in: Library) -> None:
    last: dict[tuple[str, str], str] = {}
    for operation in every(lived_in):
        whole = last.get((operation.entity_id, "*"))
        expected = last.get((operation.entity_id, operation.field), whole)
        assert operation.parents == ((expected,) if expected else ())
        last[operation.entity_id, operation.field] = operation.id


def test_the_values_are_canonical_json(lived_in: Library) -> None:
    for operation in every(lived_in):
        assert operations.canonical(json.loads(operation.value)) == operation.value


def test_history_tells_what_happened(lived_in: Library) -> None:
    told = [(change.verb, change.summary) for change in lived_in.history()]
    assert told[:4] == [
        ("remove", "Removed “The minister speaks”"),
        ("redo", "Redid: Set “The minister speaks” to read"),
        ("undo", "Undid: Set “The minister speaks” to read"),
        ("undo", "Undid: Deleted a quote: “The”"),
    ]
    assert told[-3:] == [
        ("edit", "Changed the note and speaker of a quote: “we will be talking”"),
        ("annotate", "Marked a quote: “we will be talking”"),
        ("add", "Added “The minister speaks”"),
    ]


def test_history_says_what_is_undone(lived_in: Library) -> None:
    assert [change.verb for change in lived_in.history() if change.undone] == ["delete"]


def test_history_of_one_entity(lived_in: Library) -> None:
    def of(entity_id: str) -> list[Change]:
        return [c for c in lived_in.history() if any(o.entity_id == entity_id for o in c.operations)]

    for entity_id in {operation.entity_id for operation in every(lived_in)}:
        assert lived_in.history(entity_id=entity_id) == of(entity_id)
    assert lived_in.history(entity_id="feedbeef") == []
    assert lived_in.history(limit=2) == lived_in.history()[:2]


def test_a_failed_change_leaves_no_trace(lived_in: Library, raw: Connection) -> None:
    before = every(lived_in)
    raw.execute("CREATE TRIGGER fault BEFORE INSERT ON annotation BEGIN SELECT RAISE(ABORT, 'fault'); END")
    article = lived_in.add(draft("Another text entirely")).article
    with pytest.raises(LibraryUnusableError, match="fault"):
        lived_in.annotate(article.id, Span(0, 3), Kind.QUOTE)
    assert len(every(lived_in)) == len(before) + 1
    assert lived_in.annotations() == []
