"""The head of a news page: kickers, headline, deck, byline and date, in whatever order they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from text.clean import clean_line
from text.document import BlockKind, Metadata, Role
from text.news import byline, dates
from text.news.phrases import words

if TYPE_CHECKING:
    from text.builder import Piece

_PIECES = 16
"""How many pieces at the start may belong to the head."""

_LEAD = 100
_LONG = 200
_HEADLINE = 200
_DECK = 420
"""The shortest text after a dateline and without one; the longest headline and deck (code points)."""

_CAPITALISED = 150
_SENTENCE = 90
"""The longest headlines that end in a full stop: in capitalised words, and as a plain sentence."""

_ENDS = re.compile(r"[.!?。！？…]['\"”’»)\]]*$")
_STOPS = (".", ",", ":", ";")
_TWO_SENTENCES = re.compile(r"[a-z\d]{2}[.!?][\"”’]* +[\"“‘]?[A-Z]")
_DATELINE = re.compile(r"(?:[^\n()/]{1,60} )?(?:\(([A-Z][\w. ]{1,24})\)\s*[-–—]|/([A-Z][\w. ]{1,24})/\.)")
_CITY = re.compile(r"[A-Z]{3,}[A-Z .’'-]*(?:, \w[\w .]{1,30})?,? [-–—]{1,2} ")
_SALUTATION = re.compile(
    r"(?:dear|sehr geehrte[rs]?|liebe[rs]?|chère?|estimad[oa]s?|уважаем\w+)\b.{0,60}[,:!]", re.IGNORECASE
)
_TITLED = re.compile(r"(?:title|headline|subject)\s*:\s+(\S.*)", re.IGNORECASE)
_SECTIONS = words("""
    africa americas analysis arts asia breaking business climate column comment commentary culture economy
    editorial entertainment essay europe exclusive explainer feature features health interview investigation
    letters lifestyle live money news obituary opinion politics profile review science sport sports tech
    technology travel uk us video world
""")
_TRAIL = re.compile(r"[^.>›»/|]{1,30}(?:\s*[>›»/|]\s*[^.>›»/|]{1,30}){1,5}")


@dataclass(slots=True)
class _Head:
    """The pieces of a page, and the fields of `Metadata` found in its head so far."""

    pieces: list[Piece]
    fields: dict[str, str] = field(default_factory=dict)

    def mark(self, index: int, role: Role) -> None:
        """Gives a piece its role; a title is a heading too."""
        kind, level = (BlockKind.HEADING, 1) if role is Role.TITLE else (self.pieces[index].kind, 0)
        self.pieces[index] = replace(self.pieces[index], role=role, kind=kind, level=level)

    def state(self, name: str, value: str) -> None:
        """Keeps the first value stated for a field."""
        if value:
            self.fields.setdefault(name, clean_line(value))


def read(pieces: list[Piece]) -> tuple[list[Piece], Metadata]:
    """The pieces with the roles of the head given, and the metadata it states.

    The title is empty where no line stands as a headline does: where the text starts at once, is
    verse, or is a letter.
    """
    head = _Head(list(pieces))
    _read_meta(head)
    plain = _plain(head.pieces)
    place = None if "title" in head.fields else _title_place(head.pieces, plain)
    if place is not None:
        for index in plain[:place]:
            head.mark(index, Role.KICKER)
        head.mark(plain[place], Role.TITLE)
        head.state("title", head.pieces[plain[place]].text.removesuffix(";"))
        _read_below(head, plain[place + 1 :])
    _read_agency(head)
    said = head.fields
    return head.pieces, Metadata(
        title=said.get("title", ""),
        byline=said.get("byline", ""),
        publisher=said.get("publisher", ""),
        published=said.get("published", ""),
    )


def _read_meta(head: _Head) -> None:
    """Marks the lines that say who wrote it and when, down to the second piece of running text."""
    running = 0
    for index, piece in enumerate(head.pieces[:_PIECES]):
        if _is_running(piece):
            running += 1
        elif piece.role is Role.BODY:
            _read_line(head, index)
        if running > 1:
            return


def _read_line(head: _Head, index: int) -> None:
    text = head.pieces[index].text
    titled = _TITLED.fullmatch(text)
    if titled and "title" not in head.fields:
        head.mark(index, Role.TITLE)
        head.state("title", titled[1])
        return
    names, source = byline.authors(text), byline.source(text)
    date = dates.find_date(text)
    if names or source or dates.is_date_line(text) or _is_signature(head, index):
        head.mark(index, Role.BYLINE)
        head.state("byline", names or byline.signed(text))
        head.state("publisher", source)
        head.state("published", date)


def _is_signature(head: _Head, index: int) -> bool:
    """Whether a line below the first is a name or a role, by its words or by the lines beside it."""
    if not index:
        return False
    text = head.pieces[index].text
    before = head.pieces[index - 1]
    if byline.signed(text) or (before.role is Role.BYLINE and byline.is_role(text)):
        head.state("byline", byline.signed(text))
        return True
    after = head.pieces[index + 1].text if index + 1 < len(head.pieces) else ""
    if byline.is_name(text) and (before.text.lower() in {"by", "authors", "author"} or _follows_name(after)):
        head.state("byline", text)
        return True
    return False


def _follows_name(text: str) -> bool:
    return dates.is_date_line(text) or byline.is_role(text)


def _is_running(piece: Piece) -> bool:
    """Whether a piece is the article's text and not a line of its head."""
    text = piece.text
    if piece.role is not Role.BODY:
        return False
    if piece.kind is not BlockKind.PARAGRAPH or len(text) > _LONG or "\n" in text:
        return True
    return _SALUTATION.match(text) is not None or (len(text) > _LEAD and _has_dateline(text))


def _has_dateline(text: str) -> bool:
    return (_DATELINE.match(text) or _CITY.match(text)) is not None


def _plain(pieces: list[Piece]) -> list[int]:
    """Where the lines of the head stand that have no role yet, a long deck over the byline among them."""
    found: list[int] = []
    for index, piece in enumerate(pieces[:_PIECES]):
        if _is_running(piece):
            return found + ([index] if found and _is_over_byline(pieces, index) else [])
        if piece.role is Role.BODY:
            found.append(index)
    return found


def _is_over_byline(pieces: list[Piece], index: int) -> bool:
    """Whether the first byline or date stands right under a piece, pictures and notices apart."""
    if any(piece.role is Role.BYLINE for piece in pieces[:index]) or len(pieces[index].text) > _DECK:
        return False
    below = (piece.role for piece in pieces[index + 1 :] if piece.role not in (Role.CREDIT, Role.FURNITURE))
    return next(below, Role.BODY) is Role.BYLINE


def _title_place(pieces: list[Piece], plain: list[int]) -> int | None:
    """Which of the plain lines is the headline: the first that is one, under at most three kickers."""
    texts = [pieces[index].text for index in plain]
    if not texts or sum(piece.role is Role.BODY for piece in pieces) < 2 or _is_letter(pieces):
        return None
    place = 0
    while place < min(3, len(texts) - 1) and _is_kicker(texts[place]) and _has_headline(texts[place + 1 :]):
        place += 1
    below = [piece.text for piece in pieces[plain[place] + 1 :] if piece.role is Role.BODY]
    return place if _is_headline(texts[place], max(below[:3], key=len, default="")) else None


def _is_letter(pieces: list[Piece]) -> bool:
    return any(_SALUTATION.match(piece.text) for piece in pieces[:_PIECES] if len(piece.text) < _LONG)


def _is_kicker(text: str) -> bool:
    """Whether a line over the headline is a section's name, a trail of them, or a few words in capitals."""
    count = len(text.split())
    if len(text) > 60 or _ENDS.search(text):
        return False
    if _TRAIL.fullmatch(text) or (text.isupper() and count <= 6):
        return True
    named = count <= 4 and any(word.strip(":&,").lower() in _SECTIONS for word in text.split())
    return named or (count <= 2 and len(text) <= 25)


def _has_headline(texts: list[str]) -> bool:
    """Whether a real headline stands next, or after one more kicker."""
    if _is_kicker(texts[0]):
        return len(texts) > 1 and _is_strong(texts[1])
    return _is_strong(texts[0])


def _is_strong(text: str) -> bool:
    """Whether a line is so much like a headline that a short line over it must be a kicker."""
    words = len(text.split())
    long_enough = (words >= 4 and len(text) >= 20) or (
        words < 4 and len(text.encode()) >= 30 and not text.isascii()
    )
    return long_enough and len(text) <= 150 and not text.endswith((".", ",", ":", ";"))


def _is_headline(text: str, following: str) -> bool:
    """Whether a line may be a headline; with a full stop, if short or capitalised like one."""
    if len(text) > _HEADLINE or text.endswith((",", ":")) or not any(map(str.isalpha, text)):
        return False
    if not text.endswith("."):
        return True
    if _is_title_case(text):
        return len(text) <= _CAPITALISED
    return len(text) <= _SENTENCE and len(text) < len(following) and not _TWO_SENTENCES.search(text)


def _is_title_case(text: str) -> bool:
    """Whether nearly all the longer words have capitals, as in American headlines."""
    long_words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long_words) > 1 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)


def _read_below(head: _Head, below: list[int]) -> None:
    """Marks kickers and the deck under the headline; the first line that is neither is the article's."""
    for index in below:
        text = head.pieces[index].text
        if text.isupper() and _is_kicker(text):
            head.mark(index, Role.KICKER)
        elif _is_deck(head.pieces, index):
            head.mark(index, Role.STANDFIRST)
        else:
            return


def _is_deck(pieces: list[Piece], index: int) -> bool:
    """Whether a line under the headline is a deck: over the byline, under a kicker, or no sentence."""
    text = pieces[index].text
    if len(text) > _DECK or not _is_wordy(text) or text.endswith((",", ":")):
        return False
    before = pieces[index - 1].role if index else Role.BODY
    goes_on = pieces[index - 1].text.endswith(";")
    return before is Role.KICKER or goes_on or not _ENDS.search(text) or _is_over_byline(pieces, index)


def _is_wordy(text: str) -> bool:
    """Whether a line says something: four words or more, or ten characters where words have no spaces."""
    return len(text.split()) >= 4 or (not text.isascii() and len(text.encode()) >= 30)


def _read_agency(head: _Head) -> None:
    """Takes the agency in the dateline ("KYIV (Reuters) - …") for the publisher if none is stated."""
    first = next((piece for piece in head.pieces[:_PIECES] if _is_running(piece)), None)
    found = _DATELINE.match(first.text) if first else None
    if found:
        head.state("publisher", found[1] or found[2])
