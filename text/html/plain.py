"""Markup beyond all measure: as much of it as is read tag by tag, and the words of the rest."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING

from text.builder import Piece
from text.html.elements import BLOCKS
from text.html.fragment import bare
from text.html.tags import INSIDE, TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TAGS = 150_000
"""How many tags of one source are read as what they are."""

_NEAR = 10_000
_LONG = 500
"""Lines shorter than this, in code points, share a paragraph."""

_SPACES = re.compile(r"[ \t-\r\x85\u2028\u2029]+")
_BREAK = re.compile(rf"</?(?:[\w-]+:)?(?:br|hr|{'|'.join(sorted(BLOCKS))})(?=[\s/>]){INSIDE}>", re.IGNORECASE)


def split(source: str, most: int) -> tuple[str, str]:
    """The source up to a block after `most` tags, if one is near, and the rest, which is mostly empty."""
    if source.count("<") <= most:
        return source, ""
    source = bare(source)
    last = next(islice(re.finditer("<", source), most, None), None)
    if last is None:
        return source, ""
    cut = _BREAK.search(source, last.start(), last.start() + _NEAR) or last
    return source[: cut.start()], source[cut.start() :]


def paragraphs(source: str) -> Iterator[Piece]:
    """The words of a source as paragraphs, each of many lines where these are short."""
    shown = TAG.sub("", _BREAK.sub("\n", _SPACES.sub(" ", source)))
    lines: list[str] = []
    length = 0
    for line in html.unescape(shown).split("\n"):
        if words := line.strip(" "):
            lines.append(words)
            length += len(words)
        if length >= _LONG:
            yield Piece("\n".join(lines))
            lines, length = [], 0
    if lines:
        yield Piece("\n".join(lines))
