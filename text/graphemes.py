"""Grapheme clusters, and their width in terminal cells.

Clusters and widths are Rich's, because Textual paints with them, with two corrections from
Unicode Standard Annex 29: a control character (a line feed above all) never joins a neighbour,
and a pair of regional indicators is one flag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_FIRST_JOINING = "\u0300"  # No character below it is ever joined to the one before it, but by a joiner.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]|[^\x00-\x1f\x7f-\x9f]+")
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")
_NARROW = re.compile("[ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc]*+")

Cluster = tuple[int, int, int]
"""Start, end and cells of one grapheme cluster."""


def is_narrow(text: str, span: Span) -> bool:
    """Tell whether every character of `span` surely is one cluster of one cell."""
    narrow = _NARROW.match(text, span.start, span.end)
    return narrow is not None and narrow.end() >= span.end


def cells(text: str) -> int:
    """Return the width of `text` in terminal cells, as Rich and Textual paint it."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


def clusters(text: str, span: Span, tab: int = 0) -> Iterator[Cluster]:
    """Yield the grapheme clusters of `span`, which begins and ends between two of them.

    A tab takes `tab` cells.
    """
    for match in _CONTROL.finditer(text, span.start, span.end):
        base = match.start()
        if match[0] == "\t":
            yield base, base + 1, tab
            continue
        found = split_graphemes(match[0])[0]
        for start, end, width in _paired(match[0], found) if _REGIONAL.search(match[0]) else found:
            yield base + start, base + end, width


def snap(text: str, span: Span) -> Span:
    """Return `span` widened to whole grapheme clusters, and kept inside `text`."""
    start = max(0, min(span.start, len(text)))
    end = max(start, min(span.end, len(text)))
    left = _around(text, start).start
    return Span(left, end if end == start == left else _ceiling(text, end))


def next_grapheme(text: str, offset: int) -> int:
    """Return where the cluster after the one at `offset` begins; the end of `text` at most."""
    return _around(text, max(0, offset)).end if offset < len(text) else len(text)


def previous_grapheme(text: str, offset: int) -> int:
    """Return where the cluster that ends at or holds `offset` begins; 0 at least."""
    return _around(text, min(offset, len(text)) - 1).start if offset > 0 else 0


def _ceiling(text: str, offset: int) -> int:
    cluster = _around(text, offset)
    return offset if cluster.start == offset else cluster.end


def _around(text: str, offset: int) -> Span:
    """Return the cluster that holds `offset`, read from the nearest sure boundaries round it."""
    if offset >= len(text):
        return Span(len(text), len(text))
    left, right = offset, offset + 1
    while not _opens(text, left):
        left -= 1
    while right < len(text) and not _opens(text, right):
        right += 1
    return next(Span(start, end) for start, end, _ in clusters(text, Span(left, right)) if end > offset)


def _opens(text: str, offset: int) -> bool:
    """Tell whether a cluster surely begins at `offset`."""
    if offset == 0:
        return True
    before, character = text[offset - 1], text[offset]
    if _is_control(before) or _is_control(character):
        return True
    if before == _JOINER:
        return False
    return character < _FIRST_JOINING or (
        get_character_cell_size(character) > 0 and not _is_regional(character)
    )


def _paired(text: str, found: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters `found` in `text`, neighbouring regional indicators as one."""
    flag: Cluster | None = None
    for start, end, width in found:
        regional = _is_regional(text[start])
        if flag and regional:
            yield flag[0], end, flag[2] + width
            flag = None
            continue
        if flag:
            yield flag
        flag = (start, end, width) if regional and end - start == 1 else None
        if not flag:
            yield start, end, width
    if flag:
        yield flag


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"


def _is_regional(character: str) -> bool:
    return _REGIONAL.match(character) is not None
