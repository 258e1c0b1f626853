"""What the library hands out: frozen dataclasses, and marks as named tuples; never rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from store.annotation import KINDS, AnchorState, Annotation, Hit, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from text.document import Document, Metadata, Span

__all__ = [
    "KINDS",
    "Added",
    "AnchorState",
    "Annotation",
    "Article",
    "ArticleDraft",
    "Change",
    "Hit",
    "Kind",
    "Operation",
    "Passage",
    "ReadState",
    "Status",
]


class ReadState(StrEnum):
    """How far an article has been read."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article about to be added.

    `source` is an absolute path, a URL, or empty (standard input); `guessed` is the encoding it was
    read in, where that had to be guessed; `address` is the one on the web that it gives itself.
    """

    document: Document
    metadata: Metadata
    source: str = ""
    guessed: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the library.

    Times are ISO 8601 in UTC; `position` and the places of `bookmarks`, by their letters, are code
    point offsets.
    """

    id: str
    title: str
    byline: str
    publisher: str
    source: str
    published: str
    language: str
    revision: str
    length: int
    words: int
    state: ReadState
    position: int
    added: str
    opened: str
    marks: int = 0
    tags: tuple[str, ...] = ()
    bookmarks: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def progress(self) -> float:
        """The share of the text before the reading position, 0.0 to 1.0."""
        if self.state is ReadState.READ:
            return 1.0
        return min(1.0, self.position / self.length) if self.length else 0.0


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a draft: `new` when it is a new article, `revised` when a known one changed."""

    article: Article
    new: bool
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an article's text answers a query: a span to show, its words, and the folded words asked for.

    `corrections` are those of them that were asked for in another spelling, by that spelling.
    """

    article: Article
    span: Span
    words: str
    terms: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One immutable change to one field of one entity; `value` is JSON."""

    id: str
    change: str
    device: str
    sequence: int
    lamport: int
    parents: tuple[str, ...]
    entity: str
    entity_id: str
    field: str
    value: str
    time: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one verb did, in one transaction: a sentence for people, and its operations."""

    id: str
    verb: str
    summary: str
    time: str
    undone: bool = False
    operations: tuple[Operation, ...] = field(default=())
