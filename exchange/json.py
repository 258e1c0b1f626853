"""Articles and marks as JSON objects: the shapes the command line prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from store.records import Annotation, Article

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What a JSON document can hold."""


def annotation_json(annotation: Annotation) -> dict[str, Json]:
    """A mark. Offsets are code points of the article's text; `anchor` is an `AnchorState`'s value."""
    anchor = annotation.anchor
    return {
        "id": annotation.id,
        "kind": str(annotation.kind),
        "article": {
            "id": annotation.article_id,
            "title": annotation.article_title,
            "source": annotation.article_source,
        },
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "speaker": annotation.speaker,
        "status": annotation.status,
        "created": annotation.created,
        "updated": annotation.updated,
        "anchor": annotation.anchor_state.value,
        "said_as": annotation.said_as,
        "claim": annotation.claim or None,
        "links": [
            {"id": link.id, "source": link.source, "relation": link.relation.value, "target": link.target}
            for link in annotation.links
        ],
        "place": annotation.place,
        "colour": annotation.colour,
    }


def article_json(article: Article) -> dict[str, Json]:
    """An article. Times are ISO 8601 in UTC, `position` and `length` code points of its text."""
    return {
        "id": article.id,
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "source": article.source,
        "published": article.published,
        "language": article.language,
        "tags": list(article.tags),
        "state": article.state.value,
        "position": article.position,
        "progress": round(article.progress, 4),
        "length": article.length,
        "words": article.words,
        "marks": article.marks,
        "bookmarks": dict(article.bookmarks),
        "added": article.added,
        "opened": article.opened,
    }
