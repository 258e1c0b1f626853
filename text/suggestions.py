"""Suggestions: the quotes of an article as they are offered for filing, under keys that outlast revisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from text.fold import words
from text.overlaps import Overlaps
from text.quotes import Quote, quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from text.document import Document, Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A quote that is offered, and the key under which it may be dismissed."""

    key: str
    quote: Quote

    @property
    def is_direct(self) -> bool:
        """Whether these are the speaker's own words."""
        return self.quote.kind == "direct"


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


def suggestions(document: Document) -> Suggestions:
    """Whatever is said in a document, to be offered."""
    found = quotes(document, indirect=True)
    return Suggestions(map(Suggestion, keys(document.text, found), found))


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
