"""What a search screen asks of the library, and in which order it shows the answers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from store.records import AnchorState, Annotation, Hit, Kind
from text.anchoring.anchor import Anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from store.library import Library
    from store.records import Passage

LIKE = "like:"
"""What a query begins with that asks for the marks like another one, named by its id."""

EVERY = 10_000
"""As many marks as are counted and acted on at once."""

AT_ONCE_SECONDS = 0.15
"""How long a search may take while one types."""


class Order(StrEnum):
    """An order of the marks found."""

    BEST = "best first"
    NEWEST = "newest first"
    PLACE = "by place"

    @property
    def next(self) -> Order:
        """The order after this one, and the first after the last."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


def like(mark: Annotation) -> str:
    """The query for the marks like one."""
    return f"{LIKE}{mark.id} "


def original(library: Library, asked: str) -> str:
    """The words of the mark that others like it are asked for; empty if none are."""
    first, _, _ = asked.strip().partition(" ")
    if not first.startswith(LIKE):
        return ""
    found = library.among([first.removeprefix(LIKE)])
    return " ".join(found[0].anchor.exact.split()) if found else "a mark that has gone"


def answers(
    library: Library,
    asked: str,
    limit: int,
    cancelled: Callable[[], bool] | None = None,
    seconds: float | None = None,
) -> list[Hit]:
    """The marks that answer a query, best first: those like another one too, as far as the rest fits them.

    For a query about articles, passages of these, as marks without an id. After `seconds`, the marks
    found by then. Raises `SearchCancelledError` soon after `cancelled` says so.
    """
    from text.query import parse  # noqa: PLC0415 - only who searches pays for its import

    first, _, rest = asked.strip().partition(" ")
    if parse(asked).in_articles:
        found = library.passages(asked, limit=limit, cancelled=cancelled, seconds=seconds)
        return [_as_hit(passage) for passage in found]
    if not first.startswith(LIKE):
        return library.search(asked, limit=limit, cancelled=cancelled, seconds=seconds)
    if not rest.strip():
        return library.similar(first.removeprefix(LIKE), limit=limit)
    hits = {hit.annotation.id: hit for hit in library.similar(first.removeprefix(LIKE), limit=EVERY)}
    narrowed = library.search(rest, among=hits, limit=len(hits), cancelled=cancelled, seconds=seconds)
    fitting = {hit.annotation.id for hit in narrowed}
    return [hit for each, hit in hits.items() if each in fitting][:limit]


def ordered(hits: Iterable[Hit], order: Order) -> list[Hit]:
    """Hits that come best first in another order: by the time of their making, or by article and offset."""
    if order is Order.NEWEST:
        return sorted(hits, key=lambda hit: hit.annotation.created, reverse=True)
    if order is Order.PLACE:
        return sorted(hits, key=lambda hit: _place(hit.annotation))
    return list(hits)


def corrections(hits: Sequence[Hit]) -> dict[str, str]:
    """What was asked for in another spelling than the best hit has it in, and that spelling."""
    return dict(hits[0].corrections) if hits else {}


def counted(marks: int, what: str = "mark") -> str:
    """A number of marks, in words; from `EVERY` on, there may be more."""
    return f"{marks:,}{'+' if marks >= EVERY else ''} {what}{'s' if marks != 1 else ''}"


def _as_hit(passage: Passage) -> Hit:
    article, span = passage.article, passage.span
    unmarked = Annotation(
        id="",
        kind=Kind.HIGHLIGHT,
        article_id=article.id,
        article_title=article.title,
        article_source=article.source,
        anchor=Anchor(passage.words, "", "", span.start, span.end, article.revision),
        anchor_state=AnchorState.EXACT,
        created=article.added,
    )
    return Hit(unmarked, 0.0, passage.terms, passage.corrections)


def _place(mark: Annotation) -> tuple[str, str, int]:
    return mark.article_title.casefold(), mark.article_id, mark.span.start
