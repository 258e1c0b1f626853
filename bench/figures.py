"""What the figures of a library cost: `python -m bench.figures [--quotes 10000] [--claims 2000]`."""

from __future__ import annotations

import argparse
import random
import sys
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from store.annotation import Status
from store.library import Library
from store.marking import MarkDraft
from store.records import ArticleDraft, Kind
from text.document import Block, Document, Metadata, Span

SEED = 5
ARTICLES = 100
ROUNDS = 9
_SENTENCE = "Something is said here, and it goes on for a while. "
_TAGS = [f"tag{number}" for number in range(40)]


def main() -> int:
    """Print how long counting a library takes, in milliseconds."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=2_000)
    asked = parser.parse_args()
    changes = count()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Library.open(path, now=lambda: _day(next(changes))) as library:
            _stock(library, asked.quotes // ARTICLES, asked.claims // ARTICLES)
            taken = []
            for _ in range(ROUNDS):
                began = perf_counter()
                library.stats()
                taken.append(1000 * (perf_counter() - began))
    sys.stdout.write(f"{asked.quotes} quotes and {asked.claims} claims counted in {median(taken):.0f} ms.\n")
    return 0


def _day(number: int) -> str:
    """A day for each change, in years of twelve months of 28."""
    return f"{2024 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T12:00:00.000Z"


def _stock(library: Library, quotes: int, claims: int) -> None:
    chance = random.Random(SEED)
    for number in range(ARTICLES):
        text = f"Article {number}. " + _SENTENCE * (quotes + claims)
        document = Document(text, (Block(Span(0, len(text))),))
        article = library.add(ArticleDraft(document, Metadata(title=f"Article {number}"))).article.id
        spans = [Span(at * len(_SENTENCE), at * len(_SENTENCE) + 20) for at in range(quotes + claims)]
        said = [_quote(chance, span) for span in spans[:quotes]]
        claimed = [_claim(chance, span) for span in spans[quotes:]]
        library.annotate_all(article, [*said, *claimed])


def _quote(chance: random.Random, span: Span) -> MarkDraft:
    speaker = f"Speaker {int(chance.paretovariate(1)) % 200}"
    tags = tuple(chance.sample(_TAGS, chance.randrange(3)))
    return MarkDraft(span, Kind.QUOTE, "", tags, speaker, "", "", None)


def _claim(chance: random.Random, span: Span) -> MarkDraft:
    return MarkDraft(span, Kind.CLAIM, "", (), "", chance.choice(list(Status)), "", None)


if __name__ == "__main__":
    sys.exit(main())
