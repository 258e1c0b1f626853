"""Grapheme clusters, and their width in terminal cells.

Clusters and widths are Rich's, because Textual paints with them, with corrections from Unicode
Standard Annex 29: a control character (a line feed above all) never joins a neighbour, a pair of
regional indicators is one flag, and prepended signs and leading Hangul letters join what follows.
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
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_PREPENDED = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f"
    "\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46\U00011f02"
)
_LEADING = "\u1100-\u115f\ua960-\ua97c"
_SYLLABLES = "\uac00-\ud7a3"
_DRAWING = re.compile(f"[{_REGIONAL}{_PREPENDED}{_LEADING}]")  # What may join a cluster of its own after it.
_DRAWN = re.compile(f"[{_PREPENDED}].|[{_LEADING}][{_LEADING}{_SYLLABLES}]", re.DOTALL)
_FLAG = re.compile(f"[{_REGIONAL}]{{2}}")
_NARROW = re.compile("[ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc]*+")

_WIDEST = 4  # A row holds it; Annex 29 would let a cluster of Hangul letters grow without end.

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
        for start, end, width in _joined(match[0], found) if _DRAWING.search(match[0]) else found:
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
    if before == _JOINER or _DRAWING.match(before):
        return False
    return character < _FIRST_JOINING or get_character_cell_size(character) > 0


def _joined(text: str, found: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters `found` in `text`, those as one that Annex 29 does not part."""
    held: Cluster | None = None
    for start, end, width in found:
        narrow = held and held[2] + width <= _WIDEST
        if held and narrow and _belong_together(text[held[0] : held[1]], text[start]):
            held = (held[0], end, held[2] + width)
        else:
            if held:
                yield held
            held = (start, end, width)
    if held:
        yield held


def _belong_together(cluster: str, character: str) -> bool:
    """Tell whether a cluster goes on with what begins with `character`."""
    return bool(_FLAG.fullmatch(cluster + character) or _DRAWN.match(cluster[-1] + character))


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"
