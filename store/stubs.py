"""Stubs: articles of which the library has nothing but what was marked in them.

Other programs' marks stand on a stub until the text itself is added: under the same address, or the
same title where authors agree. Then the stub becomes that article, and its marks stand in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.operations import Edit, Entity
from store.projection import anchor_fields
from store.revisions import text_of
from text.addresses import canonical as canonical_address
from text.anchoring.anchor import Anchor, describe
from text.anchoring.lookup import Lookup
from text.anchoring.presence import any_stands
from text.builder import Piece, build
from text.clean import clean_line, newlines
from text.document import BlockKind, Role, Span
from text.titles import may_be_one, title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from store.records import ArticleDraft
    from text.document import Document

TAG = "stub"
"""The tag of an article that is a stub; only one whose text also says so is one."""

NOTICE = "Only the marked passages of this text are here: the text itself is not in the library."
"""What the page of a stub says under its title."""

_Row = tuple[str, str, str, str, str]
"""The id, title, byline, source and revision of an article."""

_HEAD = 2
_LISTED = """
    SELECT id, title, byline, source, revision FROM article
    WHERE tags LIKE '%"stub"%' AND deleted = 0 ORDER BY number
"""
_MARKS = "SELECT id, exact, prefix, suffix FROM annotation WHERE article = ? AND deleted = 0 ORDER BY number"


@dataclass(frozen=True, slots=True)
class Stub:
    """The text of a stub: its passages, in order, and where each stands."""

    document: Document
    spans: tuple[Span, ...]


def passage(words: str) -> str:
    """The words of a mark as a stub holds them: its lines without the empty ones."""
    lines = (clean_line(line) for line in newlines(words).split("\n"))
    return "\n".join(filter(None, lines))


def stub(title: str, passages: Iterable[str]) -> Stub:
    """The stub of a work, of passages made by `passage`."""
    pieces = [
        Piece(clean_line(title), BlockKind.HEADING, level=1, role=Role.TITLE),
        Piece(NOTICE, role=Role.STANDFIRST),
        *map(Piece, passages),
    ]
    document = build(pieces)
    return Stub(document, tuple(block.span for block in document.blocks[_HEAD:]))


def passages_of(document: Document) -> list[str]:
    """The passages of a stub."""
    return [block.span.of(document.text) for block in document.blocks[_HEAD:]]


def is_stub(tags: Sequence[str], text: str) -> bool:
    """Whether an article of these tags and this text is one."""
    return TAG in tags and NOTICE in text


def awaiting(connection: Connection, draft: ArticleDraft) -> str | None:
    """The stub of an article that is about to be added; None if there is none, or several may be."""
    listed = connection.execute(_LISTED).fetchall()
    found = [row for row in listed if _is_at(row, draft.source)]
    found = found or [row for row in listed if _is_at(row, draft.address) and _agrees(connection, row, draft)]
    found = found or [row for row in listed if _is_titled(row, draft) and _agrees(connection, row, draft)]
    sure = [row[0] for row in found if NOTICE in text_of(connection, row[0], row[4])]
    return str(sure[0]) if len(sure) == 1 else None


def _is_at(row: _Row, address: str) -> bool:
    return bool(address) and canonical_address(row[3]) == canonical_address(address)


def _is_titled(row: _Row, draft: ArticleDraft) -> bool:
    wanted = title_key(draft.metadata.title)
    return bool(wanted) and title_key(row[1]) == wanted and may_be_one(row[2], draft.metadata.byline)


def _agrees(connection: Connection, row: _Row, draft: ArticleDraft) -> bool:
    """Whether two of title, author and address agree, or some of what is marked stands in the text."""
    article_id, title, byline, *_ = row
    known = draft.metadata
    is_titled = bool(title_key(title)) and title_key(title) == title_key(known.title)
    is_by = bool(title_key(byline) and title_key(known.byline)) and may_be_one(byline, known.byline)
    if is_titled + is_by + _is_at(row, draft.address) > 1:
        return True
    marked = [exact for _, exact, *_ in connection.execute(_MARKS, (article_id,))]
    return any_stands(marked, f"{known.title}\n\n{draft.document.text}")


def standing(
    connection: Connection, article_id: str, text: str, revision: str, *, is_stub: bool
) -> list[Edit]:
    """What stands the marks of a stub on another text, as far as their words stand there.

    On a stub, marks keep what stood round their words where they were made.
    """
    marks = connection.execute(_MARKS, (article_id,)).fetchall()
    lookup = Lookup(text, (exact for _, exact, *_ in marks))
    edits = []
    for mark, exact, prefix, suffix in marks:
        span = lookup.place(exact, prefix, suffix)
        if span is not None:
            made = Anchor(exact, prefix, suffix, span.start, span.end, revision)
            anchor = made if is_stub else describe(text, span, revision)
            edits.append(Edit(Entity.ANNOTATION, mark, "anchor", anchor_fields(anchor)))
    return edits


def without_tag(tags: Iterable[str]) -> list[str]:
    """The tags of a stub that has become an article."""
    return [tag for tag in tags if tag != TAG]
