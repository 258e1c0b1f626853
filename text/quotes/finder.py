"""The finder: every quotation of a document, with its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import BlockKind, Document, Span
from text.quotes.passage import DIRECT, Draft, drafts
from text.quotes.people import People
from text.quotes.quote import Quote
from text.quotes.speakers import Speakers
from text.quotes.unmarked import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SILENT = frozenset({BlockKind.CODE, BlockKind.RULE})
"""Blocks in which nobody speaks."""


def quotes(document: Document) -> tuple[Quote, ...]:
    """The quotations of a document, in order and apart, each with its speaker."""
    found = list(_joined(_drafts(document)))
    speakers = Speakers(document.text, People(document.text)) if found else None
    return tuple(_quote(draft, speakers) for draft in found if speakers)


def speaker_of(document: Document, span: Span) -> str:
    """Who says what stands in `span`: the speaker of the quotation there, empty where there is none."""
    return next((quote.speaker for quote in quotes(document) if quote.span.overlaps(span)), "")


def _drafts(document: Document) -> Iterator[Draft]:
    """The drafts of every block; the first of one knows what the block before it ended with."""
    last: Draft | None = None
    for block in document.blocks:
        if block.kind in _SILENT:
            continue
        found = list(drafts(document.text, block.span)) or list(unmarked(document.text, block.span))
        if last and found and found[0].opens:
            found[0].follows = last
        yield from found
        last = found[-1] if found and found[-1].closes else None


def _joined(found: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, those that go on in the next paragraph in one."""
    last: Draft | None = None
    for draft in found:
        if last and draft.follows and _goes_on(draft.follows, draft):
            last.parts += draft.parts
            continue
        if last:
            yield last
            if draft.subject is None:
                draft.subject = last.subject
        last = draft
    if last:
        yield last


def _goes_on(last: Draft, draft: Draft) -> bool:
    return last.unclosed or (not draft.cue and draft.closes and last.share >= DIRECT)


def _quote(draft: Draft, speakers: Speakers) -> Quote:
    speech = draft.share >= DIRECT
    score = draft.sure or _score(draft)
    return Quote(
        Span(draft.parts[0].start, draft.parts[-1].end),
        speakers.name(draft.subject) if draft.subject else "",
        draft.subject,
        draft.cue,
        "direct",
        score,
        draft.parts,
        "speech" if speech else "phrase",
    )


def _score(draft: Draft) -> float:
    """How sure it is that a marked quotation was said by its speaker."""
    if not draft.cue:
        return 0.6 if draft.opens else 0.45
    return 0.9 if draft.share >= DIRECT else 0.5
