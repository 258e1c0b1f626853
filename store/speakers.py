"""Speakers: who is quoted, under all the names they are called by.

A speaker is whoever a mark names. What the log holds of one is only what a reader has said about
the name: what it is to be read as, and which other names are the same person's or body's. So filing a
quote costs nothing more, and what two libraries say about one name is about one entity.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
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


# Names that differ only in glyphs and case are one speaker's, shown as written most often, then first.
_SPEAKERS = """
    SELECT coalesce(speaker.name, CASE WHEN min(mark.speaker) = max(mark.speaker) THEN mark.speaker ELSE (
            SELECT spelt.speaker FROM shown_annotation AS spelt WHERE spelt.speaker_key = mark.speaker_key
                AND spelt.speaker_key <> ''
            GROUP BY spelt.speaker ORDER BY count(*) DESC, min(spelt.number) LIMIT 1
        ) END) AS name, coalesce(speaker.aliases, '[]') AS aliases,
        count(*) AS marks, count(DISTINCT mark.article) AS articles,
        min(mark.created) AS first, max(mark.created) AS last
    FROM shown_annotation AS mark
    LEFT JOIN speaker_name ON speaker_name.key = mark.speaker_key
    LEFT JOIN speaker ON speaker.id = speaker_name.speaker
    WHERE mark.speaker_key <> '' {among}
    GROUP BY coalesce(speaker.id, mark.speaker_key) ORDER BY count(*) DESC, name
"""
_ALL = _SPEAKERS.format(among="")
_AMONG = _SPEAKERS.format(among="AND mark.speaker_key IN (SELECT value FROM json_each(?))")

# All names, by their keys, of those who have one of some names, and these.
_KEYS = """
    SELECT other.key FROM speaker_name AS known JOIN speaker_name AS other ON other.speaker = known.speaker
    WHERE known.key IN (SELECT value FROM json_each(?1))
    UNION SELECT value FROM json_each(?1)
"""
_KEPT = """
    SELECT id, name, aliases FROM speaker
    WHERE id IN (SELECT speaker FROM speaker_name WHERE key IN (SELECT value FROM json_each(?)))
    ORDER BY id
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
    return [_speaker(row) for row in rows(connection, _ALL)]


def speaker(connection: Connection, name: str) -> Speaker:
    """The speaker of a name; raises `NoSuchSpeakerError`."""
    (found,) = _of(connection, [name])
    return found


def sayings(connection: Connection, name: str) -> list[Saying]:
    """What a speaker has said, by the date of its article and the place in it."""
    found = connection.execute(_SAID_BY, (_keys(connection, [name]),))
    return [Saying(mark, date, words.strip()) for mark, date, words in found]


def said_by(connection: Connection, name: str) -> list[Annotation]:
    """The marks of a speaker, in the order of `sayings`."""
    found = [saying.id for saying in sayings(connection, name)]
    known = marks.among(connection, found)
    return [known[mark] for mark in found if mark in known]


def rename(connection: Connection, name: str, new: str, time: str) -> Speaker:
    """Call a speaker otherwise; the old name stays one of theirs.

    A name that is another speaker's makes the two one. Raises `NoSuchSpeakerError`, and
    `BadSpeakerNameError` for a name without any words.
    """
    known, new = speaker(connection, name), clean_line(new)
    if not speaker_key(new):
        raise errors.BadSpeakerNameError(name=new)
    if new == known.name:
        return known
    _call(connection, known, new, _known(connection, [new]), f"Renamed {known.name} to {new}", time)
    return speaker(connection, new)


def merge(connection: Connection, kept: str, others: Iterable[str], time: str) -> Speaker:
    """Make other speakers the same as one, under its name, as one change.

    Raises `NoSuchSpeakerError` before merging any.
    """
    known = speaker(connection, kept)
    merged = [other for other in _of(connection, list(others)) if other.name != known.name]
    if merged:
        names = ", ".join(other.name for other in merged)
        _call(connection, known, known.name, merged, f"Merged {names} into {known.name}", time)
    return speaker(connection, known.name)


def split(connection: Connection, name: str, alias: str, time: str) -> Speaker:
    """Make one of a speaker's other names a speaker again.

    Raises `NoSuchSpeakerError`, and the `NoSuchAliasError` among them where it is none of these names.
    """
    known, key = speaker(connection, name), speaker_key(alias)
    kept = [other for other in known.aliases if speaker_key(other) != key]
    if len(kept) == len(known.aliases) or key == speaker_key(known.name):
        raise errors.NoSuchAliasError(alias=alias, name=known.name)
    edit = Edit(Entity.SPEAKER, _id(connection, known.name), "aliases", kept)
    perform(connection, Verb.SPLIT, f"Parted {alias} from {known.name}", [edit], time=time)
    return next(iter(_known(connection, [alias])), Speaker(alias, (), 0, 0, "", ""))


def called(connection: Connection, name: str, aliases: Iterable[str]) -> list[Edit]:
    """What calls somebody by a name and others, as another library does; nothing if one is known here."""
    names = list(dict.fromkeys(filter(speaker_key, map(clean_line, [name, *aliases]))))
    if not names or connection.execute(_KEPT, (_listed(names),)).fetchone():
        return []
    return _said(connection, _id(connection, names[0]), {"name": names[0], "aliases": names[1:]})


def _call(  # noqa: PLR0913, PLR0917 - a change is these things
    connection: Connection, known: Speaker, new: str, others: Iterable[Speaker], summary: str, time: str
) -> None:
    """Give a speaker a name, and beside its own names those of others, and of whoever has that name."""
    own = _id(connection, known.name)
    names = [name for each in (known, *others) for name in (each.name, *each.aliases)]
    kept = {speaker_id: told for speaker_id, *told in connection.execute(_KEPT, (_listed([*names, new]),))}
    names += [spelt for name, aliases in kept.values() for spelt in (name, *json.loads(aliases))]
    spellings = {speaker_key(name): name for name in reversed(names)}
    taken = {speaker_key(new)}
    aliases = [spellings[key] for key in dict.fromkeys(map(speaker_key, names)) if key not in taken]
    edits = [Edit(Entity.SPEAKER, each, "deleted", value=True) for each in kept if each != own]
    edits += _said(connection, own, {"name": new, "aliases": aliases})
    perform(connection, Verb.CALL, summary, edits, time=time)


def _said(connection: Connection, speaker_id: str, said: dict[str, Any]) -> list[Edit]:
    """What makes a speaker so called: a new one, or one that is there, or that was until it was undone."""
    found = connection.execute("SELECT deleted FROM speaker WHERE id = ?", (speaker_id,)).fetchone()
    if not found:
        return [Edit(Entity.SPEAKER, speaker_id, WHOLE, said)]
    fields = said | {"deleted": False} if found[0] else said
    return [Edit(Entity.SPEAKER, speaker_id, field, value) for field, value in fields.items()]


def _of(connection: Connection, names: list[str]) -> list[Speaker]:
    """The speakers of some names; raises `NoSuchSpeakerError` for the first that is nobody's."""
    found = _known(connection, names)
    known = {speaker_key(name) for each in found for name in (each.name, *each.aliases)}
    for name in names:
        if speaker_key(name) not in known:
            raise errors.NoSuchSpeakerError(name=name)
    return found


def _known(connection: Connection, names: list[str]) -> list[Speaker]:
    """Those speakers that there are of some names, most quoted first."""
    return [_speaker(row) for row in rows(connection, _AMONG, (_keys(connection, names),))]


def _keys(connection: Connection, names: list[str]) -> str:
    """The keys of all names of the speakers of some names, as a JSON array."""
    return json.dumps([key for (key,) in connection.execute(_KEYS, (_listed(names),))])


def _id(connection: Connection, name: str) -> str:
    """The id of the speaker who has a name, or would: the same in every library.

    Whoever is called otherwise keeps the id of the first name, so that one of its names that was parted
    from it needs another.
    """
    key = speaker_key(name)
    found = connection.execute("SELECT speaker FROM speaker_name WHERE key = ?", (key,)).fetchone()
    if found:
        return str(found[0])
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    told = (f"speaker\n{key}" if again == 0 else f"speaker\n{key}\n{again}" for again in count())
    ids = (hashlib.sha256(each.encode()).hexdigest()[:16] for each in told)
    return next(each for each in ids if not connection.execute(_LIVES, (each,)).fetchone())


_LIVES = "SELECT 1 FROM speaker WHERE id = ? AND deleted = 0"


def _listed(names: Iterable[str]) -> str:
    """The keys of names, as a JSON array."""
    return json.dumps([speaker_key(name) for name in names])


def _speaker(row: Any) -> Speaker:  # noqa: ANN401 - a row
    name, aliases, *counted = row
    return Speaker(name, tuple(json.loads(aliases)), *counted)
