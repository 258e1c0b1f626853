"""Records for the tests of what goes out."""

from __future__ import annotations

from store.records import AnchorState, Annotation, Article, Kind, ReadState
from text.anchoring.anchor import describe
from text.document import Block, BlockKind, Document, Role, Span

TEXT = "The title\n\nFirst things\n\nOne, two.\n\nLast things\n\nThree."
DOCUMENT = Document(
    TEXT,
    (
        Block(Span(0, 9), BlockKind.HEADING, 1, role=Role.TITLE),
        Block(Span(11, 23), BlockKind.HEADING, 2),
        Block(Span(25, 34)),
        Block(Span(36, 47), BlockKind.HEADING, 2),
        Block(Span(49, 55)),
    ),
)


def article(**facts: str) -> Article:
    return Article(
        id=facts.get("id", "0123456789abcdef"),
        title=facts.get("title", "The title"),
        byline=facts.get("byline", ""),
        publisher=facts.get("publisher", ""),
        source=facts.get("source", ""),
        published=facts.get("published", ""),
        language="",
        revision="r",
        length=len(TEXT),
        words=9,
        state=ReadState.UNREAD,
        position=0,
        added="2026-01-02T03:04:05.678Z",
        opened="",
    )


def mark(
    start: int, end: int, kind: Kind = Kind.HIGHLIGHT, *, text: str = TEXT, **said: object
) -> Annotation:
    fields: dict[str, object] = {"anchor_state": AnchorState.EXACT, "id": f"m{start}", **said}
    return Annotation(
        kind=kind,
        article_id="0123456789abcdef",
        article_title="The title",
        article_source="",
        anchor=describe(text, Span(start, end)),
        **fields,  # type: ignore[arg-type]  # tests say by name what differs
    )
