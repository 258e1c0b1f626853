"""Undo and redo, from the log alone: they append inverse operations and rewrite nothing.

The log is one stack for everybody. A new undoable change clears the redo side. A change that
was undone and redone stands where it stood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store import operations
from store.annotation import Kind
from store.entities import stated
from store.marks import among
from store.operations import WHOLE, Edit, Entity, Verb
from store.projection import perform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from store.records import Change, Operation

_NEWEST_STANDING = """
    SELECT id FROM change
    WHERE undoable AND coalesce(
        (SELECT verb FROM change AS later WHERE later.target = change.id ORDER BY number DESC LIMIT 1), ''
    ) <> 'undo'
    ORDER BY number DESC LIMIT 1
"""

# The undone changes since the newest undoable one: the oldest of them was undone last.
_LAST_UNDONE = """
    SELECT change.id, later.id FROM change AS later JOIN change ON change.id = later.target
    WHERE later.verb = 'undo'
        AND later.number > (SELECT number FROM change WHERE undoable ORDER BY number DESC LIMIT 1)
        AND later.number = (SELECT max(number) FROM change AS last WHERE last.target = change.id)
    ORDER BY change.number LIMIT 1
"""


def undo(connection: Connection, time: str) -> Change | None:
    """Take back the newest change that stands; None if there is none."""
    found = connection.execute(_NEWEST_STANDING).fetchone()
    if found is None:
        return None
    done = operations.change(connection, found[0])
    _invert(connection, done, Verb.UNDO, f"Undid: {done.summary}", time, done)
    return replace(done, undone=True)


def redo(connection: Connection, time: str) -> Change | None:
    """Do again the change that was undone last; None if there is none, or a new change came between."""
    found = connection.execute(_LAST_UNDONE).fetchone()
    if found is None:
        return None
    done, undoing = (operations.change(connection, change_id) for change_id in found)
    _invert(connection, undoing, Verb.REDO, f"Redid: {done.summary}", time, done)
    return done


def _invert(  # noqa: PLR0913, PLR0917 - a change is these things
    connection: Connection, change: Change, verb: Verb, summary: str, time: str, target: Change
) -> None:
    before = operations.values_before(connection, change.id)
    edits = [_inverse(operation, before) for operation in reversed(change.operations)]
    edits += _claiming(connection, edits, time)
    perform(connection, verb, summary, edits, time=time, target=target.id)


def _claiming(connection: Connection, edits: Sequence[Edit], time: str) -> Iterator[Edit]:
    """What changes of kind leave unsaid that were made before there were claims (schema 3)."""
    said = {edit.entity_id for edit in edits if edit.field == "claim"}
    kinds = {edit.entity_id: edit.value for edit in edits if edit.field == "kind"}
    for mark in among(connection, kinds.keys() - said).values():
        if kinds[mark.id] != Kind.CLAIM and mark.claim:
            yield Edit(Entity.ANNOTATION, mark.id, "claim", "")
        elif kinds[mark.id] == Kind.CLAIM and not mark.claim:
            stating = stated(mark.anchor.exact, mark.status, time)
            yield from (stating, Edit(Entity.ANNOTATION, mark.id, "claim", stating.entity_id))


def _inverse(operation: Operation, before: Mapping[str, Any]) -> Edit:
    entity = Entity(operation.entity)
    if operation.field == WHOLE:
        return Edit(entity, operation.entity_id, "deleted", value=True)
    return Edit(entity, operation.entity_id, operation.field, before[operation.id])
