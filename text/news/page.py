"""News pages as plain text: which line is the headline, who wrote it, and what merely stood beside it.

The rules look at what news pages have in common: the order of the head (section, headline, deck,
byline, date, picture), how long lines are and how they end, and the set phrases round an article.
Nothing is dropped; pieces are only given their roles. Any other text passes through as body.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from text.clean import clean_line
from text.document import BlockKind, Metadata, Role
from text.news import byline, furniture, head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from text.builder import Piece

_TAIL = 8
"""How many pieces of body at the end may say who wrote it or where it stood first."""

_SIGHT = 640
_LINK = 160
_SUBHEADING = 70
"""The longest notice, link to another page, and heading within the text, in code points."""

_ENDS = re.compile(r"[.!?,;:。！？…]['\"”’»)\]]*$")


def assign(pieces: list[Piece]) -> tuple[list[Piece], Metadata]:
    """The pieces with their roles (the headline as a heading too), and what the page says of itself."""
    marked = _without_links([_at_sight(piece) for piece in pieces])
    marked, known = head.read(marked)
    marked, known = _read_tail(marked, known)
    publisher = known.publisher or next(filter(None, map(furniture.publisher, _notices(marked))), "")
    known = replace(known, publisher=clean_line(publisher))
    return list(_with_subheadings(marked)), known


def _at_sight(piece: Piece) -> Piece:
    """The piece with the role its own words show, wherever it stands."""
    if piece.kind is not BlockKind.PARAGRAPH or len(piece.text) > _SIGHT or "\n" in piece.text:
        return piece
    if furniture.is_furniture(piece.text):
        return replace(piece, role=Role.FURNITURE)
    return replace(piece, role=Role.CREDIT) if furniture.is_credit(piece.text) else piece


def _notices(pieces: Iterable[Piece]) -> Iterable[str]:
    return (piece.text for piece in pieces if piece.role is Role.FURNITURE)


def _without_links(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each list of links to other pages, and its heading, marked as furniture."""
    marked = list(pieces)
    index, started = 0, False
    while index < len(pieces):
        piece = pieces[index]
        started = started or len(piece.text) > _LINK
        stop = index + 1
        if piece.kind is BlockKind.PARAGRAPH and furniture.opens_links(piece.text):
            stop = _links_end(pieces, stop, listed_only=not started)
            if stop > index + 1 or (started and stop == len(pieces)):
                marked[index:stop] = [replace(link, role=Role.FURNITURE) for link in pieces[index:stop]]
        index = stop
    return marked


def _links_end(pieces: list[Piece], start: int, *, listed_only: bool) -> int:
    """Where the links that begin at `start` end: a list of headlines, or headlines one a line."""
    following = range(start, len(pieces))
    items = list(takewhile(lambda index: pieces[index].kind is BlockKind.LIST_ITEM, following))
    if items:
        sentences = sum(_is_prose(pieces[index]) for index in items)
        return start + len(items) if 2 * sentences < len(items) else start
    if listed_only:
        return start
    return start + sum(1 for _ in takewhile(lambda index: _is_link(pieces[index]), following))


def _is_prose(piece: Piece) -> bool:
    return len(piece.text) > _LINK or piece.text.endswith(".")


def _is_link(piece: Piece) -> bool:
    short = piece.kind is BlockKind.PARAGRAPH and "\n" not in piece.text and not _is_prose(piece)
    return short and not piece.text.endswith((":", ",", "”", '"'))


def _read_tail(pieces: list[Piece], known: Metadata) -> tuple[list[Piece], Metadata]:
    """The pieces with the lines at the end that say who wrote the article marked, and what they add."""
    marked = list(pieces)
    body = [index for index, piece in enumerate(pieces) if piece.role is Role.BODY]
    for index in body[-_TAIL:] if len(body) > 1 else ():
        said = byline.closing(pieces[index].text)
        if said:
            names, publisher = said
            marked[index] = replace(pieces[index], role=Role.BYLINE)
            known = replace(known, byline=known.byline or names, publisher=known.publisher or publisher)
    return marked, known


def _with_subheadings(pieces: list[Piece]) -> Iterable[Piece]:
    """The pieces with short lines between paragraphs of the body made headings of the second level."""
    for index, piece in enumerate(pieces):
        around = pieces[index - 1 : index + 2]
        if index and len(around) == 3 and _is_subheading(*around):
            yield replace(piece, kind=BlockKind.HEADING, level=2)
        else:
            yield piece


def _is_subheading(before: Piece, piece: Piece, after: Piece) -> bool:
    if not all(
        part.role is Role.BODY and part.kind is BlockKind.PARAGRAPH for part in (before, piece, after)
    ):
        return False
    text = piece.text
    short = len(text) <= _SUBHEADING and "\n" not in text and not _ENDS.search(text)
    starts = text[:1].isupper() or text[:1].isdigit()
    return short and starts and _ENDS.search(before.text) is not None and len(after.text) > len(text)
