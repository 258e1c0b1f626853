"""Links: what one mark is to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import errors, marks, tidy
from store.annotation import Link, Relation
from store.ids import new_id
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from store.projection import perform

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

__all__ = ["Link", "Relation", "among", "make", "remove"]

_SAME = """
    SELECT id, source, relation, target, created FROM shown_link
    WHERE source = ? AND relation = ? AND target = ?
"""


def among(connection: Connection, annotation_ids: Iterable[str]) -> list[Link]:
    """The links that begin or end at one of the marks."""
    touching = marks.linked(connection, annotation_ids).values()
    return list(dict.fromkeys(link for links in touching for link in links))


def make(connection: Connection, source: str, relation: Relation, target: str, time: str) -> Link:
    """Link a mark to another; what is so linked already stays as it is.

    Raises `NoSuchAnnotationError` and `NoLinkToItselfError`.
    """
    if source == target:
        raise errors.NoLinkToItselfError
    ends = [marks.annotation(connection, annotation_id) for annotation_id in (source, target)]
    known = connection.execute(_SAME, (source, relation, target)).fetchone()
    if known:
        return marks.link(known)
    link = Link(new_id(), source, relation, target, time)
    fields = {"source": source, "relation": relation, "target": target, "created": time}
    one, other = (tidy.excerpt(mark.anchor.exact) for mark in ends)
    edits = [Edit(Entity.LINK, link.id, WHOLE, fields)]
    perform(connection, Verb.LINK, f"Linked: {one} {relation} {other}", edits, time=time)
    return link


def remove(connection: Connection, link_ids: Iterable[str], time: str) -> int:
    """Take links away, as one change; how many there were of them."""
    wanted = canonical(list(link_ids))
    found = [
        link
        for (link,) in connection.execute(
            "SELECT id FROM shown_link WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        )
    ]
    if found:
        edits = [Edit(Entity.LINK, link, "deleted", value=True) for link in found]
        counted = "a link" if len(found) == 1 else f"{len(found)} links"
        perform(connection, Verb.UNLINK, f"Took {counted} away", edits, time=time)
    return len(found)
