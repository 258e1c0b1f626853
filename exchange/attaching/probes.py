"""Probes: whether an article holds the words of clippings that may have been made in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.anchoring.lookup import Lookup
from text.anchoring.presence import any_stands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.clippings.clipping import Clipping
    from store.library import Library
    from store.records import Article

_MOST = 20
"""Clippings that are looked up."""


class Probes:
    """The words of a work's first clippings, to be looked up in articles."""

    def __init__(self, library: Library, clippings: Iterable[Clipping]) -> None:
        self._library = library
        self._words = [each.words.strip() for each in clippings if each.words.strip()][:_MOST]

    def held(self, article: Article) -> int:
        """How many of the words stand in an article."""
        lookup = Lookup(self._library.document(article.id).text)
        return sum(lookup.place(words) is not None for words in self._words)

    def fits(self, article: Article) -> bool:
        """Whether nothing is marked, or any of it stands in an article, be it in other words."""
        return not self._words or any_stands(self._words, self._library.document(article.id).text)
