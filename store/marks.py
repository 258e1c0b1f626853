"""Marks as they are: listing them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store import errors
from store.annotation import KINDS, AnchorState, Annotation, Link, Relation
from store.connection import rows
from text.anchoring.anchor import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection, Row

_OF_ONE = """
    SELECT * FROM shown_annotation WHERE article = ? ORDER BY anchor_state = 'lost', start, "end", number
"""
_LINKED = """
    SELECT id, source, relation, target, created FROM shown_link
    WHERE source IN (SELECT value FROM json_each(?1))
    UNION
    SELECT id, source, relation, target, created FROM shown_link
    WHERE target IN (SELECT value FROM json_each(?1))
    ORDER BY created, id
"""
_OF_ALL = """
    SELECT * FROM shown_annotation ORDER BY article_number, anchor_state = 'lost', start, "end", number
"""


def everything(connection: Connection, article_id: str | None) -> list[Annotation]:
    """The marks of an article in the order of its text, lost ones last; or of all, as they were added."""
    found = rows(connection, _OF_ONE, (article_id,)) if article_id else rows(connection, _OF_ALL)
    return _annotations(connection, found)


def annotation(connection: Connection, annotation_id: str) -> Annotation:
    """One mark; raises `NoSuchAnnotationError`."""
    found = rows(connection, "SELECT * FROM shown_annotation WHERE id = ?", (annotation_id,))
    if not found:
        raise errors.NoSuchAnnotationError(annotation_id=annotation_id)
    return _annotations(connection, found)[0]


def among(connection: Connection, annotation_ids: Iterable[str]) -> dict[str, Annotation]:
    """Those of the marks that exist, by their ids."""
    wanted = json.dumps(list(annotation_ids))
    found = rows(
        connection, "SELECT * FROM shown_annotation WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return {mark.id: mark for mark in _annotations(connection, found)}


def linked(connection: Connection, annotation_ids: Iterable[str]) -> dict[str, tuple[Link, ...]]:
    """The links that begin or end at each of those of the marks that have any, as they were made."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM link)").fetchone() == (0,):
        return {}
    wanted = frozenset(annotation_ids)
    links: dict[str, tuple[Link, ...]] = {}
    for *fields, _ in connection.execute(_LINKED, (json.dumps(list(wanted)),)):
        found = link(fields)
        for end in wanted.intersection((found.source, found.target)):
            links[end] = (*links.get(end, ()), found)
    return links


def link(row: Sequence[str]) -> Link:
    """A link from its id, source, relation and target."""
    link_id, source, relation, target = row
    return Link(link_id, source, Relation(relation), target)


def tags(connection: Connection) -> list[tuple[str, int]]:
    """Every tag and how many marks carry it, most used first."""
    return connection.execute(
        "SELECT value, count(*) FROM shown_annotation, json_each(tags) GROUP BY value"
        " ORDER BY count(*) DESC, value"
    ).fetchall()


def _annotations(connection: Connection, found: Sequence[Row]) -> list[Annotation]:
    links = linked(connection, [row["id"] for row in found])
    return [_annotation(row, links.get(row["id"], ())) for row in found]


def _annotation(row: Row, links: tuple[Link, ...]) -> Annotation:
    words = (row["exact"], row["prefix"], row["suffix"])
    return Annotation(
        id=row["id"],
        kind=KINDS.get(row["kind"], row["kind"]),
        article_id=row["article"],
        article_title=row["article_title"],
        article_source=row["article_source"],
        anchor=Anchor(*words, row["start"], row["end"], row["revision"]),
        anchor_state=AnchorState(row["anchor_state"]),
        note=row["note"],
        tags=tuple(json.loads(row["tags"])),
        speaker=row["speaker"],
        said_as=row["said_as"],
        status=row["status"],
        claim=row["claim"],
        created=row["created"],
        updated=row["updated"],
        links=links,
    )
