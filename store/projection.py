"""The tables people read from, as a fold over the log: the one way they ever change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store import entities, index, operations
from store.anchoring import place
from store.connection import rows
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from text.anchoring.anchor import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection, Row

    from store.anchoring import Place
    from store.records import Change

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
_PLAIN_FIELDS = ("article", "kind", "note", "claim", "created", "deleted")
_PLACING = {WHOLE, "anchor", "deleted"}
_SHOWN_WITH_MARKS = {"title", "deleted"}

_TO_INDEX = """
    SELECT annotation.*, article.title AS article_title, annotation.deleted OR article.deleted AS hidden,
        coalesce(claim.statement, '') AS statement
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
) -> Change:
    """Append one change to the log and fold it into the tables."""
    change = operations.append(connection, verb, summary, edits, time=time, target=target)
    fold(connection, edits, time)
    return change


def fold(connection: Connection, edits: Sequence[Edit], time: str) -> None:
    """Bring the tables and the search index up to one change of the log, made at `time`."""
    for article_id, made in _by_entity(edits, Entity.ARTICLE).items():
        _fold_article(connection, article_id, made)
    named = entities.fold_speakers(connection, _by_entity(edits, Entity.SPEAKER))
    claimed = entities.fold_claims(connection, _by_entity(edits, Entity.CLAIM))
    by_mark = _by_entity(edits, Entity.ANNOTATION)
    if by_mark:
        _fold_annotations(connection, by_mark, time)
    if others := (named | claimed) - by_mark.keys():
        _index(connection, others)
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
        _replace_marks(connection, article_id)
    elif _SHOWN_WITH_MARKS & made.keys():
        _index(connection, _marks_of(connection, article_id))


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


def _replace_marks(connection: Connection, article_id: str) -> None:
    """Stand every mark of the article on its new text. Deleted ones follow when they come back."""
    found = rows(connection, "SELECT * FROM annotation WHERE article = ? AND deleted = 0", (article_id,))
    anchors = [_made(row) for row in found]
    for row, stands in zip(found, place(connection, article_id, anchors), strict=True):
        _stand(connection, row["id"], stands)
    _index(connection, [row["id"] for row in found])


def _fold_annotations(connection: Connection, by_mark: dict[str, Fields], time: str) -> None:
    before = _known(connection, [mark for mark, made in by_mark.items() if WHOLE not in made])
    after = {mark: _folded(before.get(mark, {}), made) for mark, made in by_mark.items()}
    for mark, fields in after.items():
        _write_annotation(connection, {"claim": "", **fields, "id": mark, "updated": time})
    _place_annotations(
        connection, {mark: after[mark] for mark, made in by_mark.items() if _PLACING & made.keys()}
    )
    _index(connection, by_mark)


def _known(connection: Connection, marks: list[str]) -> dict[str, Fields]:
    if not marks:
        return {}
    sql = "SELECT * FROM annotation WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: _annotation_fields(row) for row in rows(connection, sql, (canonical(marks),))}


def _place_annotations(connection: Connection, marks: dict[str, Fields]) -> None:
    by_article: dict[str, list[str]] = {}
    for mark, fields in marks.items():
        if not fields["deleted"]:
            by_article.setdefault(fields["article"], []).append(mark)
    for article_id, group in by_article.items():
        anchors = [Anchor(**marks[mark]["anchor"]) for mark in group]
        for mark, stands in zip(group, place(connection, article_id, anchors), strict=True):
            _stand(connection, mark, stands)


def _write_annotation(connection: Connection, fields: Fields) -> None:
    """Write all of a mark but its place, which for a new one is where it was made."""
    connection.execute(
        """
        INSERT INTO annotation (id, article, kind, exact, prefix, suffix, made_start, made_end, made_revision,
            start, "end", revision, anchor_state, note, tags, said_as, speaker_key, speaker, names,
            own_status, status, claim, created, updated, deleted)
        VALUES (:id, :article, :kind, :exact, :prefix, :suffix, :start, :end, :revision,
            :start, :end, :revision, 'exact', :note, :tags, :said_as, :speaker_key, :speaker, :names,
            :own_status, :status, :claim, :created, :updated, :deleted)
        ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, exact = excluded.exact, prefix = excluded.prefix,
            suffix = excluded.suffix, made_start = excluded.made_start, made_end = excluded.made_end,
            made_revision = excluded.made_revision, note = excluded.note, tags = excluded.tags,
            said_as = excluded.said_as, speaker_key = excluded.speaker_key, speaker = excluded.speaker,
            names = excluded.names, own_status = excluded.own_status, status = excluded.status,
            claim = excluded.claim, updated = excluded.updated, deleted = excluded.deleted
        """,
        {
            **fields,
            **fields["anchor"],
            **entities.shown_speaker(connection, fields["speaker"]),
            "tags": canonical(fields["tags"]),
            "own_status": fields["status"],
            "status": entities.shown_status(connection, fields),
        },
    )


def _stand(connection: Connection, annotation_id: str, stands: Place) -> None:
    connection.execute(
        'UPDATE annotation SET start = ?, "end" = ?, revision = ?, anchor_state = ? WHERE id = ?',
        (stands.span.start, stands.span.end, stands.revision, stands.state, annotation_id),
    )


def _annotation_fields(row: Row) -> Fields:
    fields: Fields = {name: row[name] for name in _PLAIN_FIELDS}
    said = {"speaker": row["said_as"], "status": row["own_status"], "tags": json.loads(row["tags"])}
    return fields | said | {"anchor": anchor_fields(_made(row))}


def _made(row: Row) -> Anchor:
    """The anchor of a mark as it was made."""
    words = (row["exact"], row["prefix"], row["suffix"])
    return Anchor(*words, row["made_start"], row["made_end"], row["made_revision"])


def _index(connection: Connection, annotation_ids: Iterable[str]) -> None:
    """Bring the search index up to these marks; hidden ones leave it."""
    found = rows(connection, _TO_INDEX, (canonical(list(annotation_ids)),))
    index.remove_all(connection, [row["number"] for row in found if row["hidden"]])
    index.put_all(connection, {row["number"]: _indexed(row) for row in found if not row["hidden"]})


def _indexed(row: Row) -> index.IndexedText:
    return index.IndexedText(
        exact=row["exact"],
        note=row["note"],
        tags=tuple(json.loads(row["tags"])),
        speaker=row["names"],
        status=row["status"],
        kind=row["kind"],
        article_title=row["article_title"],
        statement=row["statement"],
    )
