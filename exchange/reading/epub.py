"""EPUB books, 2 and 3: every chapter whole, in the order of the spine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from exchange.reading import package, xml
from exchange.reading.archive import Archive
from exchange.reading.contents import headings
from text.anchoring.align import fold
from text.builder import Piece, build
from text.clean import clean_line
from text.document import BlockKind, Parsed, Role
from text.html import fragment, plain
from text.html.linking import linked
from text.html.scribe import Located
from text.html.tree import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE_PAGE = 12
"""Among how many pieces at the start of a book its title is looked for."""


def parse(data: bytes, name: str) -> Parsed:
    """The book in `data`. A chapter that is missing or damaged is passed over.

    Of a book beyond all measure the last chapters are read only by their words. Raises
    `BrokenBookError` where it is no book, `LockedBookError` where it is encrypted, and
    what `Archive.read` raises; they call it `name`.
    """
    archive = Archive(data, name)
    book = package.read(archive)
    named = headings(archive, book.contents)
    pieces: list[Piece] = []
    places: dict[str, int] = {}
    tags = plain.MOST_TAGS
    for path in book.chapters:
        head, rest = plain.split(package.text(archive, path), tags)
        tags = max(0, tags - head.count("<"))
        chapter = _headed([*_read(head, path), *map(Located, plain.paragraphs(rest))], named.get(path, ""))
        _add_places(places, chapter, path, len(pieces))
        pieces += (located.piece for located in chapter)
    titled = _titled(pieces, book.known.title)
    shift = len(titled) - len(pieces)
    shifted = {address: place + shift for address, place in places.items()}
    return Parsed(build(linked(titled, shifted, _key)), book.known)


def _read(source: str, path: str) -> list[Located]:
    """The pieces of a chapter; those of its tags where it is nested too deep to be read as a tree."""
    root = xml.parse(source)
    if root is None:
        return [Located(piece) for piece in fragment.pieces(source)]
    return walk(root, quote(path), here=quote(path))


def _headed(chapter: list[Located], heading: str) -> list[Located]:
    """The pieces of a chapter; where it has no heading, with the one that the table of contents gives it."""
    if not heading or any(one.piece.kind is BlockKind.HEADING for one in chapter):
        return chapter
    if chapter and _fold(chapter[0].piece.text) == _fold(heading):
        return [chapter[0]._replace(piece=_as_heading(chapter[0].piece)), *chapter[1:]]
    return [Located(Piece(heading, BlockKind.HEADING, 1)), *chapter]


def _as_heading(piece: Piece) -> Piece:
    return replace(piece, kind=BlockKind.HEADING, level=1, marker="")


def _add_places(places: dict[str, int], chapter: Sequence[Located], path: str, start: int) -> None:
    """Note which piece of the book the addresses of a chapter, and of places within it, lead to."""
    places.setdefault(f"{path}#", start)
    for index, located in enumerate(chapter, start):
        for each in located.ids:
            places.setdefault(f"{path}#{each}", index)


def _key(address: str) -> str:
    """The path and the id that an address within the book leads to; nothing for one outside of it."""
    path = package.resolved(address, "")
    return f"{path}#{unquote(address.partition('#')[2])}" if path else ""


def _titled(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces with the book's title marked, where its first pages show it, or put before them."""
    if not title:
        return pieces
    for index, piece in enumerate(pieces[:_TITLE_PAGE]):
        if _fold(piece.text) == _fold(title):
            return [*pieces[:index], replace(_as_heading(piece), role=Role.TITLE), *pieces[index + 1 :]]
    return [Piece(title, BlockKind.HEADING, 1, role=Role.TITLE), *pieces]


def _fold(words: str) -> str:
    return fold(clean_line(words).casefold())
