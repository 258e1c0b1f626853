"""Postil's own JSON Lines, read: all that `exchange.formats.jsonlines` writes, for `Library.restore`.

A line that cannot be read is refused, with what needs it; the others come in.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from typing import TYPE_CHECKING, TypeVar

from exchange.clippings.moment import utc
from exchange.clippings.record import BadRecordError, few, inner, mapping, offset, refusal, text, texts
from exchange.formats.jsonlines import VERSION
from store import blocks, tidy
from store.annotation import Kind, Relation
from store.attaching import made_id
from store.errors import BadKindError
from store.records import ReadState
from store.restoring import Told, ToldArticle, ToldClaim, ToldLink, ToldMark
from store.retelling import FIELDS
from store.revisions import revision_id
from text.anchoring.anchor import Anchor
from text.clean import clean, clean_line
from text.document import Document, Inline, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from exchange.json import Json
    from text.document import Block

    _Record = dict[str, Json]
    E = TypeVar("E", bound=StrEnum)

FORMAT = "Postil"

_OPENING = '{"type":"postil"'
_MOST_LEVELS = 1_000
_ID = re.compile(r"[0-9a-f]{16}")


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
    document = _document(record)
    revision = revision_id(document.text)
    places = {letter: offset(inner(record, "bookmarks"), letter) for letter in inner(record, "bookmarks")}
    said = {name: _line(record, name) for name in ("title", "byline", "publisher", "published", "language")}
    article = ToldArticle(
        _id(record),
        Metadata(**said, tags=texts(record.get("tags"), "tags")),
        clean(text(record, "source")),
        revision,
        {revision: document},
        _one_of(ReadState, record, "state", ReadState.UNREAD),
        offset(record, "position") or 0,
        {clean_line(letter): place for letter, place in places.items() if place is not None},
        tuple(map(_sound, texts(record.get("dismissed"), "dismissed"))),
        _moment(record, "added"),
        _moment(record, "opened"),
    )
    found.articles[article.id] = article
    found.revisions[article.id, text(record, "revision")] = revision


def _revision(found: _Read, record: _Record) -> None:
    article, document = _told_article(found, record), _document(record)
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
        _id(record),
        article.id,
        Anchor(exact, prefix, suffix, start, end, revision),
        _kind(record),
        text(record, "note"),
        texts(record.get("tags"), "tags"),
        _line(record, "speaker"),
        _line(record, "status"),
        _known_id(record, "claim"),
        _moment(record, "created"),
        _line(record, "place"),
        _line(record, "colour"),
        _moment(record, "updated"),
        _kept(record),
        _line(record, "version"),
    )
    found.marks[mark.id] = mark
    if mark.kind == Kind.CLAIM and mark.claim not in found.claims:
        own = ToldClaim(mark.claim or mark.id, clean_line(exact), mark.status, created=mark.created)
        found.claims[own.id] = own
        found.marks[mark.id] = replace(mark, claim=own.id)


def _claim(found: _Read, record: _Record) -> None:
    confidence = offset(record, "confidence")
    claim = ToldClaim(
        _id(record),
        text(record, "statement"),
        text(record, "status"),
        None if confidence is None else min(confidence, 100),
        text(record, "next_action"),
        _day(record, "due"),
        text(record, "note"),
        _moment(record, "created"),
    )
    found.claims[claim.id] = claim


def _speaker(found: _Read, record: _Record) -> None:
    name = _line(record, "name")
    if name:
        found.speakers.append((name, tuple(map(clean_line, texts(record.get("aliases"), "aliases")))))


def _link(found: _Read, record: _Record) -> None:
    source, target = _known_id(record, "source"), _known_id(record, "target")
    if source == target or not {source, target} <= found.marks.keys():
        raise BadRecordError("it does not link two marks of the file")
    relation = _one_of(Relation, record, "relation", None)
    found.links[_id(record)] = ToldLink(_id(record), source, relation, target, _moment(record, "created"))


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
    article = found.articles.get(_known_id(record, "article"))
    if article is None:
        raise BadRecordError("its article is not in the file, or was left out")
    return article


def _id(record: _Record) -> str:
    said = _known_id(record, "id")
    if not said:
        raise BadRecordError("it has no id")
    return said


def _known_id(record: _Record, name: str) -> str:
    """An id as Postil gives them, made of one that is none; nothing where none is told.

    Ids become parts of commands, of file names and of addresses.
    """
    said = text(record, name)
    return said if not said or _ID.fullmatch(said) else made_id(said)


def _kept(record: _Record) -> frozenset[str]:
    """The fields that the reader has set: all of them where the record does not tell."""
    said = record.get("kept")
    return FIELDS if said is None else FIELDS.intersection(texts(said, "kept"))


def _sound(said: str) -> str:
    """Words that nobody is shown, without what UTF-8 has no place for."""
    return said.encode(errors="replace").decode()


def _kind(record: _Record) -> str:
    try:
        return tidy.kind(text(record, "kind"))
    except BadKindError as error:
        raise BadRecordError("it is of no kind that a mark can be of") from error


def _line(record: _Record, name: str) -> str:
    return clean_line(text(record, name))


def _moment(record: _Record, name: str) -> str:
    """A moment in UTC; nothing where what is told is none."""
    return utc(text(record, name), zone=UTC)


def _day(record: _Record, name: str) -> str:
    """A day as ISO 8601 has it; nothing where what is told is none."""
    try:
        return date.fromisoformat(text(record, name)).isoformat()
    except ValueError:
        return ""


def _one_of(kinds: type[E], record: _Record, name: str, usual: E | None) -> E:
    said = text(record, name)
    try:
        return kinds(said) if said or usual is None else usual
    except ValueError as error:
        raise BadRecordError(f"its “{name}” is none that Postil knows") from error


def _document(record: _Record) -> Document:
    """The text that a record holds, with its blocks; raises `BadRecordError` where they do not fit it."""
    said = clean(text(record, "text"))
    try:
        told = blocks.load(json.dumps(record.get("blocks") or []).encode())
        document = Document(said, tuple(map(_cleaned, told)))
    except (TypeError, ValueError, AttributeError) as error:
        raise BadRecordError("its blocks are none that Postil knows") from error
    done = 0
    for block in document.blocks:
        if not _fits(block, Span(done, len(said))):
            raise BadRecordError("its blocks do not fit its text")
        done = block.span.end
    if not said.strip() or not document.blocks:
        raise BadRecordError("it holds no text")
    return document


def _fits(block: Block, room: Span) -> bool:
    """Whether a block stands in what is left of its text, and what is in it, in it."""
    outer, inner = block.span, [inline.span for inline in block.inlines]
    numbers = [block.level, *(edge for span in (outer, *inner) for edge in (span.start, span.end))]
    return (
        all(isinstance(number, int) for number in numbers)
        and 0 <= block.level <= _MOST_LEVELS
        and room.start <= outer.start <= outer.end <= room.end
        and all(outer.start <= span.start <= span.end <= outer.end for span in inner)
    )


def _cleaned(block: Block) -> Block:
    inlines = tuple(Inline(each.span, each.style, clean(each.target)) for each in block.inlines)
    within = tuple(map(clean, block.within))
    return replace(block, marker=clean(block.marker), inlines=inlines, within=within)
