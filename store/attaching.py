"""Attaching: marks that other programs made, taken over as one change for any number of articles.

A mark's id is made of what tells it from every other, so that the same one is known when it comes again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from store import errors, revisions, tidy
from store.articles import created
from store.entities import stated
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from store.projection import anchor_fields, perform
from store.records import Kind
from store.stubs import standing
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from store.records import ArticleDraft
    from text.anchoring.anchor import Anchor
    from text.document import Document


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A mark about to be taken over. Its anchor is on one of the texts of its sheaf, or the article's own.

    `made` is ISO 8601 in UTC, or empty.
    """

    id: str
    anchor: Anchor
    kind: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    status: str = ""
    made: str = ""


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
    """A mark that was taken over before: the article it is on, and what has become of it."""

    article_id: str
    fate: Fate


_STANDING = """
    SELECT annotation.id, annotation.article, article.deleted, annotation.deleted, (
        SELECT change.verb FROM operation JOIN change ON change.id = operation.change
        WHERE operation.entity_id = annotation.id AND operation.field IN ('deleted', '*')
            AND annotation.deleted
        ORDER BY operation.number DESC LIMIT 1
    )
    FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.id IN (SELECT value FROM json_each(?))
"""


def made_id(said: str) -> str:
    """An id that is the same for the same words: a BLAKE2b hash (RFC 7693) of 8 bytes, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    return hashlib.blake2b(said.encode(errors="replace"), digest_size=8).hexdigest()


def known(connection: Connection, mark_ids: Iterable[str]) -> dict[str, Standing]:
    """Those of the marks that there are or were."""
    found = connection.execute(_STANDING, (canonical(list(mark_ids)),))
    return {mark: Standing(article, _fate(*facts)) for mark, article, *facts in found}


def attach(connection: Connection, sheaves: Sequence[Sheaf], origin: str, time: str) -> int:
    """Take marks over, as one change; how many. `origin` is what they come from, for people."""
    edits: list[Edit] = []
    for sheaf in sheaves:
        for document in sheaf.texts:
            revision = revisions.revision_id(document.text)
            revisions.keep_text(connection, sheaf.article_id, revision, document, time)
        if sheaf.stub is not None:
            edits += _stubbed(connection, sheaf.article_id, sheaf.stub, time)
        edits += [edit for mark in sheaf.marks for edit in _taken(sheaf.article_id, mark, time)]
    count = sum(len(sheaf.marks) for sheaf in sheaves)
    if edits:
        what = "a mark" if count == 1 else f"{count} marks"
        perform(connection, Verb.ANNOTATE, f"Imported {what} from {clean_line(origin)}", edits, time=time)
    return count


def _fate(removed: int, deleted: int, verb: str | None) -> Fate:
    if not deleted:
        return Fate.HIDDEN if removed else Fate.SHOWN
    return Fate.UNDONE if verb == Verb.UNDO else Fate.DELETED


def _stubbed(connection: Connection, article_id: str, stub: ArticleDraft, time: str) -> list[Edit]:
    """What makes a stub, or brings it up to what has been marked by now."""
    revision = revisions.revision_id(stub.document.text)
    found = connection.execute("SELECT revision, deleted FROM article WHERE id = ?", (article_id,)).fetchone()
    if found is None:
        return [created(article_id, revision, stub, time)]
    before, deleted = found
    edits = [Edit(Entity.ARTICLE, article_id, "deleted", value=False)] if deleted else []
    if before != revision:
        edits.append(Edit(Entity.ARTICLE, article_id, "revision", revision))
        edits += standing(connection, article_id, stub.document.text, revision, is_stub=True)
    return edits


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
    }
    return [*stating, Edit(Entity.ANNOTATION, mark.id, WHOLE, fields)]


def _kind(told: str) -> str:
    """The kind that another program tells; a highlight where it tells none that a mark can be of."""
    name = re.sub(r"\s+", "-", told.strip().casefold())
    try:
        return tidy.kind(name or Kind.HIGHLIGHT)
    except errors.BadKindError:
        return Kind.HIGHLIGHT
