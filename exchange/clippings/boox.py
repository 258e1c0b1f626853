"""Boox's reading notes in plain text: a line with time and page before each mark, dashes after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.place import place
from exchange.clippings.record import BadRecordError, gather, origin
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "Boox reading notes"

_HEAD = re.compile(r"\ufeff?[^\n|<]{1,60}\|[ \t\u00a0]*<<([^\n]{1,1000}?)>>([^\n]{0,500})\n")
_MADE = re.compile(
    r"^(\d{4}-\d{2}-\d{2} \d{2}:\d{2})[ \t\u00a0]*\|[ \t\u00a0]*[^\n:：]{1,30}[:：][ \t\u00a0]*(\w+)[ \t]*$",
    re.MULTILINE,
)
_SEPARATOR = re.compile(r"^-{19}[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"^【[^】\n]{1,30}】[ \t]*", re.MULTILINE)


class _Block(NamedTuple):
    """What stands before a line of dashes, the line it begins on, and the chapter that was told last."""

    line: int
    text: str
    chapter: str


def recognises(text: str) -> bool:
    """Whether a text begins with Boox's heading and has a line with time and page."""
    plain = newlines(text)
    return bool(_HEAD.match(plain) and _MADE.search(plain))


def read(file: str, text: str) -> Parsed:
    """The marks of a book with their notes."""
    plain = newlines(text)
    head = _HEAD.match(plain)
    known = Clipping("", title=head[1].strip(), author=head[2].strip()) if head else Clipping("")
    blocks = (
        (f"The mark on line {block.line}", block) for block in _blocks(plain, head.end() if head else 0)
    )
    return gather(FORMAT, file, blocks, lambda block: [_clipping(block, known)])


def _blocks(text: str, begin: int) -> Iterator[_Block]:
    line, chapter = text.count("\n", 0, begin) + 1, ""
    ends = [*(found.span() for found in _SEPARATOR.finditer(text, begin)), (len(text), len(text))]
    for end, following in ends:
        block = text[begin:end]
        made = _MADE.search(block)
        chapter = (block[: made.start()].strip() if made else "") or chapter
        if block.strip():
            yield _Block(
                line + len(block[: len(block) - len(block.lstrip())].split("\n")) - 1, block, chapter
            )
        line += text.count("\n", begin, following)
        begin = following


def _clipping(block: _Block, known: Clipping) -> Clipping:
    made = _MADE.search(block.text)
    if made is None:
        raise BadRecordError("it does not say where and when it was made")
    words, *notes = _NOTE.split(block.text[made.end() :])
    position, moment = place(page=made[2], chapter=" ".join(block.chapter.split())), utc(made[1])
    return Clipping(
        words=words.strip(),
        note="\n\n".join(filter(None, map(str.strip, notes))),
        made=moment,
        title=known.title,
        author=known.author,
        place=position,
        origin=origin("boox", known.title, position, moment, words.strip()),
    )
