"""Kindle's `My Clippings.txt`: every highlight, note and bookmark ever made on it, one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.kindle_joining import Piece, joined
from exchange.clippings.kindle_words import Detail, What, detail
from exchange.clippings.place import place
from exchange.clippings.record import NOTHING, BadRecordError, few, gather, origin, refusal
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "Kindle clippings"

_SEPARATOR = re.compile(r"^={10}[ \t]*$", re.MULTILINE)
_RULE = "=" * 10
_MARK = "\ufeff"
_LIMIT = re.compile(r"l[ií]mit|лимит|上限|限制|限额", re.IGNORECASE)
_NOTICE = re.compile(r"(?<=\S)\s<[^<>\n]{5,200}>\s*\Z")
_SAMPLE = 20_000


class _Block(NamedTuple):
    """What stands between two separators, and the line it begins on."""

    line: int
    text: str


def recognises(text: str) -> bool:
    """Whether a text is a file of Kindle clippings: a separator, and a line before it that says where."""
    if _RULE not in text and _whole(text[-_SAMPLE:]) == text[-_SAMPLE:]:
        return False
    return any("|" in line and detail(line) for line in newlines(text[:_SAMPLE]).split("\n"))


def read(file: str, text: str) -> Parsed:
    """The highlights of a file with their notes, in its order; bookmarks are left aside.

    A highlight that was changed stands in the file again, and only its last form is taken. As the file only
    grows, it is known by the first one.
    """
    pieces: list[Piece] = []
    refused: list[str] = []
    for block in _blocks(newlines(text)):
        where = f"The clipping on line {block.line}"
        try:
            pieces += _pieces(block)
        except BadRecordError as why:
            refused.append(refusal(where, file, str(why), why.helps))
    found = gather(FORMAT, file, ((_where(piece), piece) for piece in joined(pieces)), _clipping)
    return Parsed(found.clippings, FORMAT, few([*refused, *found.refused]))


def _blocks(text: str) -> Iterator[_Block]:
    """What the separators part, without what is empty; the last one may be cut off."""
    text = _whole(text)
    line = begin = 0
    ends = [*(found.span() for found in _SEPARATOR.finditer(text)), (len(text), len(text))]
    for end, following in ends:
        block = text[begin:end]
        shown = block.lstrip("\n\t \0" + _MARK)
        if shown:
            yield _Block(line + block[: len(block) - len(shown)].count("\n") + 1, shown.rstrip())
        line += text.count("\n", begin, following)
        begin = following


def _whole(text: str) -> str:
    """The text without the separator at its end, of which some signs may be missing."""
    shown = text.rstrip()
    rest = shown.rstrip("=")
    return rest if len(rest) < len(shown) and rest.endswith(("\n", "\r")) else text


def _pieces(block: _Block) -> Iterator[Piece]:
    """The highlight or note of a block; raises `BadRecordError` where there is neither."""
    first, _, rest = block.text.partition("\n")
    second, _, words = rest.partition("\n")
    said = detail(second.lstrip(_MARK))
    title = first
    if said is None and (untitled := detail(first)):
        said, title, words = untitled, "", rest
    if said is None:
        raise BadRecordError("its second line does not say where and when it was made")
    if said.what is What.BOOKMARK:
        return
    words = _NOTICE.sub(_without_notice, words).strip(f"\n {_MARK}")
    if _is_withheld(words):
        raise BadRecordError(
            "the book's publisher limits how much of it may be copied, so its words are not there",
            "to keep it, write a note on it in the book",
        )
    if not words:
        raise BadRecordError("it holds no words", NOTHING)
    yield Piece(block.line, *_title_and_author(title), said, words)


def _title_and_author(line: str) -> tuple[str, str]:
    """The title and the author; where a Kindle knows none, it puts two spaces after the title."""
    told = line.strip(f"\t {_MARK}")
    return (told, "") if line.endswith("  ") else title_and_author(told)


def _without_notice(found: re.Match[str]) -> str:
    """Nothing, where it is the notice that the limit cut the words off before it."""
    return "" if _LIMIT.search(found[0]) else found[0]


def _is_withheld(words: str) -> bool:
    """Whether a Kindle put its notice where the words should be."""
    return (
        words.startswith("<")
        and words.endswith(">")
        and "\n" not in words
        and bool(_LIMIT.search(words[:200]))
    )


def title_and_author(line: str) -> tuple[str, str]:
    """The title, and the author from the last parentheses, which may hold others: “飘 ((美)米切尔)”."""
    if not line.endswith(")"):
        return line, ""
    opening = line.rfind("(")
    if opening > 0 and line.count(")", opening) == 1:
        return line[:opening].rstrip(), line[opening + 1 : -1].strip()
    depth = 0
    for at in range(len(line) - 1, 0, -1):
        depth += {")": 1, "(": -1}.get(line[at], 0)
        if depth == 0:
            return line[:at].rstrip(), line[at + 1 : -1].strip()
    return line, ""


def _where(piece: Piece) -> str:
    return f"The clipping on line {piece.line}"


def _clipping(piece: Piece) -> Iterable[Clipping]:
    is_note = piece.detail.what is What.NOTE
    first, *later = (_origin(form) for form in (*piece.before, piece))
    yield Clipping(
        words="" if is_note else piece.words,
        note=piece.words if is_note else piece.note,
        made=piece.detail.made,
        title=piece.title,
        author=piece.author,
        place=place(page=_page(piece.detail), location=_location(piece.detail)),
        origin=first,
        aliases=tuple(later),
        version=f"{piece.written:06}",
    )


def _origin(piece: Piece) -> str:
    said = piece.detail
    return origin("kindle", piece.title, piece.author, _position(said), said.made, piece.words)


def _page(said: Detail) -> str:
    first, _, last = said.page.partition("-")
    return first if first.strip() == last.strip() else said.page


def _location(said: Detail) -> str:
    if not (said.location and said.has_locations):
        return ""
    first, last = said.location
    return str(first) if first == last else f"{first}-{last}"


def _position(said: Detail) -> str:
    """The place as it goes into the name that a clipping is known by, which may never change."""
    page, location = said.page and f"page {said.page}", _location(said)
    return ", ".join(filter(None, (page, location and f"location {location}")))
