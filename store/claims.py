"""Claims: propositions that stand somehow, each made by marks in any number of articles.

A claim lives by its appearances: with the last of them it goes out of sight, and comes back with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store import errors, marks, tidy
from store.connection import rows
from store.entities import stated
from store.operations import Edit, Entity, Verb, canonical
from store.projection import perform
from store.records import Kind
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection, Row

    from store.records import Annotation


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition. `confidence` is in percent; times are ISO 8601 in UTC, `due` a date or empty.

    `first_seen` is when its first appearance was marked, `first_published` the earliest date of their
    articles; `supports` and `contradicts` count the links that speak for and against it.
    """

    id: str
    statement: str
    status: str
    confidence: int | None
    next_action: str
    due: str
    note: str
    created: str
    appearances: int
    articles: int
    first_seen: str
    first_published: str
    supports: int
    contradicts: int


_ALL = """
    SELECT claim.id, claim.statement, claim.status, claim.confidence, claim.next_action, claim.due,
        claim.note, claim.created, count(*) AS appearances, count(DISTINCT mark.article) AS articles,
        min(mark.created) AS first_seen,
        coalesce(min(nullif(article.published, '')), '') AS first_published,
        coalesce(spoken.supports, 0) AS supports, coalesce(spoken.contradicts, 0) AS contradicts
    FROM claim
    JOIN annotation AS mark ON mark.claim = claim.id AND mark.claim <> '' AND mark.deleted = 0
    JOIN article ON article.id = mark.article AND article.deleted = 0
    LEFT JOIN (
        SELECT claim, sum(relation = 'supports') AS supports, sum(relation = 'contradicts') AS contradicts
        FROM claim_link GROUP BY claim
    ) AS spoken ON spoken.claim = claim.id
    WHERE claim.deleted = 0 AND (?1 IS NULL OR claim.id IN (SELECT value FROM json_each(?1)))
    GROUP BY claim.id ORDER BY min(mark.created), claim.id
"""


def everything(connection: Connection, claim_ids: Iterable[str] | None = None) -> list[Claim]:
    """All claims that appear somewhere, or those of some ids, the oldest first."""
    wanted = None if claim_ids is None else canonical(list(claim_ids))
    return [_claim(row) for row in rows(connection, _ALL, (wanted,))]


def claim(connection: Connection, claim_id: str) -> Claim:
    """One claim; raises `NoSuchClaimError`."""
    found = everything(connection, [claim_id])
    if not found:
        raise errors.NoSuchClaimError(claim_id=claim_id)
    return found[0]


def appearances(connection: Connection, claim_id: str) -> list[Annotation]:
    """The marks that make a claim, as they were marked."""
    found = connection.execute(
        "SELECT id FROM shown_annotation WHERE claim = ? AND claim <> '' ORDER BY number", (claim_id,)
    ).fetchall()
    known = marks.among(connection, [mark for (mark,) in found])
    return [known[mark] for (mark,) in found]


def edit(connection: Connection, claim_id: str, wanted: Mapping[str, Any], time: str) -> Claim:
    """Set some fields of a claim as one change; None leaves one alone. Raises `NoSuchClaimError`."""
    known = claim(connection, claim_id)
    said = {field: _TIDY[field](value) for field, value in wanted.items() if value is not None}
    edits = [
        Edit(Entity.CLAIM, claim_id, field, value)
        for field, value in said.items()
        if getattr(known, field) != value
    ]
    if edits:
        changed = " and ".join(entry.field.replace("_", " ") for entry in edits)
        summary = f"Changed the {changed} of the claim {tidy.excerpt(known.statement)}"
        perform(connection, Verb.EDIT_CLAIM, summary, edits, time=time)
    return claim(connection, claim_id)


def set_status(connection: Connection, claim_ids: Iterable[str], status: str, time: str) -> int:
    """Say how claims stand, as one change; how many that has changed."""
    status = clean_line(status)
    known = [one for one in everything(connection, claim_ids) if one.status != status]
    if known:
        edits = [Edit(Entity.CLAIM, one.id, "status", status) for one in known]
        what = f"the claim {tidy.excerpt(known[0].statement)}" if len(known) == 1 else f"{len(known)} claims"
        perform(connection, Verb.EDIT_CLAIM, f"Set {what} to {status}", edits, time=time)
    return len(known)


def join(connection: Connection, annotation_ids: Iterable[str], claim_id: str, time: str) -> Claim:
    """Make marks appearances of a claim, whatever they were, as one change.

    Raises `NoSuchClaimError`, and `NoSuchAnnotationError` before joining any.
    """
    known = claim(connection, claim_id)
    found = [marks.annotation(connection, annotation_id) for annotation_id in annotation_ids]
    edits = [edit for mark in found for edit in _joined(mark, claim_id)]
    if edits:
        summary = f"Joined the claim {tidy.excerpt(known.statement)}"
        perform(connection, Verb.JOIN, summary, edits, time=time)
    return claim(connection, claim_id)


def separate(connection: Connection, annotation_id: str, time: str) -> Claim:
    """Have a mark make a claim of its own, in its own words. Raises `NoSuchAnnotationError`."""
    mark = marks.annotation(connection, annotation_id)
    own = stated(mark.anchor.exact, mark.status, time)
    edits = [own, *_joined(mark, own.entity_id)]
    perform(
        connection, Verb.JOIN, f"Parted {tidy.excerpt(mark.anchor.exact)} from its claim", edits, time=time
    )
    return claim(connection, own.entity_id)


def merge(connection: Connection, kept_id: str, other_ids: Iterable[str], time: str) -> Claim:
    """Make all appearances of other claims those of one, as one change. Raises `NoSuchClaimError`."""
    others = [claim(connection, claim_id).id for claim_id in other_ids if claim_id != kept_id]
    appearing = [mark.id for claim_id in others for mark in appearances(connection, claim_id)]
    return join(connection, appearing, kept_id, time)


def _joined(mark: Annotation, claim_id: str) -> list[Edit]:
    wanted = {"kind": Kind.CLAIM, "claim": claim_id}
    return [
        Edit(Entity.ANNOTATION, mark.id, field, value)
        for field, value in wanted.items()
        if getattr(mark, field) != value
    ]


def _percent(written: int) -> int | None:
    return min(written, 100) if written >= 0 else None


_TIDY: dict[str, Any] = {
    "statement": clean_line,
    "status": clean_line,
    "confidence": _percent,
    "next_action": clean_line,
    "due": clean_line,
    "note": tidy.note,
}


def _claim(row: Row) -> Claim:
    return Claim(*row)
