"""The fields of a record of Postil's own JSON Lines, made sound or refused with a `BadRecordError`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date
from typing import TYPE_CHECKING, TypeVar

from exchange.clippings.moment import utc
from exchange.clippings.record import BadRecordError, text, texts
from store import blocks, tidy
from store.attaching import made_id
from store.errors import BadKindError
from store.retelling import FIELDS
from text.clean import clean, clean_line
from text.document import Document, Inline, Span

if TYPE_CHECKING:
    from enum import StrEnum

    from exchange.json import Json
    from text.document import Block

    _Record = dict[str, Json]
    E = TypeVar("E", bound=StrEnum)

_MOST_LEVELS = 1_000
_ID = re.compile(r"[0-9a-f]{16}")


def own_id(record: _Record) -> str:
    """The id that a record must have."""
    said = known_id(record, "id")
    if not said:
        raise BadRecordError("it has no id")
    return said


def known_id(record: _Record, name: str) -> str:
    """An id as Postil gives them, made of one that is none; nothing where none is told.

    Ids become parts of commands, of file names and of addresses.
    """
    said = text(record, name)
    return said if not said or _ID.fullmatch(said) else made_id(said)


def kept(record: _Record) -> frozenset[str]:
    """The fields that the reader has set: all of them where the record does not tell."""
    said = record.get("kept")
    return FIELDS if said is None else FIELDS.intersection(texts(said, "kept"))


def sound(said: str) -> str:
    """Words that nobody is shown, without what UTF-8 has no place for."""
    return said.encode(errors="replace").decode()


def kind(record: _Record) -> str:
    """What a mark is."""
    try:
        return tidy.kind(text(record, "kind"))
    except BadKindError as error:
        raise BadRecordError("it is of no kind that a mark can be of") from error


def line(record: _Record, name: str) -> str:
    """A text on one line."""
    return clean_line(text(record, name))


def moment(record: _Record, name: str) -> str:
    """A moment in UTC; nothing where what is told is none."""
    return utc(text(record, name), zone=UTC)


def day(record: _Record, name: str) -> str:
    """A day as ISO 8601 has it; nothing where what is told is none."""
    try:
        return date.fromisoformat(text(record, name)).isoformat()
    except ValueError:
        return ""


def one_of(kinds: type[E], record: _Record, name: str, usual: E | None) -> E:
    """One of a few values; the usual one, if there is any, where none is told."""
    said = text(record, name)
    try:
        return kinds(said) if said or usual is None else usual
    except ValueError as error:
        raise BadRecordError(f"its “{name}” is none that Postil knows") from error


def document(record: _Record) -> Document:
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
