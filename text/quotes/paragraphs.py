"""Paragraphs: the speeches of a document, those that go on in the next paragraph in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import BlockKind, Span
from text.quotes.lexicon import PRONOUNS
from text.quotes.passage import DIRECT, Draft, announced, drafts
from text.quotes.turns import turns
from text.quotes.unmarked import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from text.document import Document

SILENT = frozenset({BlockKind.CODE, BlockKind.RULE})
"""Blocks in which nobody speaks."""


def speeches(document: Document) -> Iterator[Draft]:
    """The speeches and marked phrases of a document, in order."""
    last: Draft | None = None
    for draft in _runs(document.text, _drafts(document)):
        if last and draft.follows and _goes_on(draft.follows, draft):
            last.parts += draft.parts
            continue
        if last:
            yield last
            if draft.subject is None and not draft.sure:
                draft.subject = last.subject
        last = draft
    if last:
        yield last


def _drafts(document: Document) -> Iterator[Draft]:
    """The drafts of every block; the first of one knows what the block before it ended with."""
    text = document.text
    last: Draft | None = None
    heralded: tuple[str, Span] | None = None
    labelled = turns(document)
    for block in document.blocks:
        if block.kind in SILENT:
            continue
        turn = labelled.get(block.span.start)
        found = [turn] if turn else list(drafts(text, block.span)) or list(unmarked(text, block.span))
        if found and found[0].opens:
            found[0].follows = last
            if heralded and not found[0].cue:
                found[0].cue, found[0].subject = heralded
        yield from found
        last = found[-1] if found and found[-1].closes else None
        heralded = announced(text, block.span)


def _runs(text: str, found: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, those whose paragraphs left the mark open in one; who speaks may be told in the last."""
    last: Draft | None = None
    for draft in found:
        if last and draft.follows and draft.follows.unclosed and not _differ(text, last, draft):
            last.parts += draft.parts
            if not last.cue:
                last.cue, last.subject, last.share = draft.cue, draft.subject, draft.share
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _differ(text: str, one: Draft, other: Draft) -> bool:
    """Whether two drafts name different speakers."""
    if one.subject is None or other.subject is None:
        return False
    first, second = one.subject.of(text), other.subject.of(text)
    named = first[:1].isupper() and second[:1].isupper() and not {first.lower(), second.lower()} & PRONOUNS
    return named and set(first.split()).isdisjoint(second.split())


def _goes_on(last: Draft, draft: Draft) -> bool:
    """Whether a passage that tells of no speaker is said by whom the one before it is."""
    return not draft.cue and draft.closes and last.share >= DIRECT
