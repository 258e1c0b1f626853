"""Marks for tests of the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import AnchorState, Annotation, Kind
from text.anchoring.anchor import describe

if TYPE_CHECKING:
    from text.document import Document, Span


def mark(document: Document, span: Span, kind: Kind = Kind.QUOTE, name: str = "m") -> Annotation:
    return Annotation(
        id=name,
        kind=kind,
        article_id="a",
        article_title="Title",
        article_source="",
        anchor=describe(document.text, span),
        anchor_state=AnchorState.EXACT,
    )
