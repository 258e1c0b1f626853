"""The masthead: who published an article, when, and who wrote it, where the text does not say so itself."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING

from text.document import Role

if TYPE_CHECKING:
    from store.records import Article
    from text.document import Document

_HEAD = 40
"""Blocks among which a text's own byline would stand."""


def masthead(article: Article, document: Document) -> str:
    """The publisher, the date and the byline on one line; empty where the text has a byline of its own."""
    if any(block.role is Role.BYLINE for block in islice(document.blocks, _HEAD)):
        return ""
    return " · ".join(filter(None, (article.publisher, _day(article.published), _by(article.byline))))


def _day(published: str) -> str:
    """An ISO 8601 date as people write it; what is no whole date stays as it is."""
    try:
        day = dt.date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _by(byline: str) -> str:
    return byline if not byline or byline.lower().startswith("by ") else f"by {byline}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
