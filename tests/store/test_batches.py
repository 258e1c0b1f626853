"""Many marks changed at once stand, in the log and in the tables, as if changed one by one."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store import operations
from store.connection import connect, transaction
from store.library import Library
from store.operations import WHOLE, Edit, Entity, Verb
from store.records import Kind
from tests.store.making import TEXT, broken, draft
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = ("annotation", "claim", "mark_words", "vocabulary")
MARKS = 6

picks = st.lists(st.integers(0, MARKS - 1), max_size=MARKS, unique=True)
steps = st.lists(
    st.tuples(
        picks,
        st.sampled_from(["edit", "delete", "undo", "redo"]),
        st.sampled_from(["", "rain", "war/truce"]),
        st.sampled_from(["", "checking", "refuted"]),
    ),
    min_size=1,
    max_size=6,
)
edits = st.builds(
    lambda entity_id, field, value: Edit(Entity.ANNOTATION, entity_id, field, value),
    st.sampled_from("ab"),
    st.sampled_from([WHOLE, "note", "tags", "colour"]),
    st.integers(0, 3),
)


def stocked(path: Path) -> list[str]:
    """A library of some marks; their ids."""
    with Library.open(path) as library:
        articles = [library.add(draft(text, title=text[:9])).article.id for text in (TEXT, TEXT + " Again.")]
        kinds = (Kind.QUOTE, Kind.CLAIM, Kind.HIGHLIGHT)
        return [
            library.annotate(articles[at % 2], Span(at, at + 20), kinds[at % 3], tags=["rain"][: at % 2]).id
            for at in range(MARKS)
        ]


def tables(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    with closing(connect(library.path)) as connection:
        connection.execute("INSERT INTO mark_index (mark_index, rank) VALUES ('integrity-check', 1)")
        found = {}
        for table in TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{column}"' for column in columns if column != "updated")
            found[table] = connection.execute(f"SELECT {kept} FROM {table} ORDER BY 1").fetchall()  # noqa: S608 - the names stand above
    return found


def log(library: Library) -> dict[tuple[str, str], list[tuple[str, list[int]]]]:
    """What each field of each entity was set to, and the places in the log of its parents' fields."""
    told: dict[tuple[str, str], list[tuple[str, list[int]]]] = {}
    places: dict[str, int] = {}
    for change in reversed(library.history(limit=10_000, positions=True)):
        for made in change.operations:
            values = told.setdefault((made.entity_id, made.field), [])
            values.append((made.value, [places[parent] for parent in made.parents]))
            places[made.id] = len(values)
    return told


def do(library: Library, marks: Sequence[str], verb: str, tag: str, status: str) -> None:
    match verb:
        case "edit":
            colour = "red" if tag else None
            library.edit_all(marks, more_tags=[tag] if tag else [], status=status, place=tag, colour=colour)
        case "delete":
            library.delete([mark.id for mark in library.among(marks)])


@settings(max_examples=25)
@given(steps)
def test_a_change_of_many_is_that_of_each(todo: list[tuple[list[int], str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("together.db", "alone.db")]
        marks = stocked(paths[0])
        with closing(connect(paths[0])) as connection:
            connection.execute("VACUUM INTO ?", (str(paths[1]),))
        with Library.open(paths[0]) as together, Library.open(paths[1]) as alone:
            done: list[int] = []
            undone: list[int] = []
            for picked, verb, tag, status in todo:
                wanted = [marks[at] for at in picked]
                if verb in {"edit", "delete"}:
                    before = len(alone.history(limit=10_000))
                    do(together, wanted, verb, tag, status)
                    for mark in wanted:
                        do(alone, [mark], verb, tag, status)
                    if steps_made := len(alone.history(limit=10_000)) - before:
                        done.append(steps_made)
                        undone.clear()
                elif verb == "undo" and done:
                    undone.append(done.pop())
                    together.undo()
                    for _ in range(undone[-1]):
                        alone.undo()
                elif verb == "redo" and undone:
                    done.append(undone.pop())
                    together.redo()
                    for _ in range(done[-1]):
                        alone.redo()
            assert tables(together) == tables(alone)
            assert log(together) == log(alone)
            assert broken(together) == []


@given(st.lists(st.lists(edits, max_size=6), max_size=4))
def test_the_parent_of_an_operation_is_the_last_before_it(changes: list[list[Edit]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        with closing(connect(library.path)) as connection, transaction(connection):
            for made in changes:
                operations.append(connection, Verb.EDIT, "", made, time="")
        last: dict[tuple[str, str], tuple[int, str]] = {}
        written = [made for change in reversed(library.history(limit=99)) for made in change.operations]
        assert [json.loads(each.value) for each in written] == [
            edit.value for some in changes for edit in some
        ]
        for each in written:
            fields = ((each.entity_id, field) for field in (each.field, WHOLE))
            before = max((last[field] for field in fields if field in last), default=None)
            assert each.parents == ((before[1],) if before else ())
            last[each.entity_id, each.field] = (each.sequence, each.id)
        assert [each.sequence for each in written] == list(range(1, len(written) + 1))
        assert broken(library) == []
