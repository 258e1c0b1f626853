"""Unmarked speech: a paragraph that somebody says, as its tag tells, though it has no quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text.document import Span
from text.quotes.cues import REPORTS
from text.quotes.frames import closing_tag
from text.quotes.passage import Draft
from text.quotes.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_SELF = re.compile(
    r"\b(?:I(?!-)|I['’](?:m|d|ve|ll)|[Ww]e|[Ww]e['’](?:re|d|ve|ll)|[Oo]ur|[Mm]y|[Ll]et['’]s|us)\b"
)
"""Words by which a speaker tells of himself, as nobody does who reports the speech of others."""

_MARK = re.compile('["“”„«»]')
_TAG = 80
"""Code points at the end of a paragraph in which its tag is looked for."""

SURE = 0.4
"""How sure it is that such words are a quotation: they may be somebody's report of himself."""


def unmarked(text: str, span: Span) -> Iterator[Draft]:
    """The speech that the paragraph `span` is, if it ends with its tag ("…, she said.")."""
    floor = max(span.start, span.end - _TAG)
    comma = text.find(",", floor, span.end)
    if comma < 0 or not _SELF.search(text, span.start, span.end):
        return
    found = tokens(text, Span(comma, span.end), ())
    tag = closing_tag(found)
    if tag and tag.subject and found[tag.cue].text in REPORTS:
        said = Span(span.start, found[min(tag.cue, tag.subject[0]) - 1].start).trimmed(text)
        subject = Span(found[tag.subject[0]].start, found[tag.subject[1] - 1].end)
        if not _MARK.search(text, said.start, said.end) and _SELF.search(text, said.start, said.end):
            yield Draft([said], found[tag.cue].text, subject, 1.0, sure=SURE)
