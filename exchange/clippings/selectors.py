"""Selectors of the W3C Web Annotation model, which Hypothesis and others share: where a mark is.

(https://www.w3.org/TR/annotation-model/#selectors)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.place import place
from exchange.clippings.record import listed, offset, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.json import Json

_DEEPEST = 8
_MOST = 64
"""Selectors of one target that are looked at; the others say the same again."""

_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"
_PAGE = re.compile(r"(?:.*&)?page=([^&]+)")
_FOR_PROGRAMS = re.compile(r"epubcfi\(|xpointer\(|xywh=|char=|line=|t=|.*&")
"""How fragments begin that tell a place to programs, but nothing to people."""


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

    A quotation within another is the finer one. A position within the part that another selector chose is
    none in the whole text, and left out.
    """
    first: dict[str, tuple[int, dict[str, Json]]] = {}
    for fineness, selector in _walked(selectors, 0, 0):
        for kind in _kinds(selector):
            is_finer = kind == _QUOTE and kind in first and fineness > first[kind][0]
            if is_finer or (kind not in first and (fineness == 0 or kind != _POSITION)):
                first[kind] = fineness, selector
    found = {kind: selector for kind, (_, selector) in first.items()}
    quote, position = found.get(_QUOTE, {}), found.get(_POSITION, {})
    return Selected(
        words=text(quote, "exact"),
        prefix=text(quote, "prefix"),
        suffix=text(quote, "suffix"),
        start=offset(position, "start"),
        end=offset(position, "end"),
        place=_place(found),
    )


def _kinds(selector: dict[str, Json]) -> Iterator[str]:
    kinds = listed(selector.get("type", selector.get("@type")))
    return (kind.removeprefix("oa:") for kind in kinds if isinstance(kind, str))


def _walked(selectors: Json, fineness: int, depth: int) -> Iterator[tuple[int, dict[str, Json]]]:
    """Every selector with how many others it refines, those to choose from among them."""
    if depth > _DEEPEST:
        return
    for selector in listed(selectors)[:_MOST]:
        if isinstance(selector, dict):
            yield fineness, selector
            yield from _walked(selector.get("items"), fineness, depth + 1)
            yield from _walked(selector.get("refinedBy"), fineness + 1, depth + 1)


def _place(found: dict[str, dict[str, Json]]) -> str:
    """The page and the chapter, or what else a fragment tells people."""
    numbered = found.get("PageSelector", {})
    index, fragment = offset(numbered, "index"), text(found.get("FragmentSelector", {}), "value")
    paged = _PAGE.match(fragment)
    page = text(numbered, "label") or (paged[1] if paged else "" if index is None else str(index + 1))
    chapter = text(found.get("EPUBContentSelector", {}), "title")
    if page or chapter or _FOR_PROGRAMS.match(fragment):
        return place(page=page, chapter=chapter)
    return fragment
