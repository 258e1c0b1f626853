"""EPUB books, 2 and 3: every chapter whole, in the order of the spine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from exchange import package
from exchange.archive import Archive
from exchange.contents import headings
from text.anchoring.align import fold
from text.builder import Piece, build
from text.clean import clean_line
from text.document import BlockKind, Parsed, Role
from text.html.linking import linked
from text.html.scribe import Located
from text.html.tree import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE_PAGE = 12
"""Among how many pieces at the start of a book its title is looked for."""


def parse(data: bytes, name: str) -> Parsed:
    """The book in `data`. A chapter that is missing or damaged is passed over.

    Raises `BrokenBookError` where it is no book, `LockedBookError` where it is encrypted, and
    `TooLargeError`; they call it `name`.
    """
    archive = Archive(data, name)
    book = package.read(archive)
    named = headings(archive, book.contents)
    pieces: list[Piece] = []
    places: dict[str, int] = {}
    for path in book.chapters:
        chapter = _chapter(archive, path, named.get(path, ""))
        places |= _places(chapter, quote(path), len(pieces))
        pieces += (located.piece for located in chapter)
    titled = _titled(linked(pieces, places), book.known.title)
    return Parsed(build(titled), book.known)


def _chapter(archive: Archive, path: str, heading: str) -> list[Located]:
    """The pieces of a chapter; where it has no heading, the one that the table of contents gives it."""
    root = package.document(archive, path)
    if root is None:
        return []
    found = walk(root, quote(path), here=quote(path))
    if not heading or any(located.piece.kind is BlockKind.HEADING for located in found):
        return found
    if found and _fold(found[0].piece.text) == _fold(heading):
        return [found[0]._replace(piece=_as_heading(found[0].piece)), *found[1:]]
    return [Located(Piece(heading, BlockKind.HEADING, 1), root), *found]


def _as_heading(piece: Piece) -> Piece:
    return replace(piece, kind=BlockKind.HEADING, level=1, marker="")


def _places(chapter: Sequence[Located], address: str, start: int) -> dict[str, int]:
    """Which piece of the book each address within a chapter leads to; that of the chapter, to its heading."""
    places = {
        f"{address}#{each}": start + index for index, located in enumerate(chapter) for each in located.ids
    }
    heads = (index for index, located in enumerate(chapter) if located.piece.kind is BlockKind.HEADING)
    return {address: start + next(heads, 0), **places}


def _titled(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces with the book's title marked, where its first pages show it, or put before them."""
    if not title:
        return pieces
    for index, piece in enumerate(pieces[:_TITLE_PAGE]):
        if _fold(piece.text) == _fold(title):
            pieces[index] = replace(_as_heading(piece), role=Role.TITLE)
            return pieces
    return [Piece(title, BlockKind.HEADING, 1, role=Role.TITLE), *pieces]


def _fold(words: str) -> str:
    return fold(clean_line(words).casefold())
