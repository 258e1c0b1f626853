"""What of a web page is its article, by the opinions of an extractor and by how the page is set."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from text.anchoring.align import NOWHERE, align
from text.document import BlockKind, Style
from text.html.elements import BLOCKS, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

    from text.builder import Piece
    from text.html.scribe import Located

_WORD = re.compile(r"\w+")
_PROSE = 80
_LINKED = 0.4
"""From how many code points on, and up to which share of links, a block counts as prose."""

_SETTING = 2
_SET_ALIKE = 0.3
"""How many elements round a block tell how it is set, and which share of an article a setting holds."""

_FAR = 2_000
"""How much text, in code points, may part prose from an article that it belongs to."""

_WITHIN = frozenset({BlockKind.QUOTATION, BlockKind.CODE, BlockKind.TABLE_ROW})


def choose(page: Sequence[Located], broad: str, sure: str, title: int) -> list[bool]:
    """For each piece of a page, whether it belongs to the article.

    `broad` and `sure` are an extractor's texts of the article, the one with more, the other with less
    of what may not belong to it; `title` is the article's headline (or none, where it is beyond the
    page). From the headline, or the first piece of the sure text, to its last, the broad one is
    right; prose that is set as theirs belongs to it too, and so do quotations, code and tables
    among it, which extractors often lose.
    """
    widely, surely = _told(page, broad), _told(page, sure)
    first, last = _ends(surely) if any(surely) else _ends(widely)
    first = min(first, title)
    chosen = [told and first <= index <= last for index, told in enumerate(widely)]
    chosen = _with_like_prose(page, chosen)
    first, last = _ends(chosen)
    return [
        told or (first < index < last and located.piece.kind in _WITHIN)
        for index, (told, located) in enumerate(zip(chosen, page, strict=True))
    ]


def _told(page: Sequence[Located], article: str) -> list[bool]:
    """For each piece, whether half of its words stand in the article's text, in the page's order."""
    words = [_WORD.findall(located.piece.text) for located in page]
    places = align([word for piece in words for word in piece], _WORD.findall(article))
    found = [0, *accumulate(place != NOWHERE for place in places)]
    ends = list(accumulate(map(len, words), initial=0))
    return [start < end and 2 * (found[end] - found[start]) >= end - start for start, end in pairwise(ends)]


def _ends(told: Iterable[bool]) -> tuple[int, int]:
    """The first and the last place told, or an empty range."""
    places = [index for index, is_told in enumerate(told) if is_told]
    return (places[0], places[-1]) if places else (0, -1)


def _with_like_prose(page: Sequence[Located], chosen: Sequence[bool]) -> list[bool]:
    """The choice, and such prose near it as is set like most of the prose in it."""
    settings = [_setting(located.element) if _is_prose(located.piece) else None for located in page]
    sizes: Counter[str | Element] = Counter()
    for located, setting, told in zip(page, settings, chosen, strict=True):
        if told and setting is not None:
            sizes[setting] += len(located.piece.text)
    usual = {setting for setting, size in sizes.items() if size >= _SET_ALIKE * sizes.total()}
    alike = [setting in usual for setting in settings]
    onwards = _spread(page, chosen, alike, range(len(page)))
    return _spread(page, onwards, alike, range(len(page) - 1, -1, -1))


def _spread(
    page: Sequence[Located], chosen: Sequence[bool], alike: Sequence[bool], order: Iterable[int]
) -> list[bool]:
    """The choice spread in one direction over what is alike and not far."""
    spread = list(chosen)
    distance = _FAR + 1
    for index in order:
        if spread[index] or (alike[index] and distance <= _FAR):
            spread[index] = True
            distance = 0
        else:
            distance += len(page[index].piece.text)
    return spread


def _is_prose(piece: Piece) -> bool:
    linked = sum(len(inline.span) for inline in piece.inlines if inline.style is Style.LINK)
    is_text = piece.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTATION}
    return is_text and len(piece.text) > _PROSE and linked < _LINKED * len(piece.text)


def _setting(element: Element | None) -> str | Element | None:
    """The blocks that stand round a text, with their classes; the outer one itself where they have none."""
    found: list[str] = []
    outer = element
    while element is not None and len(found) < _SETTING:
        if name(element) in BLOCKS:
            outer = element
            found.append(".".join([name(element), *sorted(element.get("class", "").split())]))
        element = element.getparent()
    return " ".join(found) if any("." in block for block in found) else outer
