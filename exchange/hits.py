"""What a search found, as JSON objects and as Markdown: the shapes that `postil search` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.json import annotation_json

if TYPE_CHECKING:
    from exchange.json import Json
    from store.records import Hit, Passage


def hit_json(hit: Hit) -> dict[str, Json]:
    """A mark with how well it answers, 0 to 100, and its folded words that did, or stood for others."""
    why: dict[str, Json] = {
        "score": round(hit.score, 2),
        "terms": list(hit.terms),
        "corrections": dict(hit.corrections),
    }
    return {**annotation_json(hit.annotation), **why}


def passage_json(passage: Passage) -> dict[str, Json]:
    """A passage of an article; offsets are code points of its text."""
    article = passage.article
    return {
        "article": {"id": article.id, "title": article.title, "source": article.source},
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.words,
        "terms": list(passage.terms),
    }


def hit_markdown(hit: Hit) -> str:
    """A mark as it is exported, with the title of its article under it."""
    from exchange.markdown import mark_markdown  # noqa: PLC0415 - slow to import, and few ask for it

    return f"{mark_markdown(hit.annotation)}\n\n{_titled(hit.annotation.article_title)}\n"


def passage_markdown(passage: Passage) -> str:
    """A passage as a quotation, with the title of its article under it."""
    from exchange import escape  # noqa: PLC0415 - as above

    return f"{escape.quotation(escape.block(passage.words))}\n\n{_titled(passage.article.title)}\n"


def _titled(title: str) -> str:
    from exchange import escape  # noqa: PLC0415 - as above

    return f"*{escape.inline(' '.join(title.split()))}*"
