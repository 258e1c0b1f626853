"""Anchors: where a mark hangs, in words and in offsets, and how its place is found again.

The shapes are the W3C Web Annotation model's TextQuoteSelector (`exact`, `prefix`, `suffix`) and
TextPositionSelector (`start`, `end`), over the canonical text of one revision. The search follows
the Hypothesis client: the exact words first, words like them second, and among several places the
one whose surroundings and position fit best.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.align import Alignment, likeness
from text.bounds import sharpen
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 32
"""Code points of prefix and suffix kept on each side, as Hypothesis keeps."""

UNKNOWN = -1
"""The `start` of an anchor whose position nobody noted."""

THRESHOLD = 0.55
"""The score below which words are not the ones that were marked: a mark is lost rather than guessed."""

QUOTE_WEIGHT = 50
PREFIX_WEIGHT = 20
SUFFIX_WEIGHT = 20
POSITION_WEIGHT = 2

_CANDIDATE = 50.0
_HALVINGS = 1
_GLYPHS = ("'‘’‚‛′`´", '"“”„‟″«»', "–—‐‑-")
_PIECE = re.compile(rf"\s+|[{''.join(_GLYPHS)}]|[^\s{''.join(_GLYPHS)}]+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in one revision's text."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    revision: str = ""

    @property
    def span(self) -> Span:
        """The offsets as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand, and how sure that is: 1.0 for the very words in their place."""

    span: Span
    score: float


def describe(text: str, span: Span, revision: str = "") -> Anchor:
    """Return the anchor of `span` in `text`."""
    return Anchor(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
        revision=revision,
    )


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
    pattern = re.compile(f"(?={_loose(prefix)}({_loose(exact)}){_loose(suffix)})")
    return [Span(*match.span(1)) for match in pattern.finditer(text)]


def _loose(text: str) -> str:
    """Return the pattern of `text` with its white space, quote glyphs and dashes folded."""
    return "".join(_loose_piece(match[0]) for match in _PIECE.finditer(text))


def _loose_piece(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    return next((f"[{glyphs}]" for glyphs in _GLYPHS if piece in glyphs), re.escape(piece))


def find(text: str, anchor: Anchor) -> Found | None:
    """Return the place of `text` that fits `anchor` best, or nothing when none fits well enough."""
    if not anchor.exact.strip():
        return None
    places = occurrences(text, anchor.exact) or list(_alike(text, anchor))
    found = [Found(place, score(text, anchor, place)) for place in places]
    best = max(found, key=lambda one: one.score, default=None)
    return best if best and best.score >= THRESHOLD else None


def score(text: str, anchor: Anchor, span: Span) -> float:
    """Return how well `span` fits `anchor`, 0.0 to 1.0: its words most, then what surrounds them."""
    before = text[max(0, span.start - len(anchor.prefix)) : span.start]
    after = text[span.end : span.end + len(anchor.suffix)]
    distance = abs(span.start - anchor.start) / max(1, len(text)) if anchor.start >= 0 else 0.0
    parts = (
        (QUOTE_WEIGHT, likeness(anchor.exact, span.of(text))),
        (PREFIX_WEIGHT, likeness(anchor.prefix, before)),
        (SUFFIX_WEIGHT, likeness(anchor.suffix, after)),
        (POSITION_WEIGHT, max(0.0, 1.0 - distance)),
    )
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


def _alike(text: str, anchor: Anchor) -> Iterator[Span]:
    """Yield places whose words resemble the anchor's, with their surroundings or without."""
    for before, after in ((anchor.prefix, anchor.suffix), ("", "")):
        whole = before + anchor.exact + after
        inner = Span(len(before), len(before) + len(anchor.exact))
        for window in _windows(text, whole, Span(0, len(text)), _HALVINGS):
            start = max(0, window.start - CONTEXT)
            region = text[start : window.end + CONTEXT + len(anchor.exact) // 2]
            place = Alignment(whole, region).place(inner)
            if place:
                place = Span(start + place.start, start + place.end)
                yield sharpen(whole, inner, text, place)
                yield place
            if not (before or after):
                yield whole_words(text, window)


def _windows(text: str, words: str, span: Span, depth: int) -> Iterator[Span]:
    """Yield the stretch of `span` most like `words`, and the ones before and after it."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - 30 to 60 ms to import

    if not len(span):
        return
    near = partial_ratio_alignment(words, span.of(text), score_cutoff=_CANDIDATE)
    if near is None or near.dest_start == near.dest_end:
        return
    window = Span(span.start + near.dest_start, span.start + near.dest_end)
    yield window
    if depth:
        yield from _windows(text, words, Span(span.start, window.start), depth - 1)
        yield from _windows(text, words, Span(window.end, span.end), depth - 1)


def whole_words(text: str, span: Span) -> Span:
    """Widen over cut words."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
