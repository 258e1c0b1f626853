"""Retelling: what of a mark that was taken over its program may still change, from the log alone.

What the reader said of it stays, field by field. What was undone was never said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.operations import WHOLE, Verb, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

_TOLD = frozenset({Verb.ANNOTATE, Verb.REVISE})
"""What takes marks over, and what stands them on the text that a stub has become."""

FIELDS = frozenset({"anchor", "note", "tags", "place", "colour"})
"""The fields of a mark that its program may change."""

_SAID = """
    SELECT operation.entity_id, operation.field, change.verb,
        CASE operation.field
            WHEN 'version' THEN json_extract(operation.value, '$')
            WHEN '*' THEN json_extract(operation.value, '$.version')
        END,
        CASE operation.field WHEN '*' THEN json_extract(operation.value, '$.kept') END
    FROM operation JOIN change ON change.id = operation.change
    WHERE operation.entity_id IN (SELECT value FROM json_each(?))
        AND operation.field IN ('anchor', 'note', 'tags', 'place', 'colour', 'version', '*')
        AND change.verb NOT IN ('undo', 'redo')
        AND coalesce(
            (SELECT verb FROM change AS later WHERE later.target = change.id ORDER BY number DESC LIMIT 1), ''
        ) <> 'undo'
    ORDER BY operation.number
"""


@dataclass(slots=True)
class Kept:
    """The fields of a mark that the reader has set, and the version of it that was taken over last."""

    fields: set[str] = field(default_factory=set)
    version: str = ""


def kept(connection: Connection, mark_ids: Iterable[str]) -> dict[str, Kept]:
    """What the reader has said of some marks that there are."""
    found: dict[str, Kept] = {}
    for mark, name, verb, version, restored in connection.execute(_SAID, (canonical(list(mark_ids)),)):
        of_mark = found.setdefault(mark, Kept())
        if version is not None:
            of_mark.version = str(version)
        if verb not in _TOLD:
            of_mark.fields.add(name)
        elif name == WHOLE:
            of_mark.fields = set(json.loads(restored or "[]"))
    return found
