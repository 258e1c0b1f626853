"""What the tests of the store put into it."""

from __future__ import annotations

from store.records import ArticleDraft
from text.document import Block, Document, Metadata, Span

TEXT = "The minister said “we will be talking” on Monday. Nobody else said anything at all. It rained."


def draft(text: str = TEXT, *, source: str = "", title: str = "The minister speaks") -> ArticleDraft:
    """A draft of one paragraph."""
    document = Document(text, (Block(Span(0, len(text))),))
    return ArticleDraft(document, Metadata(title=title), source)


def span(words: str, text: str = TEXT) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))
