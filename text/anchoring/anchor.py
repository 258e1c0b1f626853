"""Anchors: where a mark hangs, in words and in offsets.

The shapes are the W3C Web Annotation model's TextQuoteSelector (`exact`, `prefix`, `suffix`) and
TextPositionSelector (`start`, `end`), over the canonical text of one revision.
"""

from __future__ import annotations

from typing import NamedTuple

from text.span import Span

CONTEXT = 32
"""Code points of prefix and suffix kept on each side, as Hypothesis keeps."""


class Anchor(NamedTuple):
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
