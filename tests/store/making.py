"""What the tests of the store put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.operations import digest
from store.records import ArticleDraft
from text.document import Block, Document, Metadata, Span

if TYPE_CHECKING:
    from store.library import Library

TEXT = "The minister said “we will be talking” on Monday. Nobody else said anything at all. It rained."


def draft(text: str = TEXT, *, source: str = "", title: str = "The minister speaks") -> ArticleDraft:
    """A draft of one paragraph."""
    document = Document(text, (Block(Span(0, len(text))),))
    return ArticleDraft(document, Metadata(title=title), source)


def span(words: str, text: str = TEXT) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def broken(library: Library) -> list[str]:
    """The ids of the operations that are not what their sha256 says."""
    log = (made for change in library.history(limit=10**6, positions=True) for made in change.operations)
    return [operation.id for operation in log if digest(operation) != operation.sha256]
