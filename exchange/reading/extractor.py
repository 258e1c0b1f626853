"""trafilatura, asked what of a web page is its article and what the page says of itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree

from text.clean import clean_line
from text.document import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_DEEPEST = 400
_MOST_ELEMENTS = 20_000
_MOST_TEXT = 1_000_000
"""Beyond this nesting, this many elements and code points the extractor fails or takes seconds."""

_UNREAD = frozenset({"script", "style"})

_FEW_ELEMENTS = 8_000
"""Up to so many elements, the extractor is asked twice."""

_FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.LxmlError,
)
"""What can go wrong in reading the dates, scripts and markup of pages made by anyone."""

for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # else its warnings end on the terminal


@dataclass(frozen=True, slots=True)
class Extract:
    """What was found: the article's text with what may belong to it and without, and the page's facts."""

    broad: str = ""
    sure: str = ""
    known: Metadata = field(default_factory=Metadata)


def extract(tree: HtmlElement) -> Extract:
    """What the extractor finds in a page; only its title where the page is beyond the extractor.

    The tree's table cells lose their spans, which the extractor would multiply.
    """
    count = _count(tree)
    etree.strip_attributes(tree, "colspan", "rowspan")
    broad = _ask(tree, favor_precision=False) if count <= _MOST_ELEMENTS else None
    if broad is None:
        return Extract(known=Metadata(title=clean_line(tree.findtext(".//title") or "")))
    sure = _ask(tree, favor_precision=True) if count <= _FEW_ELEMENTS else None
    return Extract(_text(broad), _text(sure), _metadata(broad))


def _ask(tree: HtmlElement, *, favor_precision: bool) -> Document | None:
    """What trafilatura makes of a page; None where it finds no article, or fails."""
    try:
        found = trafilatura.bare_extraction(
            tree,
            favor_precision=favor_precision,
            include_comments=False,
            output_format="txt",
            with_metadata=not favor_precision,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except _FAILURES:
        return None
    return None if isinstance(found, dict) else found


def _count(tree: HtmlElement) -> int:
    """How many elements the page has; more than can be dealt with where it is too deep or too long."""
    depth = count = text = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if event == "start" and element.tag not in _UNREAD:
            text += len(element.text or "") + len(element.tail or "")
        if depth > _DEEPEST or count > _MOST_ELEMENTS or text > _MOST_TEXT:
            return _MOST_ELEMENTS + 1
    return count


def _text(found: Document | None) -> str:
    return "\n".join(" ".join(element.itertext()) for element in found.body) if found else ""


def _metadata(found: Document) -> Metadata:
    return Metadata(
        title=clean_line(found.title or ""),
        byline=clean_line((found.author or "").replace("; ", ", ")),
        publisher=clean_line(found.sitename or ""),
        published=found.date or "",
    )
