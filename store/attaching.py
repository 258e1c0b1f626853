"""Attaching: marks that other programs made, taken over as one change for any number of articles.

A mark's id is made of what tells it from every other, so that the same one is known when it comes again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from store import errors, revisions, tidy
from store.articles import created
from store.entities import stated
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from store.projection import anchor_fields, perform
from store.records import Kind
from store.stubs import standing
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from store.records import ArticleDraft
    from text.anchoring.anchor import Anchor
    from text.document import Document


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A mark about to be taken over. Its anchor is on one of the texts of its sheaf, or the article's own.

    `made` is ISO 8601 in UTC, or empty; `place` and `colour` are as its program tells them.
    """

    id: str
    anchor: Anchor
    kind: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    status: str = ""
    made: str = ""
    place: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Marks of one article.

    stub: what the article is to be, where it is a stub; None of any other.
    aside: a text of the words that stand nowhere in the article as they are. What is made on it is carried
    to the article's own text where it can be, and is lost where not.
    """

    article_id: str
    marks: tuple[ForeignMark, ...]
    stub: ArticleDraft | None = None
    aside: Document | None = None

    @property
    def texts(self) -> list[Document]:
        """The texts that its anchors are on, but for the article's own."""
        return [*([self.stub.document] if self.stub else []), *([self.aside] if self.aside else [])]


class Fate(StrEnum):
    """What has become of a mark that was taken over before: it is hidden where its article was removed."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    DELETED = "deleted"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Standing:
    """A mark that was taken over before: the article it is on, what has become of it, and what it lacks.

    lacks: those of `place` and `colour` that it does not say.
    """

    article_id: str
    fate: Fate
    lacks: frozenset[str]


class Taken(NamedTuple):
    """How many marks were taken over, and of how many others a place or a colour was filled in."""

    added: int
    completed: int


_STANDING = """
    SELECT annotation.id, annotation.article, annotation.place, annotation.colour,
        article.deleted, annotation.deleted, (
        SELECT change.verb FROM operation JOIN change ON change.id = operation.change
        WHERE operation.entity_id = annotation.id AND operation.field IN ('deleted', '*')
            AND annotation.deleted
        ORDER BY operation.number DESC LIMIT 1
    )
    FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.id IN (SELECT value FROM json_each(?))
"""
_REMOVED = "SELECT id FROM article WHERE deleted = 1 AND id IN (SELECT value FROM json_each(?))"
# What was last done to each; of what is grouped, SQLite tells the row that has the maximum.
_SAID = """
    SELECT operation.entity_id, operation.field, change.verb, max(operation.number)
    FROM operation JOIN change ON change.id = operation.change
    WHERE operation.entity_id IN (SELECT value FROM json_each(?)) AND operation.field IN ('place', 'colour')
    GROUP BY operation.entity_id, operation.field
"""


def made_id(said: str) -> str:
    """An id that is the same for the same words: a BLAKE2b hash (RFC 7693) of 8 bytes, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    return hashlib.blake2b(said.encode(errors="replace"), digest_size=8).hexdigest()


def known(connection: Connection, mark_ids: Iterable[str]) -> dict[str, Standing]:
    """Those of the marks that there are or were."""
    found = connection.execute(_STANDING, (canonical(list(mark_ids)),))
    return {
        mark: Standing(article, _fate(*facts), _lacking(place, colour))
        for mark, article, place, colour, *facts in found
    }


def attach(
    connection: Connection,
    sheaves: Sequence[Sheaf],
    told: Mapping[str, tuple[str, str]],
    origin: str,
    time: str,
) -> Taken:
    """Take marks over, as one change. `origin` is what they come from, for people.

    told: the places and colours of marks that were taken over before; what the reader said of these stays.
    """
    edits = _brought_back(connection, sheaves)
    for sheaf in sheaves:
        for document in sheaf.texts:
            revision = revisions.revision_id(document.text)
            revisions.keep_text(connection, sheaf.article_id, revision, document, time)
        if sheaf.stub is not None:
            edits += _stubbed(connection, sheaf.article_id, sheaf.stub, time)
        edits += [edit for mark in sheaf.marks for edit in _taken(sheaf.article_id, mark, time)]
    count = sum(len(sheaf.marks) for sheaf in sheaves)
    completing = _completing(connection, told)
    completed = len({edit.entity_id for edit in completing})
    if edits or completing:
        does = f"Imported {_counted(count)}" if edits else f"Completed {_counted(completed)}"
        summary = f"{does} from {clean_line(origin)}"
        perform(connection, Verb.ANNOTATE, summary, [*edits, *completing], time=time)
    return Taken(count, completed)


def _counted(marks: int) -> str:
    return "a mark" if marks == 1 else f"{marks} marks"


_NOTHING = frozenset[str]()


def _lacking(place: str, colour: str) -> frozenset[str]:
    if place and colour:
        return _NOTHING
    return frozenset(name for name, said in (("place", place), ("colour", colour)) if not said)


def _completing(connection: Connection, told: Mapping[str, tuple[str, str]]) -> list[Edit]:
    """What fills in places and colours that nobody has set or cleared but by an undo."""
    if not told:
        return []
    lacking = {mark: standing.lacks for mark, standing in known(connection, told).items()}
    said = {
        (mark, field)
        for mark, field, verb, _ in connection.execute(_SAID, (canonical(list(told)),))
        if verb != Verb.UNDO
    }
    return [
        Edit(Entity.ANNOTATION, mark, field, value)
        for mark, lacks in lacking.items()
        for field, value in tidy.standing(*told[mark]).items()
        if field in lacks and (mark, field) not in said
    ]


def _fate(removed: int, deleted: int, verb: str | None) -> Fate:
    if not deleted:
        return Fate.HIDDEN if removed else Fate.SHOWN
    return Fate.UNDONE if verb == Verb.UNDO else Fate.DELETED


def _brought_back(connection: Connection, sheaves: Iterable[Sheaf]) -> list[Edit]:
    """What brings back the articles that were removed."""
    removed = connection.execute(_REMOVED, (canonical([sheaf.article_id for sheaf in sheaves]),))
    return [Edit(Entity.ARTICLE, article_id, "deleted", value=False) for (article_id,) in removed]


def _stubbed(connection: Connection, article_id: str, stub: ArticleDraft, time: str) -> list[Edit]:
    """What makes a stub, or brings it up to what has been marked by now."""
    revision = revisions.revision_id(stub.document.text)
    found = connection.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
    if found is None:
        return [created(article_id, revision, stub, time)]
    if found[0] == revision:
        return []
    moved = standing(connection, article_id, stub.document.text, revision, is_stub=True)
    return [Edit(Entity.ARTICLE, article_id, "revision", revision), *moved]


def _taken(article_id: str, mark: ForeignMark, time: str) -> list[Edit]:
    """What makes one mark, and what it states."""
    kind, status = _kind(mark.kind), clean_line(mark.status)
    stating = [stated(mark.anchor.exact, status, time)] if kind is Kind.CLAIM else []
    fields = {
        "article": article_id,
        "kind": kind,
        "anchor": anchor_fields(mark.anchor),
        "note": tidy.note(mark.note),
        "tags": tidy.subjects(mark.tags),
        "speaker": clean_line(mark.speaker),
        "status": "" if stating else status,
        "claim": stating[0].entity_id if stating else "",
        "created": mark.made or time,
        **tidy.standing(mark.place, mark.colour),
    }
    return [*stating, Edit(Entity.ANNOTATION, mark.id, WHOLE, fields)]


def _kind(told: str) -> str:
    """The kind that another program tells; a highlight where it tells none that a mark can be of."""
    name = re.sub(r"\s+", "-", told.strip().casefold())
    try:
        return tidy.kind(name or Kind.HIGHLIGHT)
    except errors.BadKindError:
        return Kind.HIGHLIGHT
