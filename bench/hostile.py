"""Queries nobody should ask: that each is answered, and in time.

    python -m bench.hostile [--marks 50000] [--queries 20000] [--seed 7] [--prose ../shared/cases]

A third are made like those of people (`bench.queries`) and cut anywhere, a third are pieces of other
languages (quotation marks, operators, fields, regular expressions, SQL, halves of surrogate pairs)
and words of the corpus, a third are strings of any characters; a few are 100 kB long. They are asked
with the patience that a search screen has.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import prose
from bench.stock import stocked
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE = 0.15
"""Seconds after which a search answers with what it has."""
LIMIT = 200
"""Milliseconds that none may take."""
PIECES = (
    *(
        '"',
        "'",
        "“",
        "-",
        "+",
        "(",
        ")",
        ":",
        "*",
        "^",
        "{",
        "}",
        "NEAR(",
        "NEAR(a b, 5)",
        "AND",
        "OR",
        "NOT",
    ),
    *(
        " or ",
        "--",
        "; DROP TABLE annotation; --",
        "' OR 1=1",
        "%",
        "_",
        ".*",
        "(a+)+$",
        "[^a]*",
        "\\",
        "\x00",
    ),
    *(
        "\ud800",
        "\udfff",
        "\u202e",
        "\u0301",
        "🙂",
        "全",
        "การ",
        "kind:",
        "tag:war",
        "-is:lost",
        "after:7d",
        "by:",
    ),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask them all and print how long they took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--marks", type=int, default=50_000)
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--prose", type=Path, default=Path("../shared/cases"))
    options = parser.parse_args(arguments)
    marks = prose.drawn(options.prose, options.marks)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        stocked(library, marks)
        asked = hostile([mark.text for mark in marks], options.queries, options.seed)
        times = sorted((_timed(library, query), query) for query in asked)
    took = [each for each, _ in times]
    over = sum(each > LIMIT for each in took)
    figures = (
        f"median {statistics.median(took):.1f}, p99 {took[len(took) * 99 // 100]:.1f}, most {took[-1]:.1f}"
    )
    print(f"{len(took):,} queries on {options.marks:,} marks, ms: {figures}; over {LIMIT} ms: {over}")
    for each, query in times[-5:]:
        print(f"- {each:.1f} ms: {query[:80]!a}")


def hostile(texts: Sequence[str], number: int, seed: int) -> Iterator[str]:
    """So many of them, the same for the same seed."""
    chance = random.Random(seed)
    yield from ('"' * 100_000, "a" * 100_000, "peace " * 20_000, "(" * 100_000, "-" * 100_000, "全" * 100_000)
    for at in range(number - 6):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        if at % 3 == 0:
            yield text[start : start + chance.randint(1, 60)]
        elif at % 3 == 1:
            words = text.split()
            kinds = chance.choices((PIECES, words), k=chance.randint(1, 12))
            yield chance.choice(("", " ")).join(chance.choice(kind) for kind in kinds)
        else:
            most = chance.choice((0x7F, 0x2FF, 0xFFFF, 0x10FFFF))
            yield "".join(chr(chance.randint(0, most)) for _ in range(chance.randint(1, 40)))


def _timed(library: Library, query: str) -> float:
    started = time.perf_counter()
    library.search(query, seconds=PATIENCE)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
