"""What belongs together in a Kindle's clippings: forms of one highlight, and the notes on it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.kindle_words import Detail, What

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NEAR = 32
"""As many highlights that overlap are compared; no page holds more, and hostile files could."""


class Piece(NamedTuple):
    """A highlight or a note as the file has it, and the line it begins on.

    before: the forms that it had earlier in the file; written: how many pieces of the file it is made of.
    """

    line: int
    title: str
    author: str
    detail: Detail
    words: str
    note: str = ""
    before: tuple[Piece, ...] = ()
    written: int = 1


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The highlights, each in its last form and with its notes, and the notes that are on none."""
    books: defaultdict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        books[piece.title, piece.author].append(piece)
    return sorted((piece for book in books.values() for piece in _book(book)), key=lambda piece: piece.line)


def _book(pieces: list[Piece]) -> list[Piece]:
    highlights = _last_forms(piece for piece in pieces if piece.detail.what is What.HIGHLIGHT)
    notes = _last_forms(piece for piece in pieces if piece.detail.what is What.NOTE)
    return _with_notes(highlights, notes)


def _last_forms(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without those that stand again, later and otherwise, at the same place."""
    by_place = sorted(pieces, key=lambda piece: (_range(piece), piece.line))
    later: dict[int, int] = {}
    near: list[tuple[Piece, str]] = []
    for piece in by_place:
        plain = " ".join(piece.words.split())
        near = [(other, words) for other, words in near[-_NEAR:] if _overlap(other, piece)]
        for other, words in near:
            if other.line not in later and _is_same(words, plain):
                later.setdefault(min(piece.line, other.line), max(piece.line, other.line))
        near.append((piece, plain))
    before = _before(by_place, later) if later else {}
    return [_after(piece, before.get(piece.line, ())) for piece in by_place if piece.line not in later]


def _before(pieces: Sequence[Piece], later: Mapping[int, int]) -> Mapping[int, Sequence[Piece]]:
    """The forms that each piece had before, by its line; `later` tells the line of what replaced it."""
    by_line = sorted(pieces, key=lambda piece: piece.line)
    last: dict[int, int] = {}
    for piece in reversed(by_line):
        last[piece.line] = last[later[piece.line]] if piece.line in later else piece.line
    found: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in by_line:
        if piece.line in later:
            found[last[piece.line]].append(piece)
    return found


def _after(piece: Piece, before: Sequence[Piece]) -> Piece:
    return piece._replace(before=tuple(before), written=len(before) + 1) if before else piece


def _range(piece: Piece) -> tuple[int, int]:
    return piece.detail.location or (-1, -1)


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two pieces, the first of which begins no later, are at one place."""
    if one.detail.has_locations != other.detail.has_locations or _range(one)[1] < _range(other)[0]:
        return False
    return bool(one.detail.location) or one.detail.page == other.detail.page


def _is_same(one: str, other: str) -> bool:
    """Whether words at one place are forms of the same, as the longer hold the shorter.

    Much shorter ones have to begin or end the longer, as a single word may well stand there twice.
    """
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short) or (2 * len(short) >= len(long) and short in long)


def _with_notes(highlights: list[Piece], notes: list[Piece]) -> list[Piece]:
    """The highlights with the notes that lie in their ranges, and the notes that lie in none."""
    places: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
    for index, highlight in enumerate(highlights):
        for place in _places(highlight):
            places[place].append(index)
    loose: list[Piece] = []
    for note in sorted(notes, key=lambda piece: piece.line):
        about = places.get((note.detail.has_locations, _range(note)[1]), ())
        if not about:
            loose.append(note)
            continue
        index = min(about[:_NEAR], key=lambda index: _distance(highlights[index], note))
        highlight = highlights[index]
        said = "\n\n".join(filter(None, (highlight.note, note.words)))
        highlights[index] = highlight._replace(note=said, written=highlight.written + note.written)
    return [*highlights, *loose]


def _places(highlight: Piece) -> Iterable[tuple[bool, int]]:
    """Every location a note on the highlight can have; a note stands at the end of the marked words."""
    if highlight.detail.location is None:
        return ()
    first, last = highlight.detail.location
    return ((highlight.detail.has_locations, place) for place in range(max(first, last - _NEAR), last + 1))


def _distance(highlight: Piece, note: Piece) -> tuple[bool, bool, int]:
    """How far a note is from a highlight: by where its words end, when it was made, and where it is told."""
    is_elsewhere = _range(highlight)[1] != _range(note)[1]
    return is_elsewhere, highlight.detail.made != note.detail.made, abs(highlight.line - note.line)
