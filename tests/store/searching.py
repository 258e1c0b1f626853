"""A small library for tests of the search, and what it finds there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.library import Library
from store.records import Kind
from store.search import narrowed, search
from tests.store.making import draft
from text.document import Span

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

NOW = "2026-01-01T00:00:00.000Z"
TEXTS = (
    "Security guarantees for Ukraine were discussed, the adviser said.",
    "We have to secure the border guard’s approval.",
    "Crimea will not be returned; that was decided by Obama.",
    "The ceasefire held along the frontier for a week.",
    "Naïve readers of Łódź’s papers asked for a café.",
    "The president said nothing of security.",
    "Она сказала, что переговоры продолжаются.",
    "两国讨论了安全保障问题。",
    "政府は協議を続けている",
    "เขากล่าวว่าการเจรจายังดำเนินอยู่",
    "대통령은 협상을 계속한다고 말했다",
    "“Peace talks,” she said, “are over.” Talks of peace went on.",
)


def tags_of(number: int) -> list[str]:
    return ["war/truce"] if number % 2 else ["warfare"]


def fill(path: Path) -> None:
    """Make a library of one mark a text, the odd ones claims on the war."""
    with Library.open(path) as library:
        for number, text in enumerate(TEXTS, start=1):
            article = library.add(draft(text, title=f"Report {number}")).article
            kind = Kind.CLAIM if number % 2 else Kind.QUOTE
            span = Span(0, len(text))
            library.annotate(article.id, span, kind, tags=tags_of(number), speaker="Mike Waltz")


def found(connection: Connection, query: str, *tags: str, kind: str | None = None) -> list[int]:
    return [match.number for match in search(connection, narrowed(query, kind, tags), now=NOW, limit=50)]
