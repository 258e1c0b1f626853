"""Repeats: the passages that articles share, found by the fingerprints of their texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from store import articles, fingerprints, revisions
from text.fingerprints import Wording
from text.repeats import Difference, pieces
from text.repeats import repeats as shared
from text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from store.fingerprints import Print
    from store.records import Article
    from text.repeats import Piece

MOST_ARTICLES = 24
"""Other articles whose texts are looked at: those that share most, each word the rarer the better."""
MUCH = 0.3
"""The share of an article's fingerprints from which it repeats much of the other that has them."""


REACH = 600
"""Code points round a fingerprint in which a passage that holds it is looked for."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage of an article and its telling in another, both with their words.

    Each of `differences` is what stands here and there in the same place, in offsets of the whole texts;
    `score` is the share of words that both tellings have, 0 to 1.
    """

    span: Span
    words: str
    other: Article
    other_span: Span
    other_words: str
    differences: tuple[Difference, ...]
    score: float

    @property
    def pieces(self) -> list[Piece]:
        """The passage in pieces that both tellings have, and those that they tell otherwise."""
        return pieces(self.words, self.other_words, self._within)

    @property
    def pieces_there(self) -> list[Piece]:
        """The same of the other telling."""
        turned = (Difference(each.there, each.here) for each in self._within)
        return pieces(self.other_words, self.words, turned)

    @property
    def _within(self) -> list[Difference]:
        """The differences in offsets of the two passages."""
        return [
            Difference(_moved(one, -self.span.start), _moved(other, -self.other_span.start))
            for one, other in self.differences
        ]


class Copied(NamedTuple):
    """An article that another one repeats, and how much of that other one this is, 0 to 1."""

    article: Article
    share: float


def repeats(connection: Connection, article_id: str) -> list[Repeat]:
    """The passages that an article shares with others, in its order, the longest of one place first.

    Raises `NoSuchArticleError`.
    """
    known = articles.article(connection, article_id)
    text = revisions.text_of(connection, article_id, known.revision)
    told = Wording(text)
    near = _nearest(fingerprints.sharing(connection, article_id, told))
    found = [
        repeat
        for other_id, prints in near.items()
        for repeat in _between(connection, text, told, other_id, _regions(start for _, start in prints))
    ]
    return sorted(found, key=lambda each: (each.span.start, -each.span.end, -each.score))


def copied(connection: Connection, article_id: str) -> Copied | None:
    """The article of which another one repeats most, if that is much of it, by their fingerprints alone.

    Raises `NoSuchArticleError`.
    """
    known = articles.article(connection, article_id)
    told = Wording(revisions.text_of(connection, article_id, known.revision))
    own = {each for each, _ in told.fingerprints()}
    held = {
        other: len({each for each, _ in prints})
        for other, prints in fingerprints.sharing(connection, article_id, told).items()
    }
    most = max(held, key=lambda other: (held[other], other), default="")
    if not most or held[most] < MUCH * len(own):
        return None
    return Copied(articles.article(connection, most), held[most] / len(own))


def _nearest(sharing: dict[str, list[Print]]) -> dict[str, list[Print]]:
    """Those that share most, a fingerprint being worth the less the more articles have it."""
    holders = Counter(chain.from_iterable({each for each, _ in prints} for prints in sharing.values()))
    worth = {
        other: sum(1 / holders[each] for each in {each for each, _ in prints})
        for other, prints in sharing.items()
    }
    best = sorted(worth, key=lambda other: (-worth[other], other))[:MOST_ARTICLES]
    return {other: sharing[other] for other in best}


def _regions(starts: Iterable[int]) -> list[Span]:
    """The stretches of a text round its fingerprints; further off there is nothing to repeat."""
    regions: list[Span] = []
    for start in sorted(starts):
        region = Span(max(0, start - REACH), start + REACH)
        if regions and region.start <= regions[-1].end:
            region = Span(regions.pop().start, region.end)
        regions.append(region)
    return regions


def _between(
    connection: Connection, text: str, told: Wording, other_id: str, regions: Iterable[Span]
) -> Iterator[Repeat]:
    """The passages that a text shares with those stretches of an article."""
    other = articles.article(connection, other_id)
    there = revisions.text_of(connection, other_id, other.revision)
    for region in regions:
        for each in shared(told, Wording(there, region)):
            words, other_words = each.here.of(text), each.there.of(there)
            yield Repeat(each.here, words, other, each.there, other_words, each.differences, each.score)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
