"""Claims offered to be joined, on pairs that say the same: `python -m bench.joining [CASES.json]`.

Pairs are the claim both sample articles make, and near-duplicates in a JSON list of articles with `id`,
`text` and `quotes` (`start`): sentences with a quotation, in two articles, in other words but for runs of
five that make up half of the shorter one. Of each pair, one is filed in a library among 2,000 others, as
the reader files it, by its sentence; the other one asks. What is counted is how often the right claim is
among the first offered, and how often any is offered to statements that no other article makes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.claims import claimed
from seeds import plant
from store.library import Library
from text.document import Span
from text.fold import words
from text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from store.claims import LikeClaim

RUN = 5
"""Words in a row that two statements share which may be the same."""
HALF = 0.5
"""The share of the shorter statement that lies in such runs, from which they are."""
LONGEST, SHORTEST = 80, 6
"""Words of the statements that are looked at."""
STATEMENTS = 2_000
"""Claims in the library."""
STRANGERS = 500
"""Statements that ask though no claim is theirs."""
MANY = 50
"""Statements above which a run is a manner of speaking."""
OFFERED = 3
"""Claims a reader looks at."""


@dataclass(frozen=True)
class Stated:
    """A statement: the article it is in, and its words."""

    article: str
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its folded words."""
        return tuple(words(self.text))

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every so many words in a row."""
        return frozenset(zip(*(self.words[start:] for start in range(RUN)), strict=False))


def main() -> None:
    """Ask, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.joining", description=__doc__.partition(":")[0])
    parser.add_argument("cases", type=Path, nargs="?", metavar="CASES.json")
    parser.add_argument("--missed", action="store_true", help="Print the pairs that were missed.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"The claim of both samples is offered: {seeds_joined(Path(folder) / 'seeds.db')}")
        if given.cases:
            stated = list(read(json.loads(given.cases.read_text(encoding="utf-8"))))
            measure(Path(folder) / "corpus.db", stated, show=given.missed)


def seeds_joined(path: Path) -> bool:
    """Whether the claim of the one sample article is found by the other's sentence, first of all."""
    with Library.open(path) as library:
        plant(library)
        found: list[LikeClaim] = []
        filed = ""
        for article in library.articles():
            text = library.document(article.id).text
            at = text.find("within 24 hours of taking office")
            if at >= 0:
                around = _sentence(text, at)
                found = library.claims.like(around.of(text))
                filed = filed or library.annotate(article.id, around, "claim").claim
        return bool(found) and found[0].claim.id == filed


def read(cases: Iterable[dict[str, Any]]) -> Iterator[Stated]:
    """The sentences of everything quoted in the articles, each sentence once."""
    for case in cases:
        text = case["text"]
        for found in dict.fromkeys(_sentence(text, quote["start"]) for quote in case["quotes"]):
            stated = Stated(case["id"], " ".join(found.of(text).split()))
            if SHORTEST <= len(stated.words) <= LONGEST:
                yield stated


def measure(path: Path, stated: Sequence[Stated], *, show: bool) -> None:
    """File one of each group and many others, ask by another one, and print what came of it."""
    groups = same(stated)
    pairs = [(group[0], other) for group in groups if (other := _elsewhere(stated, group)) is not None]
    grouped = {at for group in groups for at in group}
    lone = [at for at in range(len(stated)) if at not in grouped]
    random.Random(STATEMENTS).shuffle(lone)
    beside, strangers = lone[: STATEMENTS - len(pairs)], lone[STATEMENTS : STATEMENTS + STRANGERS]
    filed = [right for right, _ in pairs] + beside
    with Library.open(path) as library:
        places = claimed(library, [stated[at].text for at in filed])
        asked = [_ask(library, places, stated[other].text) for _, other in pairs]
        offered = [_ask(library, places, stated[at].text) for at in strangers]
    ranks = [found.index(at) if at in found else None for at, (found, _) in enumerate(asked)]
    first, some = (sum(rank is not None and rank < most for rank in ranks) for most in (1, OFFERED))
    times = [took for _, took in [*asked, *offered]]
    print(f"{len(pairs)} pairs among {len(filed)} claims:", end=" ")
    print(f"first in {first / len(pairs):.1%}, among the first {OFFERED} in {some / len(pairs):.1%}")
    wrong = sum(bool(found) for found, _ in offered)
    print(
        f"offered a claim to {wrong / len(offered):.1%} of {len(offered)} statements no other article makes"
    )
    print(f"ms: median {statistics.median(times):.1f}, slowest {max(times):.1f}")
    if show:
        for (right, other), rank in zip(pairs, ranks, strict=True):
            if rank is None or rank >= OFFERED:
                print(f"- {stated[right].text}\n  {stated[other].text}")


def same(stated: Sequence[Stated]) -> list[list[int]]:
    """Groups of statements, by their places, that say nearly the same word for word."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, each in enumerate(stated):
        for run in each.runs:
            holding[run].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holding.values():
        if len(places) <= MANY:
            shared.update(combinations(places, 2))
    head = list(range(len(stated)))
    for (one, other), runs in shared.items():
        if runs >= HALF * min(len(stated[one].runs), len(stated[other].runs)):
            _unite(head, one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(stated)):
        groups[_head(head, at)].append(at)
    return [group for group in groups.values() if len(group) > 1]


def _unite(head: list[int], one: int, other: int) -> None:
    head[_head(head, other)] = _head(head, one)


def _head(head: list[int], at: int) -> int:
    while head[at] != at:
        at = head[at]
    return at


def _elsewhere(stated: Sequence[Stated], group: Sequence[int]) -> int | None:
    """A member of the group in another article than the first one's, in other words."""
    first = stated[group[0]]
    others = (at for at in group if stated[at].article != first.article and stated[at].words != first.words)
    return next(others, None)


def _ask(library: Library, places: Mapping[str, int], words: str) -> tuple[list[int], float]:
    began = time.perf_counter()
    found = library.claims.like(words, OFFERED)
    took = 1000 * (time.perf_counter() - began)
    return [places[each.claim.id] for each in found], took


def _sentence(text: str, at: int) -> Span:
    """The sentence that holds an offset."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = Span(start, end if end >= 0 else len(text))
    return next((found for found in sentences(text, line) if at < found.end), line)


if __name__ == "__main__":
    main()
