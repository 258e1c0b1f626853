"""Suggestions: the quotes of an article as they are offered for filing, under keys that outlast revisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from text.document import Document, Span
from text.fold import words
from text.overlaps import Overlaps
from text.quotes import Quote, quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from text.document import Block


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A quote that is offered, and the key under which it may be dismissed."""

    key: str
    quote: Quote

    @property
    def is_direct(self) -> bool:
        """Whether these are the speaker's own words."""
        return self.quote.kind == "direct"


class Piece(NamedTuple):
    """A part of a document, as a document of its own, and where it begins."""

    start: int
    document: Document


class Suggestions:
    """What is offered in one state of a text, found by the stretch that it stands in."""

    def __init__(self, offered: Iterable[Suggestion] = ()) -> None:
        self._offered = sorted(offered, key=lambda each: each.quote.span)
        self._starts = [each.quote.span.start for each in self._offered]
        self._overlaps = Overlaps(self._starts, [each.quote.span.end for each in self._offered])

    def __len__(self) -> int:
        return len(self._offered)

    def over(self, span: Span) -> Iterator[Suggestion]:
        """Those that share text with `span`, in order."""
        return (self._offered[number] for number in self._overlaps.touching(span))

    def nth(self, offset: int, step: int, wanted: Callable[[Suggestion], bool]) -> Suggestion | None:
        """The `step`-th wanted one that begins after `offset`, or before it when negative.

        The last one that way where there are fewer; None where there is none.
        """
        if step > 0:
            ahead: Iterable[int] = range(bisect_right(self._starts, offset), len(self._offered))
        else:
            ahead = range(bisect_left(self._starts, offset) - 1, -1, -1)
        met = list(islice(filter(wanted, map(self._offered.__getitem__, ahead)), abs(step)))
        return met[-1] if met else None

    def speaker(self, span: Span) -> str:
        """Who says most of what stands in `span`, in their own words rather than in the writer's."""
        said = [each for each in self.over(span) if each.quote.speaker]
        best = max(said, key=lambda each: (each.is_direct, _shared(each.quote, span)), default=None)
        return best.quote.speaker if best else ""


def pieces(document: Document, size: int = 100_000) -> list[Piece]:
    """A document in pieces of about `size` code points, to be looked through one after the other.

    Each begins with a paragraph that does not begin with a quotation mark.
    """
    text = document.text
    held: list[list[Block]] = []
    for block in document.blocks:
        goes_on = held and block.span.end - held[-1][0].span.start <= size
        if goes_on or (held and not text[block.span.start : block.span.start + 1].isalnum()):
            held[-1].append(block)
        else:
            held.append([block])
    return [_piece(text, blocks) for blocks in held]


def said_in(piece: Piece) -> list[Quote]:
    """The quotes of a piece, direct and reported; who is meant by a name or a pronoun is looked for in it."""
    return [
        replace(
            quote,
            span=_moved(quote.span, piece.start),
            speaker_span=quote.speaker_span and _moved(quote.speaker_span, piece.start),
            parts=tuple(_moved(part, piece.start) for part in quote.parts),
        )
        for quote in quotes(piece.document, indirect=True)
    ]


def offered(text: str, found: Iterable[Quote]) -> Suggestions:
    """The quotes of a text as suggestions."""
    listed = list(found)
    return Suggestions(map(Suggestion, keys(text, listed), listed))


def _piece(text: str, blocks: Sequence[Block]) -> Piece:
    start, end = blocks[0].span.start, blocks[-1].span.end
    moved = tuple(replace(block, span=_moved(block.span, -start), inlines=()) for block in blocks)
    return Piece(start, Document(text[start:end], moved))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def keys(text: str, found: Iterable[Quote]) -> list[str]:
    """A key for each quote: its folded words, hashed, and which of those with the same words it is.

    So a quote keeps its key where the text round it is revised, its marks are drawn otherwise, or
    somebody else turns out to have said it.
    """
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and the first frame needs none

    met: Counter[str] = Counter()
    named: list[str] = []
    for quote in found:
        said = " ".join(word for part in quote.parts for word in words(part.of(text)))
        digest = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
        met[digest] += 1
        named.append(f"{digest}-{met[digest]}")
    return named


def unfiled(quote: Quote, filed: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of a quote of which no filed span holds half or more."""
    spans = list(filed)
    return tuple(part for part in quote.parts if all(2 * _common(part, span) < len(part) for span in spans))


def _shared(quote: Quote, span: Span) -> int:
    return sum(_common(part, span) for part in quote.parts)


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
