"""Marks as they are: listing them."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from store import errors
from store.annotation import KINDS, AnchorState, Annotation, Link, Relation
from text.anchoring.anchor import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

# From the note on, its columns are the fields of `annotation.Annotation`, in their order.
_MARKS = """
    SELECT id, kind, article, article_title, article_source, exact, prefix, suffix, start, "end", revision,
        anchor_state, note, tags, speaker, said_as, status, claim, created, updated, place, colour
    FROM shown_annotation
"""
_OF_ONE = _MARKS + """ WHERE article = ? ORDER BY anchor_state = 'lost', start, "end", number"""
_OF_ALL = _MARKS + """ ORDER BY article_number, anchor_state = 'lost', start, "end", number"""
_AMONG = _MARKS + " WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - text of our own
_LINKED = """
    SELECT id, source, relation, target, created FROM shown_link
    WHERE source IN (SELECT value FROM json_each(?1))
    UNION
    SELECT id, source, relation, target, created FROM shown_link
    WHERE target IN (SELECT value FROM json_each(?1))
    ORDER BY created, id
"""


def everything(connection: Connection, article_id: str | None) -> list[Annotation]:
    """The marks of an article in the order of its text, lost ones last; or of all, as they were added."""
    found = connection.execute(_OF_ONE, (article_id,)) if article_id else connection.execute(_OF_ALL)
    return _annotations(connection, found.fetchall())


def annotation(connection: Connection, annotation_id: str) -> Annotation:
    """One mark; raises `NoSuchAnnotationError`."""
    found = among(connection, [annotation_id])
    if not found:
        raise errors.NoSuchAnnotationError(annotation_id=annotation_id)
    return found[annotation_id]


def among(connection: Connection, annotation_ids: Iterable[str]) -> dict[str, Annotation]:
    """Those of the marks that exist, by their ids."""
    wanted = json.dumps(list(annotation_ids))
    found = connection.execute(_AMONG, (wanted,)).fetchall()
    return {mark.id: mark for mark in _annotations(connection, found)}


def these(connection: Connection, annotation_ids: Iterable[str]) -> list[Annotation]:
    """Marks in the order asked for, each once; raises `NoSuchAnnotationError` for the first there is not."""
    wanted = list(dict.fromkeys(annotation_ids))
    known = among(connection, wanted)
    for missing in (annotation_id for annotation_id in wanted if annotation_id not in known):
        raise errors.NoSuchAnnotationError(annotation_id=missing)
    return [known[annotation_id] for annotation_id in wanted]


def linked(connection: Connection, annotation_ids: Iterable[str]) -> dict[str, tuple[Link, ...]]:
    """The links that begin or end at each of those of the marks that have any, as they were made."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM link)").fetchone() == (0,):
        return {}
    wanted = frozenset(annotation_ids)
    links: dict[str, tuple[Link, ...]] = {}
    for fields in connection.execute(_LINKED, (json.dumps(list(wanted)),)):
        found = link(fields)
        for end in wanted.intersection((found.source, found.target)):
            links[end] = (*links.get(end, ()), found)
    return links


def link(row: Sequence[str]) -> Link:
    """A link from its id, source, relation and target, and when it was made."""
    link_id, source, relation, target, created = row
    return Link(link_id, source, Relation(relation), target, created)


def tags(connection: Connection) -> list[tuple[str, int]]:
    """Every tag and how many marks carry it, most used first."""
    return connection.execute(
        "SELECT value, count(*) FROM shown_annotation, json_each(tags) GROUP BY value"
        " ORDER BY count(*) DESC, value"
    ).fetchall()


def colours(connection: Connection) -> list[tuple[str, int]]:
    """Every colour and how many marks have it, most used first."""
    return connection.execute(
        "SELECT colour, count(*) FROM shown_annotation WHERE colour <> ''"
        " GROUP BY colour ORDER BY count(*) DESC, colour"
    ).fetchall()


def _annotations(connection: Connection, found: Sequence[Sequence[Any]]) -> list[Annotation]:
    links = linked(connection, [row[0] for row in found])
    return [_annotation(row, links.get(row[0], ())) for row in found]


def _annotation(row: Sequence[Any], links: tuple[Link, ...]) -> Annotation:
    mark, kind, article, title, source, *anchor = row[:11]
    state, note, tags, *others = row[11:]
    standing = (article, title, source, Anchor._make(anchor), _STATES[state])
    return Annotation._make((mark, KINDS.get(kind, kind), *standing, note, _tags(tags), *others, links))


@lru_cache(1000)
def _tags(written: str) -> tuple[str, ...]:
    """Tags from their JSON, which many marks share."""
    return tuple(json.loads(written))


_STATES = {state.value: state for state in AnchorState}
