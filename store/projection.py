"""The tables people read from, as a fold over the log: the one way they ever change."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from store import entities, index, operations
from store.anchoring import Place, place
from store.connection import rows
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from store.records import AnchorState
from text.anchoring.anchor import Anchor
from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from sqlite3 import Connection, Row

Fields = dict[str, Any]
"""An entity as the log tells it: its fields, each something JSON can say."""

ARTICLE_FIELDS = (
    "title",
    "byline",
    "publisher",
    "source",
    "published",
    "language",
    "revision",
    "state",
    "position",
    "added",
    "opened",
    "deleted",
)
_PACKED_FIELDS: Fields = {"tags": [], "bookmarks": {}, "dismissed": []}
"""Fields of an article that the table holds as JSON, and what they are where the log does not say."""
_SHOWN_WITH_MARKS = {"title", "deleted"}

_NEW: Fields = {"claim": "", "place": "", "colour": "", "deleted": False}
"""What the log may leave unsaid of a new mark."""
_PLAIN_FIELDS = {"kind", "note", "claim", "place", "colour", "deleted", "updated"}
_MADE = {"start": "made_start", "end": "made_end", "revision": "made_revision"}
_PLACING = {WHOLE, "anchor", "deleted"}
_STATING = {"claim", "status"}

_SEARCHED = {
    "anchor": {"exact"},
    "kind": {"kind"},
    "note": {"note"},
    "tags": {"tags"},
    "speaker": {"speaker"},
    "status": {"status"},
    "colour": {"colour"},
    "claim": {"statement", "status"},
    WHOLE: set(index.IndexedText._fields),
}
"""What of the search index the fields of a mark are in; one that comes back is indexed as if new."""

_STAND_AS_STATED = """
    UPDATE annotation
    SET status = coalesce((SELECT status FROM claim WHERE claim.id = annotation.claim), own_status)
    WHERE id IN (SELECT value FROM json_each(?))
"""
# But for those that stand where they were made, on the current text, as new ones do.
_TO_PLACE = """
    SELECT annotation.* FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.id IN (SELECT value FROM json_each(?)) AND annotation.deleted = 0 AND NOT (
        made_revision = article.revision AND annotation.revision = made_revision AND start = made_start
        AND "end" = made_end AND anchor_state = 'exact'
    )
"""
# After the second, its columns are the fields of `index.IndexedText`, in their order.
_TO_INDEX = """
    SELECT annotation.number, annotation.deleted OR article.deleted, exact, annotation.note, annotation.tags,
        names, annotation.status, kind, title, coalesce(claim.statement, ''), colour
    FROM annotation JOIN article ON article.id = annotation.article
    LEFT JOIN claim ON claim.id = annotation.claim
    WHERE annotation.id IN (SELECT value FROM json_each(?))
"""


def perform(  # noqa: PLR0913 - a change is these things
    connection: Connection,
    verb: Verb,
    summary: str,
    edits: Sequence[Edit],
    *,
    time: str,
    target: str | None = None,
) -> None:
    """Append one change to the log and fold it into the tables."""
    operations.append(connection, verb, summary, edits, time=time, target=target)
    fold(connection, edits, time)


def fold(connection: Connection, edits: Sequence[Edit], time: str) -> None:
    """Bring the tables and the search index up to one change of the log, made at `time`."""
    for article_id, made in _by_entity(edits, Entity.ARTICLE).items():
        _fold_article(connection, article_id, made)
    named = entities.fold_speakers(connection, _by_entity(edits, Entity.SPEAKER))
    claimed = entities.fold_claims(connection, _by_entity(edits, Entity.CLAIM))
    by_mark = _by_entity(edits, Entity.ANNOTATION)
    if by_mark:
        _fold_annotations(connection, by_mark, time)
    if touched := by_mark.keys() | named | claimed:
        set_fields = {field for made in by_mark.values() for field in made}
        changed = set[str]().union(*(_SEARCHED.get(field, ()) for field in set_fields))
        changed |= {"speaker"} if named else set()
        changed |= {"statement", "status"} if claimed else set()
        _index(connection, touched, changed)
    entities.fold_links(connection, _by_entity(edits, Entity.LINK))


def anchor_fields(anchor: Anchor) -> Fields:
    """An anchor as the log tells it."""
    return {name: getattr(anchor, name) for name in ("exact", "prefix", "suffix", "start", "end", "revision")}


def _by_entity(edits: Iterable[Edit], entity: Entity) -> dict[str, Fields]:
    """The fields set on each entity of one kind, the last word winning."""
    found: dict[str, Fields] = {}
    for edit in edits:
        if edit.entity is entity:
            found.setdefault(edit.entity_id, {})[edit.field] = edit.value
    return found


def _folded(known: Fields, made: Fields) -> Fields:
    """The fields of an entity after the ones just set."""
    return known | {"deleted": False} | made[WHOLE] if WHOLE in made else known | made


def _fold_article(connection: Connection, article_id: str, made: Fields) -> None:
    known = rows(connection, "SELECT * FROM article WHERE id = ?", (article_id,))
    before = _article_fields(known[0]) if known else {}
    _write_article(connection, {"id": article_id, **_PACKED_FIELDS, **_folded(before, made)})
    if "revision" in made:
        _place(connection, _marks_of(connection, article_id))
    if _SHOWN_WITH_MARKS & made.keys():
        _index(connection, _marks_of(connection, article_id), {"article_title"})


def _write_article(connection: Connection, fields: Fields) -> None:
    connection.execute(
        """
        INSERT INTO article (id, title, byline, publisher, source, published, language, revision, length,
            words, state, position, added, opened, deleted, tags, bookmarks, dismissed)
        SELECT :id, :title, :byline, :publisher, :source, :published, :language, :revision, length,
            words, :state, :position, :added, :opened, :deleted, :tags, :bookmarks, :dismissed
        FROM revision WHERE revision.id = :revision AND revision.article = :id
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, byline = excluded.byline,
            publisher = excluded.publisher, source = excluded.source, published = excluded.published,
            language = excluded.language, revision = excluded.revision, length = excluded.length,
            words = excluded.words, state = excluded.state, position = excluded.position,
            added = excluded.added, opened = excluded.opened, deleted = excluded.deleted,
            tags = excluded.tags, bookmarks = excluded.bookmarks, dismissed = excluded.dismissed
        """,
        fields | {name: canonical(fields[name]) for name in _PACKED_FIELDS},
    )


def _article_fields(row: Row) -> Fields:
    fields: Fields = {name: row[name] for name in ARTICLE_FIELDS}
    return fields | {name: json.loads(row[name]) for name in _PACKED_FIELDS}


def _marks_of(connection: Connection, article_id: str) -> list[str]:
    found = connection.execute("SELECT id FROM annotation WHERE article = ? AND deleted = 0", (article_id,))
    return [annotation_id for (annotation_id,) in found]


def _fold_annotations(connection: Connection, by_mark: dict[str, Fields], time: str) -> None:
    shown = cache(partial(entities.shown_speaker, connection))
    columns = {
        mark: {"id": mark, "updated": time, **_columns(made.get(WHOLE, made), shown)}
        for mark, made in by_mark.items()
    }
    _insert(
        connection,
        [_NEW | by_mark[mark][WHOLE] | columns[mark] for mark in by_mark if WHOLE in by_mark[mark]],
    )
    _update(connection, [columns[mark] for mark in by_mark if WHOLE not in by_mark[mark]])
    stated = [mark for mark, made in by_mark.items() if _STATING & made.keys()]
    if stated:
        connection.execute(_STAND_AS_STATED, (canonical(stated),))
    placed = [mark for mark, made in by_mark.items() if _PLACING & made.keys()]
    if placed:
        _place(connection, placed)


def _columns(made: Fields, shown: Callable[[str], Fields]) -> Fields:
    """The columns of a mark that its fields fill, but for where and how it stands."""
    columns = {name: made[name] for name in _PLAIN_FIELDS & made.keys()}
    if "tags" in made:
        columns["tags"] = canonical(made["tags"])
    if "status" in made:
        columns["own_status"] = made["status"]
    if "speaker" in made:
        columns |= shown(made["speaker"])
    if "anchor" in made:
        columns |= {_MADE.get(name, name): value for name, value in made["anchor"].items()}
    return columns


def _insert(connection: Connection, marks: Sequence[Fields]) -> None:
    """Write new marks, as standing where they were made."""
    connection.executemany(
        """
        INSERT INTO annotation (id, article, kind, exact, prefix, suffix, made_start, made_end, made_revision,
            start, "end", revision, anchor_state, note, tags, said_as, speaker_key, speaker, names,
            own_status, status, claim, created, updated, place, colour, deleted)
        VALUES (:id, :article, :kind, :exact, :prefix, :suffix, :made_start, :made_end, :made_revision,
            :made_start, :made_end, :made_revision, 'exact', :note, :tags, :said_as, :speaker_key, :speaker,
            :names, :own_status, coalesce((SELECT status FROM claim WHERE claim.id = :claim), :own_status),
            :claim, :created, :updated, :place, :colour, :deleted)
        ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, exact = excluded.exact, prefix = excluded.prefix,
            suffix = excluded.suffix, made_start = excluded.made_start, made_end = excluded.made_end,
            made_revision = excluded.made_revision, note = excluded.note, tags = excluded.tags,
            said_as = excluded.said_as, speaker_key = excluded.speaker_key, speaker = excluded.speaker,
            names = excluded.names, own_status = excluded.own_status, status = excluded.status,
            claim = excluded.claim, updated = excluded.updated, place = excluded.place,
            colour = excluded.colour, deleted = excluded.deleted
        """,
        marks,
    )


def _update(connection: Connection, marks: Iterable[Fields]) -> None:
    """Write columns of known marks, those of all marks together of which the same ones change."""
    alike: dict[tuple[str, ...], list[Fields]] = {}
    for columns in marks:
        alike.setdefault(tuple(sorted(columns)), []).append(columns)
    for names, written in alike.items():
        setting = ", ".join(f"{name} = :{name}" for name in names if name != "id")
        connection.executemany(f"UPDATE annotation SET {setting} WHERE id = :id", written)  # noqa: S608 - our own columns


def _place(connection: Connection, marks: Sequence[str]) -> None:
    """Stand marks on the current texts of their articles. Deleted ones follow when they come back."""
    by_article: dict[str, list[Row]] = {}
    for row in rows(connection, _TO_PLACE, (canonical(marks),)):
        by_article.setdefault(row["article"], []).append(row)
    for article_id, group in by_article.items():
        places = place(connection, article_id, [_made(row) for row in group])
        moved = [
            (stands.span.start, stands.span.end, stands.revision, stands.state, row["number"])
            for row, stands in zip(group, places, strict=True)
            if stands != _stood(row)
        ]
        connection.executemany(
            'UPDATE annotation SET start = ?, "end" = ?, revision = ?, anchor_state = ? WHERE number = ?',
            moved,
        )


def _made(row: Row) -> Anchor:
    """The anchor of a mark as it was made."""
    words = (row["exact"], row["prefix"], row["suffix"])
    return Anchor(*words, row["made_start"], row["made_end"], row["made_revision"])


def _stood(row: Row) -> Place:
    return Place(Span(row["start"], row["end"]), row["revision"], AnchorState(row["anchor_state"]))


def _index(connection: Connection, marks: Iterable[str], changed: Collection[str]) -> None:
    """Bring the search index up to these marks, in these of its fields; hidden ones leave it."""
    found = connection.execute(_TO_INDEX, (canonical(list(marks)),)).fetchall()
    index.remove_all(connection, [number for number, hidden, *_ in found if hidden])
    shown = {
        number: index.IndexedText(exact, note, tuple(json.loads(tags)), *others)
        for number, hidden, exact, note, tags, *others in found
        if not hidden
    }
    index.put_all(connection, shown, changed)
