"""A library stocked with many annotations: one change for every few hundred, as an import makes them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from store.connection import connect, transaction
from store.library import Library, utc_now
from store.operations import WHOLE, Edit, Entity, Verb
from store.projection import anchor_fields, perform
from store.records import ArticleDraft, Kind
from text.anchoring.anchor import describe
from text.document import Block, Document, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.prose import Prose
    from store.records import Article

ARTICLE_MARKS = 500


def stocked(library: Library, marks: Sequence[Prose], speaker: str = "") -> None:
    """Put the annotations into a library, in articles made of them, as said by somebody or nobody."""
    with closing(connect(library.path)) as connection:
        for start in range(0, len(marks), ARTICLE_MARKS):
            part = marks[start : start + ARTICLE_MARKS]
            document, spans = composed([mark.text for mark in part])
            article = library.add(ArticleDraft(document, Metadata(title=f"Reading {start}"))).article
            edits = [
                _edit(_id(at), article, document.text, span, mark, speaker)
                for at, (mark, span) in enumerate(zip(part, spans, strict=True), start)
            ]
            with transaction(connection):
                perform(connection, Verb.ANNOTATE, f"Marked {len(part)} passages", edits, time=utc_now())


def places_of(marks: Sequence[Prose]) -> dict[str, int]:
    """The places of the annotations in `marks`, by the ids they have in a stocked library."""
    return {_id(at): at for at in range(len(marks))}


def composed(texts: Sequence[str]) -> tuple[Document, list[Span]]:
    """One paragraph a text."""
    spans: list[Span] = []
    for text in texts:
        start = spans[-1].end + 2 if spans else 0
        spans.append(Span(start, start + len(text)))
    return Document("\n\n".join(texts), tuple(Block(span) for span in spans)), spans


def _id(place: int) -> str:
    return f"{place:016x}"


def _edit(  # noqa: PLR0913, PLR0917 - a mark is these things
    annotation_id: str, article: Article, text: str, span: Span, mark: Prose, speaker: str
) -> Edit:
    fields = {
        "article": article.id,
        "kind": Kind.QUOTE,
        "anchor": anchor_fields(describe(text, span, article.revision)),
        "note": mark.note,
        "tags": list(mark.tags),
        "speaker": speaker,
        "status": "",
        "created": utc_now(),
    }
    return Edit(Entity.ANNOTATION, annotation_id, WHOLE, fields)
