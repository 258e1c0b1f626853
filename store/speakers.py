"""Speakers: who is quoted, under all the names they are called by.

A speaker is whoever a mark names. What the log holds of one is only what a reader has said about
the name: what it is to be read as, and which other names are the same person's or body's. So filing a
quote costs nothing more, and what two libraries say about one name is about one entity.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from store import errors, marks
from store.connection import rows
from store.entities import speaker_key
from store.operations import WHOLE, Edit, Entity, Verb
from store.projection import perform
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from store.records import Annotation


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is quoted: the name shown, the other names, and on how much it stands.

    `first` and `last` are when its first and last marks were made, ISO 8601 in UTC.
    """

    name: str
    aliases: tuple[str, ...]
    marks: int
    articles: int
    first: str
    last: str


class Saying(NamedTuple):
    """A mark of a speaker: its id, the date of its article (ISO 8601), and its words, folded."""

    id: str
    date: str
    words: str


# Names that differ only in glyphs and case are one speaker's, shown as it was written last.
_ALL = """
    SELECT coalesce(speaker.name, max(mark.speaker)) AS name, coalesce(speaker.aliases, '[]') AS aliases,
        count(*) AS marks, count(DISTINCT mark.article) AS articles,
        min(mark.created) AS first, max(mark.created) AS last
    FROM shown_annotation AS mark
    LEFT JOIN speaker_name ON speaker_name.key = mark.speaker_key
    LEFT JOIN speaker ON speaker.id = speaker_name.speaker
    WHERE mark.speaker_key <> '' AND (?1 = '' OR mark.speaker_key IN (SELECT value FROM json_each(?1)))
    GROUP BY coalesce(speaker.id, mark.speaker_key) ORDER BY count(*) DESC, name
"""


_DATE = "coalesce(nullif(article.published, ''), article.added)"
_SAID_BY = f"""
    SELECT mark.id, {_DATE} AS date, substr(mark_words.words, 1, instr(mark_words.words, char(10)))
    FROM annotation AS mark JOIN article ON article.id = mark.article
    JOIN mark_words ON mark_words.number = mark.number
    WHERE mark.speaker_key <> '' AND mark.speaker_key IN (SELECT value FROM json_each(?))
        AND mark.deleted = 0 AND article.deleted = 0
    ORDER BY date, article.number, mark.start, mark.number
"""  # noqa: S608 - our own columns


def everyone(connection: Connection) -> list[Speaker]:
    """All speakers, most quoted first."""
    return [_speaker(row) for row in rows(connection, _ALL, ("",))]


def speaker(connection: Connection, name: str) -> Speaker:
    """The speaker of a name; raises `NoSuchSpeakerError`."""
    found = rows(connection, _ALL, (_listed(_keys(connection, name)),))
    if not found:
        raise errors.NoSuchSpeakerError(name=name)
    return _speaker(found[0])


def sayings(connection: Connection, name: str) -> list[Saying]:
    """What a speaker has said, by the date of its article and the place in it."""
    found = connection.execute(_SAID_BY, (_listed(_keys(connection, name)),))
    return [Saying(mark, date, words.strip()) for mark, date, words in found]


def said_by(connection: Connection, name: str) -> list[Annotation]:
    """The marks of a speaker, in the order of `sayings`."""
    found = [saying.id for saying in sayings(connection, name)]
    known = marks.among(connection, found)
    return [known[mark] for mark in found]


def rename(connection: Connection, name: str, new: str, time: str) -> Speaker:
    """Call a speaker otherwise; the old name stays one of theirs. Raises `NoSuchSpeakerError`.

    A name that is another speaker's makes the two one.
    """
    known, new = speaker(connection, name), clean_line(new)
    if not speaker_key(new) or new == known.name:
        return known
    others = [other for other in _known(connection, [new]) if other.name != known.name]
    _call(connection, known, new, others, f"Renamed {known.name} to {new}", time)
    return speaker(connection, new)


def merge(connection: Connection, kept: str, others: Iterable[str], time: str) -> Speaker:
    """Make other speakers the same as one, under its name, as one change. Raises `NoSuchSpeakerError`."""
    known = speaker(connection, kept)
    merged = [other for other in _known(connection, others) if other.name != known.name]
    if merged:
        names = ", ".join(other.name for other in merged)
        _call(connection, known, known.name, merged, f"Merged {names} into {known.name}", time)
    return speaker(connection, known.name)


def split(connection: Connection, name: str, alias: str, time: str) -> Speaker:
    """Make one of a speaker's names a speaker again. Raises `NoSuchSpeakerError` if it is none of theirs."""
    known, key = speaker(connection, name), speaker_key(alias)
    kept = [other for other in known.aliases if speaker_key(other) != key]
    if len(kept) == len(known.aliases):
        raise errors.NoSuchSpeakerError(name=alias)
    edit = Edit(Entity.SPEAKER, _id(connection, known.name), "aliases", kept)
    perform(connection, Verb.SPLIT, f"Parted {alias} from {known.name}", [edit], time=time)
    return Speaker(alias, (), 0, 0, "", "") if not _known(connection, [alias]) else speaker(connection, alias)


def _call(  # noqa: PLR0913, PLR0917 - a change is these things
    connection: Connection, known: Speaker, new: str, others: list[Speaker], summary: str, time: str
) -> None:
    """Give a speaker a name, and those of others beside its own."""
    names = [known.name, *known.aliases]
    for other in others:
        names += [other.name, *other.aliases]
    aliases = [each for each in dict.fromkeys(names) if each != new]
    said: dict[str, Any] = {"name": new, "aliases": aliases}
    own = _id(connection, known.name)
    gone = [_id(connection, other.name) for other in others]
    edits = [Edit(Entity.SPEAKER, each, "deleted", value=True) for each in gone if _is_kept(connection, each)]
    if _is_kept(connection, own):
        edits += [Edit(Entity.SPEAKER, own, field, value) for field, value in said.items()]
    else:
        edits.append(Edit(Entity.SPEAKER, own, WHOLE, said))
    perform(connection, Verb.CALL, summary, edits, time=time)


def _known(connection: Connection, names: Iterable[str]) -> list[Speaker]:
    keys = [key for name in names for key in _keys(connection, name)]
    return [_speaker(row) for row in rows(connection, _ALL, (_listed(keys),))]


def _keys(connection: Connection, name: str) -> list[str]:
    """The keys of all names of the speaker of a name."""
    key = speaker_key(name)
    found = connection.execute(
        "SELECT key FROM speaker_name WHERE speaker = (SELECT speaker FROM speaker_name WHERE key = ?)",
        (key,),
    ).fetchall()
    return [each for (each,) in found] or [key]


def _id(connection: Connection, name: str) -> str:
    """The id of the speaker who has a name, or would: the same in every library."""
    key = speaker_key(name)
    found = connection.execute("SELECT speaker FROM speaker_name WHERE key = ?", (key,)).fetchone()
    if found:
        return str(found[0])
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    return hashlib.sha256(f"speaker\n{key}".encode()).hexdigest()[:16]


def _is_kept(connection: Connection, speaker_id: str) -> bool:
    found = connection.execute("SELECT 1 FROM speaker WHERE id = ?", (speaker_id,)).fetchone()
    return found is not None


def _listed(keys: list[str]) -> str:
    return json.dumps(keys)


def _speaker(row: Any) -> Speaker:  # noqa: ANN401 - a row
    name, aliases, *counted = row
    return Speaker(name, tuple(json.loads(aliases)), *counted)
