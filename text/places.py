"""The places of a stretch of text that one can go to: its sentences and its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import Document, Inline, Span, Style
from text.stretches import onwards, stretch_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def sentences_in(document: Document, span: Span) -> tuple[Span, ...]:
    """The sentences that share text with `span`, in order."""
    return tuple(_sentences(document, span)) if document.blocks else ()


def links_in(document: Document, span: Span) -> tuple[Inline, ...]:
    """The links that share text with `span`, in order."""
    if not document.blocks:
        return ()
    first, last = document.block_at(span.start), document.block_at(max(span.start, span.end - 1))
    inlines = (inline for index in range(first, last + 1) for inline in document.blocks[index].inlines)
    return tuple(each for each in inlines if each.style is Style.LINK and each.span.overlaps(span))


def link_near(document: Document, offset: int, sentence: Span) -> Inline | None:
    """The first of the sentence's links that ends after `offset`, else its first one, if it has any."""
    links = links_in(document, sentence)
    return next((link for link in links if link.span.end > offset), links[0] if links else None)


def _sentences(document: Document, span: Span) -> Iterator[Span]:
    for stretch in onwards(document, span.start):
        if stretch.start >= span.end:
            return
        for sentence in stretch_sentences(document, stretch):
            if sentence.overlaps(span):
                yield sentence
