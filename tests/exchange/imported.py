"""What the tests of attaching put into a library, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.attaching.attach import attach
from exchange.clippings.clipping import Clipping
from store.records import ArticleDraft
from text.builder import Piece, build
from text.document import Metadata

if TYPE_CHECKING:
    from exchange.attaching.attach import Attached
    from store.library import Library
    from store.records import Added

TITLE = "The Keeper"
SOURCE = "https://example.org/keeper"
PARAGRAPHS = (
    "“I saw a ship,” said Ada Marsh. The ship came closer, and then the ship was gone.",
    "Nobody else saw it. It had rained all night, and the lamp burnt low over the water of the bay.",
    "In the morning, the harbour master wrote three lines into his book and shut it again.",
)


def story(library: Library, *, title: str = TITLE, byline: str = "Ann Other", source: str = SOURCE) -> Added:
    """Add the article."""
    document = build([Piece(title), *map(Piece, PARAGRAPHS)])
    return library.add(ArticleDraft(document, Metadata(title, byline), source))


def clipping(words: str, **said: str) -> Clipping:
    """A clipping from the article; a word of `said` beats what is usual."""
    usual = {"title": TITLE, "source": SOURCE, "made": "2025-03-03T21:14:52"}
    return Clipping(words, **usual | said)  # type: ignore[arg-type]  # all of them are texts


def bring(library: Library, *clippings: Clipping) -> Attached:
    """Attach clippings."""
    return attach(library, clippings, "a test", _unheard)


def _unheard(done: int, of: int) -> None:
    assert 0 <= done <= of
