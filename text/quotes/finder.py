"""The finder: every quotation of a document, with its speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text.document import BlockKind, Document, Span
from text.quotations import quotations
from text.quotes.frames import Frame, framed, sentence_start
from text.quotes.people import People
from text.quotes.quote import Quote
from text.quotes.speakers import Speakers
from text.quotes.tokens import ENDS, QUOTED, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.quotations import Quotation

_SILENT = frozenset({BlockKind.CODE, BlockKind.RULE})


def quotes(document: Document) -> tuple[Quote, ...]:
    """The quotations of a document, in order and apart, each with its speaker."""
    found = list(_found(document))
    if not found:
        return ()
    speakers = Speakers(document.text, People(document.text))
    return tuple(
        replace(quote, speaker=speakers.name(quote.speaker_span)) if quote.speaker_span else quote
        for quote in found
    )


def _found(document: Document) -> Iterator[Quote]:
    last: Quote | None = None
    for block in document.blocks:
        if block.kind in _SILENT:
            continue
        marked = _outermost(quotations(document.text, block.span))
        if not marked:
            continue
        for quote in _Paragraph(document.text, block.span, marked).quotes(last):
            yield quote
            last = quote


def _outermost(found: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for each in found:
        if not kept or each.span.start >= kept[-1].span.end:
            kept.append(each)
    return kept


@dataclass(slots=True)
class _Group:
    """Quotations that one frame governs."""

    pieces: list[int]
    frame: Frame | None


class _Paragraph:
    def __init__(self, text: str, span: Span, marked: Sequence[Quotation]) -> None:
        self.text = text
        self.marked = marked
        self.tokens = tokens(text, span, [each.span for each in marked])
        self.at = [number for number, token in enumerate(self.tokens) if token.piece >= 0]

    def quotes(self, last: Quote | None) -> Iterator[Quote]:
        for group in self._groups():
            quote = self._quote(group, last)
            if quote:
                yield quote
                last = quote

    def _ending(self, piece: int) -> str:
        return self.marked[piece].inner.of(self.text)[-1:]

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        for piece, at in enumerate(self.at):
            frame = framed(self.tokens, at, self._ending(piece))
            if groups and self._joins(groups[-1], piece, frame):
                groups[-1].pieces.append(piece)
                groups[-1].frame = groups[-1].frame or frame
            else:
                groups.append(_Group([piece], frame))
        return groups

    def _joins(self, group: _Group, piece: int, frame: Frame | None) -> bool:
        before = self.at[group.pieces[-1]]
        at = self.at[piece]
        between = self.tokens[before + 1 : at]
        if group.frame and frame and frame.cue == group.frame.cue:
            return True
        if frame:
            return False
        if not group.frame:
            return not between
        # what follows a tag and its full stop goes on with the same speech
        stops = sum(token.text in ENDS for token in between)
        if not between:
            return True
        return stops == 1 and between[-1].text in ENDS and not group.frame.leads and self._opens(at)

    def _opens(self, at: int) -> bool:
        """Whether the quotation begins a sentence."""
        return at == 0 or self.tokens[at - 1].text in ENDS or self.tokens[at - 1].text in {QUOTED, ":"}

    def _whole(self, piece: int) -> bool:
        at = self.at[piece]
        inner = self.marked[piece].inner.of(self.text)
        ends = inner[-1:] in ".!?…,—-" or at + 1 == len(self.tokens)
        return self._opens(at) and ends and inner.count(" ") >= 2

    def _share(self, group: _Group) -> float:
        """How much of what was said stands between marks."""
        toks = self.tokens
        first, last = self.at[group.pieces[0]], self.at[group.pieces[-1]]
        quoted = sum(len(self.marked[piece].span) for piece in group.pieces)
        frame = group.frame
        assert frame is not None  # noqa: S101
        extra = 0
        if frame.leads:
            if toks[first - 1].text not in {",", ":"} and first > frame.cue_end:
                begin = frame.cue_end
                if toks[begin].text == "that":
                    begin += 1
                extra += toks[first].start - toks[begin].start
        else:
            start = sentence_start(toks, first)
            if start < first:
                extra += toks[first].start - toks[start].start
        if last + 1 < len(toks) and self._ending(group.pieces[-1]) not in ".,!?":
            end = last + 1
            while (
                end < len(toks)
                and end < last + 40
                and toks[end].text not in ",.;:—–!?)"
                and toks[end].text not in {"and", "but", "while"}
            ):
                end += 1
            if end > last + 1:
                extra += toks[end - 1].end - toks[last].end
        return quoted / (quoted + extra)

    def _quote(self, group: _Group, last: Quote | None) -> Quote | None:
        parts = tuple(self.marked[piece].inner for piece in group.pieces)
        span = Span(parts[0].start, parts[-1].end)
        frame = group.frame
        if frame is None:
            if not self._whole(group.pieces[0]):
                return None
            who = last.speaker_span if last else None
            return Quote(span, "", who, "", "direct", 0.6, parts)
        cue = self.tokens[frame.cue].text
        subject = None
        if frame.subject:
            subject = Span(self.tokens[frame.subject[0]].start, self.tokens[frame.subject[1] - 1].end)
        elif last:
            subject = last.speaker_span
        name = subject.of(self.text) if subject else ""
        speech = self._share(group) >= 0.87
        return Quote(
            span,
            name,
            subject,
            cue,
            "direct",
            0.9 if speech else 0.5,
            parts,
            "speech" if speech else "phrase",
        )


def speaker_of(document: Document, span: Span) -> str:
    """Who says what stands in `span`: the speaker of the quotation there."""
    return next((quote.speaker for quote in quotes(document) if quote.span.overlaps(span)), "")
