"""What repeats cost: `python -m bench.repeats [--articles 1000] [--words 1000]`.

The articles are made of a vocabulary in which, as in prose, few words are most of the text (Zipf). Every
other one holds a passage of an earlier one, in which a word is changed. They are all read when it is first
asked, and then each is asked for.
"""

from __future__ import annotations

import argparse
import random
import sys
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from store.library import Library
from store.records import ArticleDraft
from text.document import Block, Document, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")

SEED = 5
VOCABULARY = 20_000
PASSAGE = 40
"""Words of a passage that is planted."""


def main() -> int:
    """Print how long adding, asking for repeats, and asking whether one is a copy take."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=1000)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        drafts = [ArticleDraft(_document(text), Metadata(title="A")) for text in _texts(asked)]
        added = _timed("add", lambda at: library.add(drafts[at]).article.id, len(drafts))
        _timed("reading", lambda at: library.copied(added[at]), 1)
        found = _timed("repeats", lambda at: library.repeats(added[at]), len(added))
        _timed("copied", lambda at: library.copied(added[at]), len(added))
    planted = len(drafts) // 2
    held = sum(bool(each) for each in found[1::2])
    sys.stdout.write(f"{held} of {planted} planted passages found.\n")
    return 0 if held == planted else 1


def _texts(asked: argparse.Namespace) -> Iterator[str]:
    chance = random.Random(SEED)
    words = [f"word{number}" for number in range(VOCABULARY)]
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    earlier: list[list[str]] = []
    for number in range(asked.articles):
        text = chance.choices(words, cum_weights=weights, k=asked.words)
        if number % 2:
            passage = chance.choice(earlier)[:PASSAGE]
            passage[PASSAGE // 2] = "changed"
            at = chance.randrange(asked.words)
            text[at:at] = passage
        earlier.append(text)
        yield " ".join(text)


def _document(text: str) -> Document:
    return Document(text, (Block(Span(0, len(text))),))


def _timed(name: str, do: Callable[[int], Answer], count: int) -> list[Answer]:
    """Do something so many times, and print how long it took, in milliseconds."""
    taken, answers = [], []
    for at in range(count):
        began = perf_counter()
        answers.append(do(at))
        taken.append(1000 * (perf_counter() - began))
    slow = quantiles(taken, n=20)[-1] if count > 1 else taken[0]
    sys.stdout.write(f"{name:8} median {median(taken):7.1f} ms, 95 % within {slow:7.1f} ms\n")
    return answers


if __name__ == "__main__":
    sys.exit(main())
