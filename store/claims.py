"""Claims: propositions that stand somehow, each made by marks in any number of articles.

A claim lives by its appearances: with the last of them it goes out of sight, and comes back with it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store import errors, marks, tidy, vocabulary
from store.connection import rows
from store.entities import stated
from store.index import facet
from store.operations import Edit, Entity, Verb, canonical
from store.projection import perform
from store.records import Kind
from store.terms import quoted
from text.clean import clean_line
from text.statements import Statement, likeness, telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class LikeClaim:
    """A claim that says nearly the same as some words; `score` is 0 to 100."""

    claim: Claim
    score: float


LIKE_WORDS = 8
"""Words by which claims like a statement are looked for, those that tell most of what others say too."""
LIKE_LOOKS = 32
"""Words that are looked for until so many are found."""
LIKE_LENGTH = 2_000
"""Code points of a statement that are compared."""
LIKE_MARKS = 500
"""Appearances that are looked at for each, the newest."""
LIKE_CANDIDATES = 80
"""Appearances that are compared with it."""
LEAST_LIKE = 40.0
"""The score below which a claim says something else."""

_CLAIMS = """
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
        FROM claim_link {linked} GROUP BY claim
    ) AS spoken ON spoken.claim = claim.id
    WHERE claim.deleted = 0 {among}
    GROUP BY claim.id ORDER BY min(mark.created), claim.id
"""
_ALL = _CLAIMS.format(linked="", among="")
_AMONG = _CLAIMS.format(
    linked="WHERE claim IN (SELECT value FROM json_each(?1))",
    among="AND claim.id IN (SELECT value FROM json_each(?1))",
)
_APPEARING = """
    SELECT id FROM shown_annotation WHERE claim IN (SELECT value FROM json_each(?)) AND claim <> ''
    ORDER BY number
"""


def everything(connection: Connection, claim_ids: Iterable[str] | None = None) -> list[Claim]:
    """All claims that appear somewhere, or those of some ids, the oldest first."""
    if claim_ids is None:
        return [_claim(row) for row in rows(connection, _ALL)]
    return [_claim(row) for row in rows(connection, _AMONG, (canonical(list(claim_ids)),))]


def claim(connection: Connection, claim_id: str) -> Claim:
    """One claim; raises `NoSuchClaimError`."""
    found = everything(connection, [claim_id])
    if not found:
        raise errors.NoSuchClaimError(claim_id=claim_id)
    return found[0]


def appearances(connection: Connection, claim_id: str) -> list[Annotation]:
    """The marks that make a claim, as they were marked."""
    found = _appearing(connection, [claim_id])
    known = marks.among(connection, found)
    return [known[mark] for mark in found if mark in known]


def like(connection: Connection, words: str, limit: int) -> list[LikeClaim]:
    """The claims that say nearly the same as some words, best first; bounded work."""
    wanted = Statement.of(words[:LIKE_LENGTH])
    weights = _weights(connection, wanted)
    scores: dict[str, float] = {}
    for claim_id, text in _candidates(connection, weights):
        score = 100 * likeness(wanted, Statement.of(text), lambda word: weights.get(word, telling(word)))
        scores[claim_id] = max(score, scores.get(claim_id, 0.0))
    best = sorted((each for each in scores if scores[each] >= LEAST_LIKE), key=lambda each: -scores[each])
    known = {each.id: each for each in everything(connection, best[:limit])}
    return [LikeClaim(known[each], scores[each]) for each in best[:limit] if each in known]


def edit(connection: Connection, claim_id: str, wanted: Mapping[str, Any], time: str) -> Claim:
    """Set some fields of a claim as one change; None leaves one alone. Raises `NoSuchClaimError`.

    So does an empty statement or status: a claim always says something and stands somehow.
    """
    known = claim(connection, claim_id)
    said = {field: _TIDY[field](value) for field, value in wanted.items() if value is not None}
    edits = [
        Edit(Entity.CLAIM, claim_id, field, value)
        for field, value in said.items()
        if getattr(known, field) != value and (value or field not in _NEVER_EMPTY)
    ]
    if edits:
        changed = " and ".join(entry.field.replace("_", " ") for entry in edits)
        summary = f"Changed the {changed} of the claim {tidy.excerpt(known.statement)}"
        perform(connection, Verb.EDIT_CLAIM, summary, edits, time=time)
    return claim(connection, claim_id)


def set_status(connection: Connection, claim_ids: Iterable[str], status: str, time: str) -> int:
    """Say how claims stand, as one change; how many that has changed. An empty status changes none."""
    status = clean_line(status)
    known = [one for one in everything(connection, claim_ids) if status not in {"", one.status}]
    if known:
        edits = [Edit(Entity.CLAIM, one.id, "status", status) for one in known]
        what = f"the claim {tidy.excerpt(known[0].statement)}" if len(known) == 1 else f"{len(known)} claims"
        perform(connection, Verb.EDIT_CLAIM, f"Set {what} to {status}", edits, time=time)
    return len(known)


def join(connection: Connection, annotation_ids: Iterable[str], claim_id: str, time: str) -> Claim:
    """Make marks appearances of a claim, whatever they were, as one change.

    What was said of claims that appear nowhere else goes over to it: what it lacks, and their notes.
    Raises `NoSuchClaimError`, and `NoSuchAnnotationError` before joining any.
    """
    known = claim(connection, claim_id)
    found = marks.these(connection, annotation_ids)
    edits = [edit for mark in found for edit in _joined(mark, claim_id)]
    if edits:
        edits += _inherited(known, _left(connection, found, claim_id))
        summary = f"Joined the claim {tidy.excerpt(known.statement)}"
        perform(connection, Verb.JOIN, summary, edits, time=time)
    return claim(connection, claim_id)


def separate(connection: Connection, annotation_id: str, time: str) -> Claim:
    """Have a mark make a claim of its own, in its own words.

    Raises `NoSuchAnnotationError`, and `SoleAppearanceError` for the only mark of its claim.
    """
    mark = marks.annotation(connection, annotation_id)
    if [one.appearances for one in everything(connection, [mark.claim])] == [1]:
        raise errors.SoleAppearanceError(words=tidy.excerpt(mark.anchor.exact))
    own = stated(mark.anchor.exact, mark.status, time)
    edits = [own, *_joined(mark, own.entity_id)]
    perform(
        connection, Verb.JOIN, f"Parted {tidy.excerpt(mark.anchor.exact)} from its claim", edits, time=time
    )
    return claim(connection, own.entity_id)


def merge(connection: Connection, kept_id: str, other_ids: Iterable[str], time: str) -> Claim:
    """Make all appearances of other claims those of one, as one change. Raises `NoSuchClaimError`."""
    others = [claim_id for claim_id in dict.fromkeys(other_ids) if claim_id != kept_id]
    known = {other.id for other in everything(connection, others)}
    for missing in (claim_id for claim_id in others if claim_id not in known):
        raise errors.NoSuchClaimError(claim_id=missing)
    return join(connection, _appearing(connection, others), kept_id, time)


def _appearing(connection: Connection, claim_ids: list[str]) -> list[str]:
    """The ids of the marks that make claims, as they were marked."""
    return [mark for (mark,) in connection.execute(_APPEARING, (canonical(claim_ids),))]


def _left(connection: Connection, joining: Iterable[Annotation], claim_id: str) -> list[Claim]:
    """The claims that no mark makes any more once some have joined another one."""
    leaving = Counter(mark.claim for mark in joining if mark.claim not in {"", claim_id})
    return [one for one in everything(connection, leaving) if leaving[one.id] == one.appearances]


def _inherited(kept: Claim, others: Sequence[Claim]) -> list[Edit]:
    """What a claim takes over from others: the first thing said where it says nothing, and all notes."""
    said: dict[str, Any] = {
        field: next((value for each in others if (value := getattr(each, field)) not in _NOTHING), None)
        for field in _INHERITED
        if getattr(kept, field) in _NOTHING
    }
    said["note"] = "\n\n".join(dict.fromkeys(filter(None, (each.note for each in (kept, *others)))))
    return [
        Edit(Entity.CLAIM, kept.id, field, value)
        for field, value in said.items()
        if value is not None and value != getattr(kept, field)
    ]


def _weights(connection: Connection, statement: Statement) -> dict[str, float]:
    """How much each word of a statement tells: the less, the more marks hold it."""
    (newest,) = connection.execute("SELECT max(number) FROM mark_words").fetchone()
    held = vocabulary.known(connection, statement.held)
    most = math.log(2 + (newest or 0))
    return {
        word: telling(word) * math.log(2 + (newest or 0) / (1 + held.get(word, 0))) / most
        for word in statement.held
    }


def _candidates(connection: Connection, weights: Mapping[str, float]) -> Iterable[tuple[str, str]]:
    """What claims that hold some of the words say, and their marks: texts, each after the id of its claim."""
    told: dict[int, float] = defaultdict(float)
    claims = facet("kind", Kind.CLAIM)
    telling_much = 0
    for word in sorted(weights, key=lambda word: (-weights[word], word))[:LIKE_LOOKS]:
        asked = f"{quoted(word)} AND {quoted(claims)}"
        found = connection.execute(_HOLDING, (asked, LIKE_MARKS)).fetchall()
        for (number,) in found:
            told[number] += weights[word]
        telling_much += len(found) > 1  # one may be the mark that asks
        if telling_much == LIKE_WORDS:
            break
    best = sorted(told, key=lambda number: (-told[number], number))[:LIKE_CANDIDATES]
    saying = connection.execute(_SAYING, (canonical(best),)).fetchall()
    return {(claim_id, text[:LIKE_LENGTH]) for claim_id, *texts in saying for text in texts}


_HOLDING = "SELECT rowid FROM mark_index WHERE mark_index MATCH ? ORDER BY rowid DESC LIMIT ?"
_SAYING = """
    SELECT claim.id, claim.statement, mark.exact FROM annotation AS mark JOIN claim ON claim.id = mark.claim
    WHERE mark.number IN (SELECT value FROM json_each(?)) AND claim.deleted = 0
"""


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
_NEVER_EMPTY = {"statement", "status"}
_INHERITED = ("confidence", "next_action", "due")
_NOTHING: tuple[Any, ...] = (None, "")


def _claim(row: Row) -> Claim:
    return Claim(*row)
