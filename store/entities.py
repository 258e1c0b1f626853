"""Speakers, claims and links in the tables people read from: the fold of their operations.

A mark's row repeats what they say of it (what its speaker is called, how its claim stands), so that
reading, filtering and searching marks look nowhere else. Each fold tells which marks it has touched.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.ids import new_id
from store.operations import WHOLE, Edit, Entity, canonical
from store.records import Status
from text.clean import clean_line
from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

Fields = dict[str, Any]

CLAIM_FIELDS = ("statement", "status", "confidence", "next_action", "due", "note", "created", "deleted")
_LINK_FIELDS = ("source", "relation", "target", "created", "deleted")


def speaker_key(name: str) -> str:
    """What a speaker's name is found by: its folded words."""
    return " ".join(words(name))


def shown_speaker(connection: Connection, said_as: str) -> Fields:
    """The columns of a mark that say who said it, from the name it was filed under.

    `names` are all names of that speaker, a line each.
    """
    key = speaker_key(said_as)
    found = connection.execute(_SPEAKER_OF, (key,)).fetchone() if key else None
    name, aliases = (found[0], json.loads(found[1])) if found else (said_as, [])
    names = "\n".join(dict.fromkeys([name, said_as, *aliases]))
    return {"said_as": said_as, "speaker_key": key, "speaker": name, "names": names if key else said_as}


def stated(statement: str, status: str, time: str) -> Edit:
    """What makes a new claim; one that is not said to stand anyhow is unchecked."""
    fields = {
        "statement": clean_line(statement),
        "status": status or Status.UNCHECKED,
        "confidence": None,
        "next_action": "",
        "due": "",
        "note": "",
        "created": time,
    }
    return Edit(Entity.CLAIM, new_id(), WHOLE, fields)


def fold_speakers(connection: Connection, by_speaker: dict[str, Fields]) -> set[str]:
    """Write speakers, and their names on the marks; these marks."""
    before = {each: _speaker(connection, each) for each in by_speaker}
    after = {each: _folded(before[each], made) for each, made in by_speaker.items()}
    for each, fields in after.items():
        connection.execute("DELETE FROM speaker_name WHERE speaker = ?", (each,))
        connection.execute(
            "INSERT OR REPLACE INTO speaker VALUES (?, ?, ?, ?)",
            (each, fields["name"], canonical(fields["aliases"]), fields["deleted"]),
        )
    keys = {key for fields in before.values() for key in _keys(fields)}
    for each, fields in after.items():
        own = () if fields["deleted"] else _keys(fields)
        connection.executemany(
            "INSERT OR REPLACE INTO speaker_name VALUES (?, ?)", [(key, each) for key in own]
        )
        keys |= set(_keys(fields))
    return _rename_marks(connection, keys)


def fold_claims(connection: Connection, by_claim: dict[str, Fields]) -> set[str]:
    """Write claims, and how they stand on their appearances; these marks."""
    if not by_claim:
        return set()
    wanted = canonical(list(by_claim))
    before = _claims(connection, wanted)
    after = {claim: _folded(before.get(claim, {}), made) for claim, made in by_claim.items()}
    connection.executemany(
        "INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(claim, *(fields[name] for name in CLAIM_FIELDS)) for claim, fields in after.items()],
    )
    connection.executemany(_STANDS, [(fields["status"], claim) for claim, fields in after.items()])
    return {mark for (mark,) in connection.execute(_MAKING, (wanted,))}


def fold_links(connection: Connection, by_link: dict[str, Fields]) -> None:
    """Write links."""
    for link_id, made in by_link.items():
        fields = _folded(_link(connection, link_id), made)
        connection.execute(
            "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)",
            (link_id, *(fields[name] for name in _LINK_FIELDS)),
        )


# Only of what says `<> ''` does SQLite know that an index without the empty ones will do.
_STANDS = "UPDATE annotation SET status = ? WHERE claim = ? AND claim <> ''"
_MAKING = """
    SELECT id FROM annotation
    WHERE claim IN (SELECT value FROM json_each(?)) AND claim <> '' AND deleted = 0
"""
_SPOKEN = "SELECT id, said_as FROM annotation WHERE speaker_key = ? AND speaker_key <> '' AND deleted = 0"
_SPEAKER_OF = """
    SELECT speaker.name, speaker.aliases FROM speaker_name JOIN speaker ON speaker.id = speaker_name.speaker
    WHERE speaker_name.key = ?
"""


def _rename_marks(connection: Connection, keys: Iterable[str]) -> set[str]:
    touched: set[str] = set()
    for key in keys:
        found = connection.execute(_SPOKEN, (key,)).fetchall()
        for said_as in {name for _, name in found}:
            shown = shown_speaker(connection, said_as)
            connection.execute(
                "UPDATE annotation SET speaker = :speaker, names = :names"
                " WHERE speaker_key = :speaker_key AND speaker_key <> '' AND said_as = :said_as",
                shown,
            )
        touched.update(mark for mark, _ in found)
    return touched


def _keys(fields: Fields) -> list[str]:
    if not fields:
        return []
    return list(dict.fromkeys(filter(None, map(speaker_key, [fields["name"], *fields["aliases"]]))))


def _folded(known: Fields, made: Fields) -> Fields:
    return known | {"deleted": False} | made[WHOLE] if WHOLE in made else known | made


def _speaker(connection: Connection, speaker_id: str) -> Fields:
    wanted = "SELECT name, aliases, deleted FROM speaker WHERE id = ?"
    found = connection.execute(wanted, (speaker_id,)).fetchone()
    return {"name": found[0], "aliases": json.loads(found[1]), "deleted": bool(found[2])} if found else {}


def _claims(connection: Connection, wanted: str) -> dict[str, Fields]:
    """Those claims that there are of the ids in a JSON array."""
    columns = ", ".join(CLAIM_FIELDS)
    found = connection.execute(
        f"SELECT id, {columns} FROM claim WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - our own columns
        (wanted,),
    )
    return {claim: dict(zip(CLAIM_FIELDS, fields, strict=True)) for claim, *fields in found}


def _link(connection: Connection, link_id: str) -> Fields:
    wanted = f"SELECT {', '.join(_LINK_FIELDS)} FROM link WHERE id = ?"  # noqa: S608 - our own columns
    found = connection.execute(wanted, (link_id,)).fetchone()
    return dict(zip(_LINK_FIELDS, found, strict=True)) if found else {}
