"""Postil's own JSON Lines, read: all that `exchange.formats.jsonlines` writes, for `Library.restore`.

A line that cannot be read is refused, with what needs it; the others come in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from exchange.attaching import fields
from exchange.clippings.record import BadRecordError, few, inner, mapping, offset, refusal, text, texts
from exchange.formats.jsonlines import VERSION
from store.annotation import Kind, Relation
from store.records import ReadState
from store.restoring import Told, ToldArticle, ToldClaim, ToldLink, ToldMark
from store.revisions import revision_id
from text.anchoring.anchor import Anchor
from text.clean import clean, clean_line
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from exchange.json import Json

    _Record = dict[str, Json]
    E = TypeVar("E", bound=StrEnum)

FORMAT = "Postil"

_OPENING = '{"type":"postil"'


@dataclass(slots=True)
class _Read:
    """What has been read so far; the revisions of each article by the names they were told by."""

    articles: dict[str, ToldArticle] = field(default_factory=dict)
    revisions: dict[tuple[str, str], str] = field(default_factory=dict)
    marks: dict[str, ToldMark] = field(default_factory=dict)
    claims: dict[str, ToldClaim] = field(default_factory=dict)
    speakers: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    links: dict[str, ToldLink] = field(default_factory=dict)


def recognises(data: bytes) -> bool:
    """Whether a file begins as Postil's own do."""
    head = data[:200].decode("utf-8-sig", errors="replace")
    return "".join(head.split()).startswith(_OPENING)


def read(data: bytes, name: str) -> tuple[Told, tuple[str, ...]]:
    """What a file tells, and a sentence for each line that was refused."""
    found = _Read()
    refused: list[str] = []
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                _take(found, line)
        except BadRecordError as why:
            refused.append(refusal(f"Line {number}", name, str(why)))
        except _NewerError:
            return Told(), (f"“{name}” was written by a newer Postil: bring this one up to date.",)
    told = Told(
        tuple(found.articles.values()),
        tuple(found.marks.values()),
        tuple(found.claims.values()),
        tuple(found.speakers),
        tuple(found.links.values()),
    )
    return told, few(refused)


class _NewerError(Exception):
    """The file is in a version of the schema that this Postil does not know."""


def _take(found: _Read, line: str) -> None:
    try:
        record = mapping(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise BadRecordError("it is no sound JSON") from error
    said = text(record, "type")
    if not said:
        raise BadRecordError("it does not say of what type it is")
    if take := _TAKING.get(said):  # the others are a newer Postil's
        take(found, record)


def _version(found: _Read, record: _Record) -> None:
    del found
    if (offset(record, "version") or 0) > VERSION:
        raise _NewerError


def _article(found: _Read, record: _Record) -> None:
    document = fields.document(record)
    revision = revision_id(document.text)
    places = {letter: offset(inner(record, "bookmarks"), letter) for letter in inner(record, "bookmarks")}
    said = {
        name: fields.line(record, name) for name in ("title", "byline", "publisher", "published", "language")
    }
    article = ToldArticle(
        fields.own_id(record),
        Metadata(**said, tags=texts(record.get("tags"), "tags")),
        clean(text(record, "source")),
        revision,
        {revision: document},
        fields.one_of(ReadState, record, "state", ReadState.UNREAD),
        offset(record, "position") or 0,
        {clean_line(letter): place for letter, place in places.items() if place is not None},
        tuple(map(fields.sound, texts(record.get("dismissed"), "dismissed"))),
        fields.moment(record, "added"),
        fields.moment(record, "opened"),
    )
    found.articles[article.id] = article
    found.revisions[article.id, text(record, "revision")] = revision


def _revision(found: _Read, record: _Record) -> None:
    article, document = _told_article(found, record), fields.document(record)
    revision = revision_id(document.text)
    found.articles[article.id] = replace(article, texts={**article.texts, revision: document})
    found.revisions[article.id, text(record, "id")] = revision


def _mark(found: _Read, record: _Record) -> None:
    article = _told_article(found, record)
    made = {**record, **inner(record, "made")}
    revision = found.revisions.get((article.id, text(made, "revision")))
    if revision is None:
        raise BadRecordError("the text that it was made in is not in the file")
    start, end = offset(made, "start"), offset(made, "end")
    if start is None or end is None or not start < end <= len(article.texts[revision].text):
        raise BadRecordError("it stands outside the text of its article")
    exact, prefix, suffix = (clean(text(record, name)) for name in ("exact", "prefix", "suffix"))
    if not exact:
        raise BadRecordError("it marks no words")
    if article.texts[revision].text[start:end] != exact:
        raise BadRecordError("its words are not those of its article")
    mark = ToldMark(
        fields.own_id(record),
        article.id,
        Anchor(exact, prefix, suffix, start, end, revision),
        fields.kind(record),
        text(record, "note"),
        texts(record.get("tags"), "tags"),
        fields.line(record, "speaker"),
        fields.line(record, "status"),
        fields.known_id(record, "claim"),
        fields.moment(record, "created"),
        fields.line(record, "place"),
        fields.line(record, "colour"),
        fields.moment(record, "updated"),
        fields.kept(record),
        fields.line(record, "version"),
    )
    found.marks[mark.id] = mark
    if mark.kind == Kind.CLAIM and mark.claim not in found.claims:
        own = ToldClaim(mark.claim or mark.id, clean_line(exact), mark.status, created=mark.created)
        found.claims[own.id] = own
        found.marks[mark.id] = replace(mark, claim=own.id)


def _claim(found: _Read, record: _Record) -> None:
    confidence = offset(record, "confidence")
    claim = ToldClaim(
        fields.own_id(record),
        text(record, "statement"),
        text(record, "status"),
        None if confidence is None else min(confidence, 100),
        text(record, "next_action"),
        fields.day(record, "due"),
        text(record, "note"),
        fields.moment(record, "created"),
    )
    found.claims[claim.id] = claim


def _speaker(found: _Read, record: _Record) -> None:
    name = fields.line(record, "name")
    if name:
        found.speakers.append((name, tuple(map(clean_line, texts(record.get("aliases"), "aliases")))))


def _link(found: _Read, record: _Record) -> None:
    source, target = fields.known_id(record, "source"), fields.known_id(record, "target")
    if source == target or not {source, target} <= found.marks.keys():
        raise BadRecordError("it does not link two marks of the file")
    relation = fields.one_of(Relation, record, "relation", None)
    found.links[fields.own_id(record)] = ToldLink(
        fields.own_id(record), source, relation, target, fields.moment(record, "created")
    )


_TAKING: dict[str, Callable[[_Read, _Record], None]] = {
    "postil": _version,
    "article": _article,
    "revision": _revision,
    "mark": _mark,
    "claim": _claim,
    "speaker": _speaker,
    "link": _link,
}


def _told_article(found: _Read, record: _Record) -> ToldArticle:
    article = found.articles.get(fields.known_id(record, "article"))
    if article is None:
        raise BadRecordError("its article is not in the file, or was left out")
    return article
