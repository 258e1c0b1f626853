"""A library stocked with claims: made in a few changes, as an import makes them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bench.stock import ARTICLE_MARKS, composed
from store.connection import connect, transaction
from store.entities import stated
from store.ids import new_id
from store.library import Library, utc_now
from store.operations import WHOLE, Edit, Entity, Verb
from store.projection import anchor_fields, perform
from store.records import ArticleDraft, Kind
from text.anchoring.anchor import describe
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Article
    from text.document import Span


def claimed(library: Library, statements: Sequence[str], appearances: int = 1) -> dict[str, int]:
    """Have every statement claimed, in so many articles; the places of the claims by their ids."""
    time = utc_now()
    made = [stated(statement, "", time) for statement in statements]
    with closing(connect(library.path)) as connection:
        for start in range(0, len(statements), ARTICLE_MARKS):
            part = statements[start : start + ARTICLE_MARKS]
            document, spans = composed(part)
            for turn in range(appearances):
                title = Metadata(title=f"Reading {start} {turn}")
                text, moved = document, spans
                if turn:
                    text, moved = composed([*part, f"Told again, {turn}."])
                article = library.add(ArticleDraft(text, title)).article
                edits = [] if turn else list(made[start : start + ARTICLE_MARKS])
                edits += [
                    _appearance(article, text.text, span, made[at].entity_id)
                    for at, span in enumerate(moved[: len(part)], start)
                ]
                with transaction(connection):
                    perform(connection, Verb.ANNOTATE, f"Claimed {len(part)} times", edits, time=time)
    return {edit.entity_id: at for at, edit in enumerate(made)}


def _appearance(article: Article, text: str, span: Span, claim_id: str) -> Edit:
    fields = {
        "article": article.id,
        "kind": Kind.CLAIM,
        "anchor": anchor_fields(describe(text, span, article.revision)),
        "note": "",
        "tags": [],
        "speaker": "",
        "status": "",
        "claim": claim_id,
        "created": utc_now(),
    }
    return Edit(Entity.ANNOTATION, new_id(), WHOLE, fields)
