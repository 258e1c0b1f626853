"""The log: every change to the library as immutable operations, only ever appended.

Undo, history, sync and salvage read it; the other tables are its projection (`store.projection`).
An operation names its device, its place in that device's sequence, a Lamport time (Lamport 1978),
and its parents: the operations that last set the same field of the same entity.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from store.connection import rows
from store.ids import new_id
from store.records import Change, Operation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection, Row

WHOLE = "*"
"""The field of an operation that creates its entity: the value is an object of all its fields."""

_FIELDS = tuple(field.name for field in fields(Operation))
_SIGNED = tuple(name for name in _FIELDS if name != "sha256")

_OPERATIONS = f"SELECT {', '.join(_FIELDS)} FROM operation WHERE change = ? ORDER BY number"  # noqa: S608 - our own columns

# This device, and where its sequence and the log's Lamport times have come to.
_STANDING = """
    SELECT setting.value, (SELECT coalesce(max(sequence), 0) FROM operation WHERE device = setting.value),
        (SELECT coalesce(max(lamport), 0) FROM operation)
    FROM setting WHERE key = 'device'
"""
# A row for each field asked about, in their order.
_NEWEST = """
    SELECT (
        SELECT id FROM operation WHERE number = (
            SELECT max(number) FROM operation
            WHERE entity = json_extract(asked.value, '$[0]') AND entity_id = json_extract(asked.value, '$[1]')
                AND field IN (json_extract(asked.value, '$[2]'), '*')
        )
    )
    FROM json_each(?) AS asked ORDER BY asked.key
"""
_BEFORE = """
    SELECT made.id, made.field, before.field, before.value FROM operation AS made
    JOIN operation AS before ON before.number = (
        SELECT max(number) FROM operation
        WHERE entity = made.entity AND entity_id = made.entity_id AND field IN (made.field, '*')
            AND number < made.number
    )
    WHERE made.change = ? AND made.field <> '*'
"""
_INSERT = """
    INSERT INTO operation (id, change, device, sequence, lamport, parents, entity, entity_id, field, value,
        time, sha256)
    VALUES (:id, :change, :device, :sequence, :lamport, :parents, :entity, :entity_id, :field, :value,
        :time, :sha256)
"""


class Entity(StrEnum):
    """What an operation changes."""

    ARTICLE = "article"
    ANNOTATION = "annotation"
    SPEAKER = "speaker"
    CLAIM = "claim"
    LINK = "link"


class Verb(StrEnum):
    """What a change did."""

    ADD = "add"
    REVISE = "revise"
    LEAVE = "leave"
    BOOKMARK = "bookmark"
    SET_STATE = "set_state"
    REMOVE = "remove"
    ANNOTATE = "annotate"
    EDIT = "edit"
    MOVE = "move"
    DELETE = "delete"
    DISMISS = "dismiss"
    CALL = "call"
    SPLIT = "split"
    EDIT_CLAIM = "edit_claim"
    JOIN = "join"
    LINK = "link"
    UNLINK = "unlink"
    UPGRADE = "upgrade"
    UNDO = "undo"
    REDO = "redo"


UNDOABLE = frozenset(Verb) - {
    Verb.ADD,
    Verb.REVISE,
    Verb.LEAVE,
    Verb.BOOKMARK,
    Verb.UPGRADE,
    Verb.UNDO,
    Verb.REDO,
}
"""The verbs that stand on the undo stack."""

_UNSAID: dict[str, Any] = {"claim": "", "place": "", "colour": "", "version": "", "dismissed": []}
"""What a field holds that an entity was made without; any other is `deleted`, which a new one is not."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One field about to be set; `value` is anything JSON can say."""

    entity: Entity
    entity_id: str
    field: str
    value: Any


def append(  # noqa: PLR0913 - a change is these things
    connection: Connection,
    verb: Verb,
    summary: str,
    edits: Sequence[Edit],
    *,
    time: str,
    target: str | None = None,
) -> None:
    """Write one change and its operations; `target` is the change an undo or a redo is about."""
    device, sequence, lamport = connection.execute(_STANDING).fetchone()
    shared = {"change": new_id(), "device": device, "time": time}
    connection.execute(
        "INSERT INTO change (id, verb, summary, time, device, undoable, target) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (shared["change"], verb, summary, time, device, verb in UNDOABLE, target),
    )
    ids = [new_id(16) for _ in edits]
    made = zip(edits, ids, _parents(connection, edits, ids), strict=True)
    connection.executemany(
        _INSERT,
        (
            _signed(shared | {"sequence": sequence + step, "lamport": lamport + step}, *operation)
            for step, operation in enumerate(made, start=1)
        ),
    )


def digest(operation: Operation) -> str:
    """The sha256, in hexadecimal, of everything else in the operation as canonical JSON."""
    return _digest({name: getattr(operation, name) for name in _SIGNED})


def _digest(said: dict[str, Any]) -> str:
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    return hashlib.sha256(canonical(said).encode()).hexdigest()


def news(connection: Connection, since: int | None) -> tuple[int, frozenset[str]]:
    """The number of the newest operation, and the entities of those after `since` (none if that is None).

    Among them are the marks that say what a claim, a speaker or a link now says, and those linked to a mark
    that may have come or gone.
    """
    (newest,) = connection.execute("SELECT coalesce(max(number), 0) FROM operation").fetchone()
    after = (newest if since is None else since, newest)
    touched = connection.execute(
        "SELECT DISTINCT entity, entity_id FROM operation WHERE number > ? AND number <= ?", after
    ).fetchall()
    others = {
        mark
        for entity, entity_id in touched
        if entity in _MARKS_OF
        for (mark,) in connection.execute(_MARKS_OF[Entity(entity)], {"id": entity_id})
    }
    marks = canonical([entity_id for entity, entity_id in touched if entity == Entity.ANNOTATION])
    others.update(mark for (mark,) in connection.execute(_LINKED_TO, (marks,)))
    return newest, frozenset(entity_id for _, entity_id in touched) | others


_MARKS_OF = {
    Entity.CLAIM: "SELECT id FROM annotation WHERE claim = :id AND claim <> ''",
    # A name may have been taken from the speaker since, so all who are named are looked at again.
    Entity.SPEAKER: "SELECT id FROM annotation WHERE speaker_key <> ''",
    Entity.LINK: "SELECT source FROM link WHERE id = :id UNION SELECT target FROM link WHERE id = :id",
    Entity.ARTICLE: """
        SELECT target FROM link JOIN annotation ON annotation.id = source WHERE article = :id
        UNION SELECT source FROM link JOIN annotation ON annotation.id = target WHERE article = :id
    """,
}
_LINKED_TO = """
    SELECT target FROM link WHERE source IN (SELECT value FROM json_each(?1))
    UNION SELECT source FROM link WHERE target IN (SELECT value FROM json_each(?1))
"""


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no escapes but the needed ones."""
    return _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def values_before(connection: Connection, change_id: str) -> dict[str, Any]:
    """What the fields held before a change set them, from the log alone, by the ids of its operations.

    Those that made an entity are not among them; a new entity is not deleted.
    """
    return {
        operation: value.get(field, _UNSAID.get(field, False)) if set_by == WHOLE else value
        for operation, field, set_by, said in connection.execute(_BEFORE, (change_id,))
        for value in [json.loads(said)]
    }


def change(connection: Connection, change_id: str) -> Change:
    """One change with its operations."""
    (row,) = rows(connection, "SELECT *, 0 AS undone FROM change WHERE id = ?", (change_id,))
    return _change(connection, row)


def history(
    connection: Connection, *, limit: int, entity_ids: Sequence[str] | None, positions: bool
) -> list[Change]:
    """The newest changes, newest first; those that touched one of some entities if these are named.

    Without `positions`, those that only kept how far an article was read are left out.
    """
    found = rows(
        connection,
        """
        SELECT *, coalesce((SELECT verb FROM change AS later WHERE later.target = change.id
                            ORDER BY number DESC LIMIT 1), '') = 'undo' AS undone
        FROM change
        WHERE (?1 OR verb <> 'leave')
            AND (?2 IS NULL OR id IN (
                SELECT change FROM operation WHERE entity_id IN (SELECT value FROM json_each(?2))
            ))
        ORDER BY number DESC LIMIT ?3
        """,
        (positions, canonical(entity_ids) if entity_ids is not None else None, limit),
    )
    return [_change(connection, row) for row in found]


def _parents(connection: Connection, edits: Sequence[Edit], ids: Sequence[str]) -> list[tuple[str, ...]]:
    """The parents of each edit's operation: one of the log, or an earlier one of these, by their `ids`."""
    places = [(edit.entity, edit.entity_id, edit.field) for edit in edits]
    latest: dict[tuple[str, str, str], int] = {}
    parents: list[tuple[str, ...]] = []
    known = connection.execute(_NEWEST, (canonical(places),))
    for step, (place, (parent,)) in enumerate(zip(places, known, strict=True)):
        here = [latest[at] for at in (place, (*place[:2], WHOLE)) if at in latest]
        newest = ids[max(here)] if here else parent
        parents.append((newest,) if newest else ())
        latest[place] = step
    return parents


def _signed(
    shared: dict[str, Any], edit: Edit, operation_id: str, parents: tuple[str, ...]
) -> dict[str, Any]:
    said = shared | {
        "id": operation_id,
        "parents": parents,
        "entity": edit.entity,
        "entity_id": edit.entity_id,
        "field": edit.field,
        "value": canonical(edit.value),
    }
    return said | {"parents": canonical(parents) if parents else "[]", "sha256": _digest(said)}


def _change(connection: Connection, row: Row) -> Change:
    operations = connection.execute(_OPERATIONS, (row["id"],))
    return Change(
        id=row["id"],
        verb=row["verb"],
        summary=row["summary"],
        time=row["time"],
        undone=bool(row["undone"]),
        operations=tuple(map(_operation, operations)),
    )


def _operation(row: Sequence[Any]) -> Operation:
    said = dict(zip(_FIELDS, row, strict=True))
    return Operation(**said | {"parents": tuple(json.loads(said["parents"]))})
