"""Restoring: what another library told of itself, put into this one as one change, under the same ids.

What is there already is left as it is. Where its marks stand is worked out anew from where they were made.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from store import retelling, revisions, speakers, tidy
from store.annotation import Kind, Relation, Status
from store.articles import created
from store.attaching import Fate, known
from store.entities import speaker_key
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from store.projection import anchor_fields, perform
from store.records import ArticleDraft, ReadState
from text.anchoring.anchor import Anchor
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from text.document import Document, Metadata


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article, and the texts that its marks' anchors are on, by their revisions; its own among them."""

    id: str
    metadata: Metadata
    source: str
    revision: str
    texts: Mapping[str, Document]
    state: ReadState = ReadState.UNREAD
    position: int = 0
    bookmarks: Mapping[str, int] = field(default_factory=dict)
    dismissed: tuple[str, ...] = ()
    added: str = ""
    opened: str = ""


@dataclass(frozen=True, slots=True)
class ToldMark:
    """A mark; its anchor is where it was made. `kept` and `version` are as `retelling.Kept` tells them."""

    id: str
    article_id: str
    anchor: Anchor
    kind: str
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    status: str = ""
    claim: str = ""
    created: str = ""
    place: str = ""
    colour: str = ""
    updated: str = ""
    kept: frozenset[str] = retelling.FIELDS
    version: str = ""


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim."""

    id: str
    statement: str
    status: str = ""
    confidence: int | None = None
    next_action: str = ""
    due: str = ""
    note: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class ToldLink:
    """A link between two marks."""

    id: str
    source: str
    relation: Relation
    target: str
    created: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a library told of itself; a speaker is a name and the others."""

    articles: tuple[ToldArticle, ...] = ()
    marks: tuple[ToldMark, ...] = ()
    claims: tuple[ToldClaim, ...] = ()
    speakers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    links: tuple[ToldLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """How many articles were put in, the ids of the marks, and how many marks were there, by their fates."""

    articles: int
    marks: tuple[str, ...]
    fates: Mapping[Fate, int]


def restore(connection: Connection, told: Told, origin: str, time: str) -> Restored:
    """Put in what was told, but for what is there; `origin` is what it comes from, for people."""
    told = _under_known_ids(connection, told)
    fates = _fates(connection, told.marks)
    fresh = [mark for mark in told.marks if fates[mark.id] is Fate.UNDONE]
    shown = _among(connection, "article", (article.id for article in told.articles))
    new = [article for article in told.articles if article.id not in shown]
    edits = [edit for article in new for edit in _article(connection, article, time)]
    edits += _shared(connection, told, {mark.id for mark in fresh}, time)
    by_article: dict[str, list[ToldMark]] = {}
    for mark in fresh:
        by_article.setdefault(mark.article_id, []).append(mark)
    for article in told.articles:
        marks = by_article.get(article.id, [])
        for revision in {mark.anchor.revision for mark in marks}:
            revisions.keep_text(connection, article.id, revision, article.texts[revision], time)
        edits += [_mark(mark, time) for mark in marks]
    if edits:
        counted = f"{len(new)} articles and {len(fresh)} marks"
        perform(connection, Verb.ANNOTATE, f"Imported {counted} from {clean_line(origin)}", edits, time=time)
    counts = Counter(fates.values())
    return Restored(len(new), tuple(mark.id for mark in fresh), counts)


def made(connection: Connection, article_id: str) -> dict[str, Anchor]:
    """Where those marks of an article were made that stand somewhere else by now, by their ids."""
    return {mark: Anchor(*anchor) for mark, *anchor in connection.execute(_MADE, (article_id,))}


_MADE = """
    SELECT id, exact, prefix, suffix, made_start, made_end, made_revision FROM annotation
    WHERE article = ? AND deleted = 0
        AND (made_revision <> revision OR made_start <> start OR made_end <> "end")
"""


def _under_known_ids(connection: Connection, told: Told) -> Told:
    """The same, with articles whose very text is here under another id called by that."""
    found = {
        article.id: row[0]
        for article in told.articles
        if (row := connection.execute(_SAME_TEXT, (article.revision, article.id)).fetchone())
    }
    articles: dict[str, ToldArticle] = {}
    for each in told.articles:
        here = found.get(each.id, each.id)
        known = articles.setdefault(here, replace(each, id=here))
        articles[here] = replace(known, texts={**known.texts, **each.texts})
    marks = tuple(
        replace(each, article_id=found.get(each.article_id, each.article_id)) for each in told.marks
    )
    return replace(told, articles=tuple(articles.values()), marks=marks)


# None where the article itself is here, whatever its text is by now.
_SAME_TEXT = """
    SELECT id FROM article WHERE revision = ?1 AND deleted = 0
        AND NOT EXISTS (SELECT 1 FROM article WHERE id = ?2 AND deleted = 0)
    ORDER BY number LIMIT 1
"""


def _fates(connection: Connection, marks: Sequence[ToldMark]) -> dict[str, Fate]:
    """What has become of the marks; one that is not here is as if it was undone."""
    before = known(connection, (mark.id for mark in marks))
    fates = {mark.id: before[mark.id].fate if mark.id in before else Fate.UNDONE for mark in marks}
    # A mark never changes its article.
    moved = {mark.id for mark in marks if mark.id in before and before[mark.id].article_id != mark.article_id}
    return {
        mark: Fate.DELETED if mark in moved and fate is Fate.UNDONE else fate for mark, fate in fates.items()
    }


def _among(connection: Connection, table: str, ids: Iterable[str]) -> set[str]:
    """Those of some ids that there are, and that are not deleted."""
    asked = f"SELECT id FROM {table} WHERE deleted = 0 AND id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own tables
    return {found for (found,) in connection.execute(asked, (canonical(list(ids)),))}


def _article(connection: Connection, article: ToldArticle, time: str) -> list[Edit]:
    """What makes an article, or brings back one that was removed, as it is told."""
    draft = ArticleDraft(article.texts[article.revision], article.metadata, article.source)
    revisions.keep_text(connection, article.id, article.revision, draft.document, time)
    made = created(article.id, article.revision, draft, article.added or time)
    length = len(draft.document.text)
    said = {
        "state": article.state,
        "position": min(article.position, length),
        "opened": article.opened,
        "bookmarks": {letter: min(place, length) for letter, place in article.bookmarks.items()},
        "dismissed": list(article.dismissed),
    }
    if connection.execute("SELECT 1 FROM article WHERE id = ?", (article.id,)).fetchone():
        fields = {**made.value, **said, "deleted": False}
        return [Edit(Entity.ARTICLE, article.id, name, value) for name, value in fields.items()]
    return [replace(made, value={**made.value, **said})]


def _mark(mark: ToldMark, time: str) -> Edit:
    kind = tidy.kind(mark.kind)
    fields = {
        "article": mark.article_id,
        "kind": kind,
        "anchor": anchor_fields(mark.anchor),
        "note": tidy.note(mark.note),
        "tags": tidy.tags(mark.tags),
        "speaker": clean_line(mark.speaker),
        "status": "" if kind is Kind.CLAIM else clean_line(mark.status),
        "claim": mark.claim if kind is Kind.CLAIM else "",
        "created": mark.created or time,
        "updated": mark.updated or time,
        "kept": sorted(mark.kept),
        "version": mark.version,
        **tidy.standing(mark.place, mark.colour),
    }
    return Edit(Entity.ANNOTATION, mark.id, WHOLE, fields)


def _shared(connection: Connection, told: Told, fresh: set[str], time: str) -> list[Edit]:
    """What makes the speakers, claims and links that are not here."""
    claims = _among(connection, "claim", (claim.id for claim in told.claims))
    edits = [_claim(claim, time) for claim in told.claims if claim.id not in claims]
    said = {speaker_key(name): name for name in sorted(mark.speaker for mark in told.marks)}
    for name, aliases in told.speakers:
        # Who is called by one name, as it was written, is whoever marks say so.
        if aliases or said.get(speaker_key(name), name) != name:
            edits += speakers.called(connection, name, aliases)
    # Of two marks that were here before, the reader may have taken the link away.
    linked = (link for link in told.links if fresh & {link.source, link.target})
    return edits + [_link(link, time) for link in linked]


def _claim(claim: ToldClaim, time: str) -> Edit:
    fields = {
        "statement": clean_line(claim.statement),
        "status": clean_line(claim.status) or Status.UNCHECKED,
        "confidence": claim.confidence,
        "next_action": clean_line(claim.next_action),
        "due": clean_line(claim.due),
        "note": tidy.note(claim.note),
        "created": claim.created or time,
    }
    return Edit(Entity.CLAIM, claim.id, WHOLE, fields)


def _link(link: ToldLink, time: str) -> Edit:
    fields = {"source": link.source, "relation": link.relation, "target": link.target}
    fields |= {"created": link.created or time}
    return Edit(Entity.LINK, link.id, WHOLE, fields)
