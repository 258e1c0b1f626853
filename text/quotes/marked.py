"""Marked words: the outermost quotations of a paragraph, those among them that lack a mark mended."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from text.document import Span
from text.quotations import Quotation, quotations
from text.quotes.cues import REPORTS
from text.quotes.frames import closing_tag
from text.quotes.tokens import ENDS, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.quotes.tokens import Token

_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_OTHER_CLOSING = re.compile(r"[.,!?…]['’](?=\s|$)")
_WORD = re.compile(r"\w")
_INTRODUCED = re.compile(r"(?:^|[.!?:,…”\"»])\s*$")
_CLOSING = re.compile(r"[\"”»](?<=[^\W\d_][,.!?…].)(?=[\s,;.)]|$)")
_SELVES = frozenset({"i", "we", "you", "they"})
_LEAST = 6
"""Code points of words that are taken for a quotation though its opening mark is missing."""

_LOOK = 8
"""Code points looked at before a mark."""


def marked(text: str, span: Span) -> Sequence[Quotation]:
    """The outermost quotations in `span`, in order and apart.

    One that is never closed ends before the tag that tells who said it; or else where its sentence does,
    unless it begins with one, and before the next opening mark of its kind. One that is never opened, but
    closed after a comma or full stop, begins with its paragraph or sentence; its `span` and `inner` start
    together.
    """
    kept: list[Quotation] = []
    for each in quotations(text, span):
        if kept and each.span.start < kept[-1].span.end:
            continue
        closed = each.span.end > each.inner.end
        found = each if closed else _closed(text, each, span.start)
        if _WORD.search(text, found.inner.start, found.inner.end):
            kept.append(found)
    unopened = list(_unopened(text, span, kept))
    return sorted([*kept, *unopened], key=lambda each: each.span) if unopened else kept


def _closed(text: str, found: Quotation, floor: int) -> Quotation:
    """A quotation without a closing mark, ended where it most likely does."""
    glyph = text[found.span.start]
    again = text.find(glyph, found.inner.start, found.inner.end)
    end = again if again >= 0 else found.inner.end
    other = (
        None if "‘" in text[found.inner.start : end] else _OTHER_CLOSING.search(text, found.inner.start, end)
    )
    if other:
        return Quotation(Span(found.span.start, other.end()), Span(found.inner.start, other.end() - 1))
    tag = _tag(text, Span(found.inner.start, end))
    if tag is not None:
        end = tag
    elif not _INTRODUCED.search(text[max(floor, found.span.start - _LOOK) : found.span.start]):
        sentence = _SENTENCE_END.search(text, found.inner.start, end)
        end = sentence.end() if sentence else end
    inner = Span(found.inner.start, end).trimmed(text)
    return Quotation(Span(found.span.start, inner.end), inner)


def _tag(text: str, span: Span) -> int | None:
    """Where the tag of somebody begins in `span`, none of whose sentences is closed."""
    sentence: list[Token] = []
    for token in tokens(text, span, ()):
        sentence.append(token)
        if token.text in ENDS:
            at = _inverted(sentence) or _closing(sentence)
            if at:
                return sentence[at].start
            sentence = []
    return None


def _inverted(sentence: Sequence[Token]) -> int:
    """The token at which a tag before its name begins ("…, said Ann Lee, the mayor."); 0 for none."""
    for at, (comma, cue, name) in enumerate(zip(sentence, sentence[1:], sentence[2:], strict=False), 1):
        if comma.text == "," and cue.text in REPORTS and name.text[:1].isupper() and name.text != "I":
            return at
    return 0


def _closing(sentence: Sequence[Token]) -> int:
    """The token at which the tag that ends a sentence begins, unless it is the speaker's own; 0 for none."""
    tag = closing_tag(sentence)
    if tag is None or tag.subject is None or sentence[tag.cue].text not in REPORTS:
        return 0
    subject = tag.subject[0]
    return 0 if sentence[subject].text.lower() in _SELVES else min(tag.cue, subject)


def _unopened(text: str, span: Span, kept: Sequence[Quotation]) -> Iterator[Quotation]:
    starts = [each.span.start for each in kept]
    last = span.start
    for match in _CLOSING.finditer(text, span.start, span.end):
        before = bisect_right(starts, match.start()) - 1
        floor = max(last, kept[before].span.end if before >= 0 else span.start)
        if floor >= match.start():
            continue
        last = match.end()
        for sentence in _SENTENCE_END.finditer(text, floor, match.start()) if before >= 0 else ():
            floor = sentence.end()
        inner = Span(floor, match.start()).trimmed(text)
        if len(inner) >= _LEAST:
            yield Quotation(Span(inner.start, match.end()), inner)
