"""Selectors of the W3C Web Annotation model, which Hypothesis and others share: where a mark is.

(https://www.w3.org/TR/annotation-model/#selectors)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.place import place
from exchange.clippings.record import listed, offset, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.json import Json

_DEEPEST = 8
_MOST = 64
"""Selectors of one target that are looked at; the others say the same again."""


class Selected(NamedTuple):
    """What selectors say; offsets count the units of the text that the program saw."""

    words: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    place: str = ""


def selected(selectors: Json) -> Selected:
    """What a list of selectors, or a single one, says: the first of each type counts.

    A position within the part that another selector chose is none in the whole text, and left out.
    """
    first: dict[str, dict[str, Json]] = {}
    for is_whole, selector in _walked(selectors, 0):
        kind = text(selector, "type")
        if is_whole or kind != "TextPositionSelector":
            first.setdefault(kind, selector)
    quote, position = first.get("TextQuoteSelector", {}), first.get("TextPositionSelector", {})
    return Selected(
        words=text(quote, "exact"),
        prefix=text(quote, "prefix"),
        suffix=text(quote, "suffix"),
        start=offset(position, "start"),
        end=offset(position, "end"),
        place=_place(first),
    )


def _walked(selectors: Json, depth: int) -> Iterator[tuple[bool, dict[str, Json]]]:
    """Every selector with whether it is about the whole text, those that refine others after them."""
    if depth > _DEEPEST:
        return
    for selector in listed(selectors)[:_MOST]:
        if isinstance(selector, dict):
            yield depth == 0, selector
            yield from _walked(selector.get("refinedBy"), depth + 1)


def _place(first: dict[str, dict[str, Json]]) -> str:
    page = text(first.get("PageSelector", {}), "label")
    if page:
        return place(page=page)
    return text(first.get("EPUBContentSelector", {}), "title") or text(
        first.get("FragmentSelector", {}), "value"
    )
