"""Finding the place of an anchor again, in its own text or in another state of it.

The search follows the Hypothesis client: the exact words first, words like them second, and among
several places the one whose surroundings and position fit best.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.anchoring.align import Alignment, likeness
from text.anchoring.anchor import CONTEXT
from text.anchoring.bounds import sharpen
from text.document import Span
from text.words import word_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from text.anchoring.anchor import Anchor

THRESHOLD = 0.55
"""The kinship below which a mark is lost: better lost than in a false place."""

QUOTE_WEIGHT = 50
PREFIX_WEIGHT = 20
SUFFIX_WEIGHT = 20
POSITION_WEIGHT = 2
"""What the words, their surroundings and their position count in a score, as Hypothesis weighs them."""

_NEAR = CONTEXT // 2  # The nearer half of the surroundings counts twice: what moved along is nearest.
_MOST_PLACES = 1000
_LEAST_ALIKE = 50.0  # In per cent, as rapidfuzz counts.
_GLYPHS = ("'‘’‚‛′`´", '"“”„‟″«»', "–—‐‑-")
_PIECE = re.compile(rf"\s+|[{''.join(_GLYPHS)}]|[^\s{''.join(_GLYPHS)}]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand, and their `score`: 1.0 for the very words in their place."""

    span: Span
    score: float


def occurrences(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Return every place of `exact` between `prefix` and `suffix`, overlapping ones included.

    Where the very characters stand nowhere, straight and curly quotes, dashes, and white space of
    any length count as equal. The spans are always those of `exact` in `text` itself.
    """
    return _verbatim(text, exact, prefix, suffix) or _folded(text, exact, prefix, suffix)


def _verbatim(text: str, exact: str, prefix: str, suffix: str) -> list[Span]:
    found = []
    whole = prefix + exact + suffix
    at = text.find(whole)
    while at >= 0:
        start = at + len(prefix)
        found.append(Span(start, start + len(exact)))
        at = text.find(whole, at + 1)
    return found


def _folded(text: str, exact: str, prefix: str, suffix: str) -> list[Span]:
    # A run of white space is one place, not one for each of its characters.
    edge = r"(?<!\s)" if (prefix + exact)[:1].isspace() else ""
    pattern = re.compile(f"{edge}(?={_loose(prefix)}({_loose(exact)}){_loose(suffix)})")
    return [Span(*match.span(1)) for match in pattern.finditer(text)]


def _loose(text: str) -> str:
    """Return the pattern of `text` with its white space, quote glyphs and dashes folded."""
    return "".join(_loose_piece(match[0]) for match in _PIECE.finditer(text))


def _loose_piece(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    return next((f"[{glyphs}]" for glyphs in _GLYPHS if piece in glyphs), re.escape(piece))


def find(text: str, anchor: Anchor) -> Found | None:
    """Return the place of `text` that fits `anchor` best, or nothing when none is near enough kin.

    Where the very words stand, the best of their places is taken. Words like them count only from
    a kinship of `THRESHOLD` on.
    """
    if not anchor.exact.strip():
        return None
    places = _exact_places(text, anchor) or [
        place for place in _alike(text, anchor) if kinship(text, anchor, place) >= THRESHOLD
    ]
    return max((Found(place, score(text, anchor, place)) for place in places), key=_by_score, default=None)


def score(text: str, anchor: Anchor, span: Span) -> float:
    """Return how well `span` fits `anchor`, 0.0 to 1.0, by words, surroundings and position."""
    distance = abs(span.start - anchor.start) / max(1, len(text)) if anchor.start >= 0 else 0.0
    before, after = _surroundings(text, anchor, span)
    parts = (
        (QUOTE_WEIGHT, likeness(anchor.exact, span.of(text))),
        (PREFIX_WEIGHT, likeness(anchor.prefix, before)),
        (SUFFIX_WEIGHT, likeness(anchor.suffix, after)),
        (POSITION_WEIGHT, max(0.0, 1.0 - distance)),
    )
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def kinship(text: str, anchor: Anchor, span: Span) -> float:
    """Return whether `span` can be what `anchor` marked, 0.0 to 1.0.

    That is the likeness of the words, or that of the words with their surroundings if it is less:
    so a long passage may stand anywhere, while a few words need their neighbours.
    """
    before, after = _surroundings(text, anchor, span)
    quote = likeness(anchor.exact, span.of(text))
    sizes = len(anchor.exact), len(anchor.prefix), len(anchor.suffix)
    parts = (
        quote,
        (likeness(anchor.prefix, before) + likeness(anchor.prefix[-_NEAR:], before[-_NEAR:])) / 2,
        (likeness(anchor.suffix, after) + likeness(anchor.suffix[:_NEAR], after[:_NEAR])) / 2,
    )
    whole = sum(size * part for size, part in zip(sizes, parts, strict=True)) / sum(sizes)
    return min(quote, whole)


def _by_score(found: Found) -> float:
    return found.score


def _surroundings(text: str, anchor: Anchor, span: Span) -> tuple[str, str]:
    before = text[max(0, span.start - len(anchor.prefix)) : span.start]
    return before, text[span.end : span.end + len(anchor.suffix)]


def _exact_places(text: str, anchor: Anchor) -> list[Span]:
    """Return the places of the very words, in their very surroundings if there are such."""
    places = _verbatim(text, anchor.exact, anchor.prefix, anchor.suffix) or occurrences(text, anchor.exact)
    return sorted(places, key=lambda place: abs(place.start - anchor.start))[:_MOST_PLACES]


def _alike(text: str, anchor: Anchor) -> Iterator[Span]:
    """Yield places whose words resemble the anchor's, in like surroundings or in any."""
    whole = anchor.prefix + anchor.exact + anchor.suffix
    inner = Span(len(anchor.prefix), len(anchor.prefix) + len(anchor.exact))
    for window in _windows(text, whole, Span(0, len(text)), 0):
        yield from _aligned(text, window, whole, inner)
    # Without surroundings to tell one place from another, the position has to: so look for more.
    splits = 1 if whole == anchor.exact else 0
    for window in _windows(text, anchor.exact, Span(0, len(text)), splits):
        yield from _aligned(text, window, anchor.exact, Span(0, len(anchor.exact)))
        yield _whole_words(text, window)


def _windows(text: str, words: str, span: Span, splits: int) -> Iterator[Span]:
    """Yield the stretch of `span` that is most like `words`, then the ones before and after it."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - 30 to 60 ms to import

    near = partial_ratio_alignment(words, span.of(text), score_cutoff=_LEAST_ALIKE) if len(span) else None
    if near is None or near.dest_start == near.dest_end:
        return
    window = Span(span.start + near.dest_start, span.start + near.dest_end)
    yield window
    if splits:
        yield from _windows(text, words, Span(span.start, window.start), splits - 1)
        yield from _windows(text, words, Span(window.end, span.end), splits - 1)


def _aligned(text: str, window: Span, words: str, inner: Span) -> Iterator[Span]:
    """Yield where `inner` of `words` stands in and round `window`, word for word."""
    start = max(0, window.start - CONTEXT)
    region = text[start : window.end + CONTEXT + len(inner) // 2]
    place = Alignment(words, region).place(inner)
    if place:
        place = Span(start + place.start, start + place.end)
        yield sharpen(words, inner, text, place)
        yield place


def _whole_words(text: str, span: Span) -> Span:
    """Widen `span` over the words it cuts."""
    first, last = word_at(text, span.start), word_at(text, span.end - 1)
    return Span(
        first.start if text[span.start].isalnum() else span.start,
        last.end if text[span.end - 1].isalnum() else span.end,
    )
