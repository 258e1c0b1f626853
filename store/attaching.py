"""Attaching: marks that other programs made, taken over as one change for any number of articles.

A mark's id is made of what tells it from every other, so that the same one is known when it comes again.
"""

from __future__ import annotations

import json
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from store.records import ArticleDraft
    from text.anchoring.anchor import Anchor
    from text.document import Document


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A mark about to be taken over. Its anchor is on one of the texts of its sheaf, or the article's own.

    `made` is ISO 8601 in UTC, or empty; `place` and `colour` are as its program tells them. `version` is
    greater, as text, the later its program changed it.
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
    version: str = ""


@dataclass(frozen=True, slots=True)
class Retold:
    """A mark that was taken over before, as its program tells it now: the fields that are to change.

    anchor: None where its words stay as they are.
    """

    id: str
    told: Mapping[str, str | list[str]]
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Marks of one article: new ones, and known ones that are retold.

    stub: what the article is to be, where it is a stub; None of any other.
    aside: a text of the words that stand nowhere in the article as they are. What is made on it is carried
    to the article's own text where it can be, and is lost where not.
    """

    article_id: str
    marks: tuple[ForeignMark, ...]
    stub: ArticleDraft | None = None
    aside: Document | None = None
    retold: tuple[Retold, ...] = ()

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
    """A mark that was taken over before: the article it is on, what has become of it, and what it says."""

    article_id: str
    fate: Fate
    exact: str
    note: str
    tags: tuple[str, ...]
    place: str
    colour: str


class Taken(NamedTuple):
    """How many marks were taken over, and how many others were brought up to date."""

    added: int
    updated: int


_STANDING = """
    SELECT annotation.id, annotation.article, exact, annotation.note, annotation.tags, annotation.place,
        annotation.colour, article.deleted, annotation.deleted, (
        SELECT change.verb FROM operation JOIN change ON change.id = operation.change
        WHERE operation.entity_id = annotation.id AND operation.field IN ('deleted', '*')
            AND annotation.deleted
        ORDER BY operation.number DESC LIMIT 1
    )
    FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.id IN (SELECT value FROM json_each(?))
"""
_REMOVED = "SELECT id FROM article WHERE deleted = 1 AND id IN (SELECT value FROM json_each(?))"


def made_id(said: str) -> str:
    """An id that is the same for the same words: a BLAKE2b hash (RFC 7693) of 8 bytes, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    return hashlib.blake2b(said.encode(errors="replace"), digest_size=8).hexdigest()


def known(connection: Connection, mark_ids: Iterable[str]) -> dict[str, Standing]:
    """Those of the marks that there are or were."""
    found = connection.execute(_STANDING, (canonical(list(mark_ids)),))
    return {
        mark: Standing(article, _fate(*facts), exact, note, _listed(tags), place, colour)
        for mark, article, exact, note, tags, place, colour, *facts in found
    }


def attach(connection: Connection, sheaves: Sequence[Sheaf], origin: str, time: str) -> Taken:
    """Take marks over, as one change. `origin` is what they come from, for people."""
    edits = _brought_back(connection, sheaves)
    for sheaf in sheaves:
        for document in sheaf.texts:
            revision = revisions.revision_id(document.text)
            revisions.keep_text(connection, sheaf.article_id, revision, document, time)
        if sheaf.stub is not None:
            edits += _stubbed(connection, sheaf, sheaf.stub, time)
        edits += [edit for mark in sheaf.marks for edit in _taken(sheaf.article_id, mark, time)]
        edits += [edit for mark in sheaf.retold for edit in _retold(mark)]
    taken = Taken(sum(len(sheaf.marks) for sheaf in sheaves), sum(len(sheaf.retold) for sheaf in sheaves))
    if edits:
        is_new = taken.added or not taken.updated
        does = f"Imported {_counted(taken.added)}" if is_new else f"Updated {_counted(taken.updated)}"
        perform(connection, Verb.ANNOTATE, f"{does} from {clean_line(origin)}", edits, time=time)
    return taken


def _counted(marks: int) -> str:
    return "a mark" if marks == 1 else f"{marks} marks"


def _listed(tags: str) -> tuple[str, ...]:
    return () if tags == "[]" else tuple(json.loads(tags))


def _fate(removed: int, deleted: int, verb: str | None) -> Fate:
    if not deleted:
        return Fate.HIDDEN if removed else Fate.SHOWN
    return Fate.UNDONE if verb == Verb.UNDO else Fate.DELETED


def _brought_back(connection: Connection, sheaves: Iterable[Sheaf]) -> list[Edit]:
    """What brings back the articles that were removed."""
    removed = connection.execute(_REMOVED, (canonical([sheaf.article_id for sheaf in sheaves]),))
    return [Edit(Entity.ARTICLE, article_id, "deleted", value=False) for (article_id,) in removed]


def _stubbed(connection: Connection, sheaf: Sheaf, stub: ArticleDraft, time: str) -> list[Edit]:
    """What makes a stub, or brings it up to what has been marked by now."""
    article_id = sheaf.article_id
    revision = revisions.revision_id(stub.document.text)
    found = connection.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
    if found is None:
        return [created(article_id, revision, stub, time)]
    if found[0] == revision:
        return []
    again = {mark.id for mark in sheaf.retold if mark.anchor}
    moved = standing(connection, article_id, stub.document.text, revision, is_stub=True)
    stays = (edit for edit in moved if edit.entity_id not in again)
    return [Edit(Entity.ARTICLE, article_id, "revision", revision), *stays]


def _retold(mark: Retold) -> Iterator[Edit]:
    """What brings a known mark up to date."""
    if mark.anchor:
        yield Edit(Entity.ANNOTATION, mark.id, "anchor", anchor_fields(mark.anchor))
    for field, value in mark.told.items():
        yield Edit(Entity.ANNOTATION, mark.id, field, value)


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
        **({"version": mark.version} if mark.version else {}),
    }
    return [*stating, Edit(Entity.ANNOTATION, mark.id, WHOLE, fields)]


def _kind(told: str) -> str:
    """The kind that another program tells; a highlight where it tells none that a mark can be of."""
    name = re.sub(r"\s+", "-", told.strip().casefold())
    try:
        return tidy.kind(name or Kind.HIGHLIGHT)
    except errors.BadKindError:
        return Kind.HIGHLIGHT
