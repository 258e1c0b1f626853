"""The finder: every quotation of a document, with its speaker."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from text.document import Document, Span, remembered
from text.quotes.paragraphs import SILENT, speeches
from text.quotes.passage import DIRECT, Draft
from text.quotes.people import People
from text.quotes.quote import Quote
from text.quotes.reports import reports
from text.quotes.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def quotes(document: Document, *, indirect: bool = False) -> tuple[Quote, ...]:
    """The quotations of a document, in order and apart, each with its speaker.

    With `indirect`, also what it reports somebody to have said: weaker suggestions, between the others.
    They are worked out once for a document, in a time linear in its text.
    """
    return _quotes(document, indirect)


@remembered
def _quotes(document: Document, indirect: bool) -> tuple[Quote, ...]:
    found = [_quote(draft) for draft in speeches(document)]
    if indirect:
        found = sorted([*found, *_reports(document, found)], key=lambda quote: quote.span)
    speakers = Speakers(document.text, People(document.text)) if found else None
    return tuple(_named(quote, speakers) for quote in found if speakers)


def _reports(document: Document, direct: Sequence[Quote]) -> Iterator[Quote]:
    """What is reported, apart from what is quoted."""
    starts = [quote.span.start for quote in direct]
    for block in document.blocks:
        for draft in reports(document.text, block.span) if block.kind not in SILENT else ():
            (said,) = draft.parts
            before = bisect_left(starts, said.end)
            if not (before and direct[before - 1].span.overlaps(said)):
                yield replace(_quote(draft), kind="indirect", form="report")


def _quote(draft: Draft) -> Quote:
    """A draft as a quote, its speaker still to be named."""
    span = Span(draft.parts[0].start, draft.parts[-1].end)
    form: Literal["speech", "phrase"] = "speech" if draft.share >= DIRECT else "phrase"
    cue = draft.cue if draft.cue[:1].isalpha() else ""
    return Quote(
        span, "", draft.subject, cue, "direct", draft.sure or _score(draft), tuple(draft.parts), form
    )


def _named(quote: Quote, speakers: Speakers) -> Quote:
    return replace(quote, speaker=speakers.name(quote.speaker_span)) if quote.speaker_span else quote


def _score(draft: Draft) -> float:
    """How sure it is that a marked quotation was said by its speaker."""
    if not draft.cue:
        return 0.6 if draft.opens else 0.45
    return 0.9 if draft.share >= DIRECT else 0.5
