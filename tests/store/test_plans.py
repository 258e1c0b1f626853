"""How SQLite goes about what a change asks of it: never through every mark or the whole log."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from store.connection import connect
from store.records import Kind
from tests.store.making import draft, span
from text.document import Span

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from store.library import Library

LARGE = ("annotation", "operation", "mark_words", "vocabulary", "revision")


def scans(connection: Connection, statement: str) -> list[str]:
    """What of the large tables a statement goes through from end to end."""
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    return [step for step in plan if step.startswith(tuple(f"SCAN {table}" for table in LARGE))]


def test_a_scan_is_told(library: Library, path: Path) -> None:
    library.add(draft())
    with closing(connect(path)) as connection:
        assert scans(connection, "SELECT * FROM annotation WHERE note = ''")
        assert not scans(connection, "SELECT * FROM annotation WHERE id = ''")


def test_no_change_goes_through_every_mark(library: Library, path: Path) -> None:
    article = library.add(draft()).article.id
    asked: list[str] = []
    with library.writing() as (connection, _):
        connection.set_trace_callback(asked.append)
    mark = library.annotate(article, span("we will be talking"), Kind.QUOTE, tags=["a"], speaker="Waltz").id
    claim = library.annotate(article, Span(0, 7), Kind.CLAIM)
    library.edit(mark, note="first", tags=["b"], kind=Kind.CLAIM)
    library.edit_all([mark, claim.id], more_tags=["c"], status="checking")
    library.move(mark, Span(4, 9))
    library.claims.set_status([claim.claim], "disputed")
    library.delete([mark, claim.id])
    library.undo()
    with closing(connect(path)) as connection:
        # Those that FTS5 asks itself begin with dashes.
        own = [statement for statement in asked if not statement.startswith(("--", "PRAGMA"))]
        assert len(own) > 50
        assert {statement: found for statement in own if (found := scans(connection, statement))} == {}
