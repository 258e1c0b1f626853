"""Search as people type: its speed a key, what it finds, and what keeping its index costs.

    python -m bench.search [--marks 10000 100000] [--seed 7] [--prose ../shared/cases] [--keep FOLDER]

Annotations are those of `bench.prose`, queries those of `bench.queries`; both are made anew from
the seed. Every query is asked through the call the search screen makes, for the recall; every
beginning of a part of them is asked in turn for the time a key takes, once without pauses and
once with a person's. `fzf --filter` and frizbee answer some of the same queries in the same run
where they are installed (`apt install fzf`, `pip install frizbee`); what fzf takes to load is told
apart, since one that stays open loads but once. With `--keep` a library is stocked only once: a
million annotations take ten minutes. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bench import prose
from bench.queries import HARD, HOLDERS, MAIN, queries
from bench.rivals import FZF, rivals
from bench.stock import places_of, stocked
from store.connection import connect
from store.library import Library
from store.records import Kind
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from bench.prose import Prose
    from bench.queries import Asked
    from bench.rivals import Engine

RANKED = 10
TYPED = 80
"""Queries that are typed key by key."""
PAUSED_KEYS = 60
FILTERED = 40
"""Queries that the other programs answer."""
UNWRITTEN = "zqxj"
"""What no line begins with: to see that, fzf looks at a letter of each."""
STARTS = 15
"""Fresh processes started of each kind."""
ADDED = 100


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables for each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--marks", type=int, nargs="+", default=[10_000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--prose", type=Path, default=Path("../shared/cases"))
    parser.add_argument("--keep", type=Path, help="A folder where libraries stay, and are found again.")
    parser.add_argument("--missed", action="store_true", help="Also print the queries that found nothing.")
    parser.add_argument("--only-recall", action="store_true")
    options = parser.parse_args(arguments)
    for number in options.marks:
        with tempfile.TemporaryDirectory() as folder:
            _report((options.keep or Path(folder)) / f"{number}.db", number, options)


def _report(path: Path, number: int, options: argparse.Namespace) -> None:
    marks = prose.drawn(options.prose, number)
    print(f"\n## {number:,} annotations\n")
    places = places_of(marks)
    kept = path.exists()
    with Library.open(path) as library:
        started = time.perf_counter()
        if not kept:
            stocked(library, marks)
            took = time.perf_counter() - started
            print(f"Brought in {number:,} in {took:.1f} s, {1e6 * took / number:.0f} µs a mark.\n")
        asked = _asked(path, marks, places, options.seed)
        _print_recall(asked, _postil(library, places), missed=options.missed)
        if options.only_recall:
            return
        _print_keys(asked, library)
        _print_beside(asked, marks, _postil(library, places), path.parent)
    _print_costs(path, marks)
    _print_starts(asked, path)


def _asked(path: Path, marks: Sequence[Prose], places: dict[str, int], seed: int) -> list[Asked]:
    with closing(connect(path)) as connection:
        ids = dict(connection.execute("SELECT number, id FROM annotation").fetchall())

        def holders(meant: Sequence[str], begun: bool) -> Sequence[int]:
            if len(meant) == 1 and _commonest(connection, meant[0]) > HOLDERS:
                return range(HOLDERS + 1)
            wanted = " AND ".join(f'"{word}"{"*" if begun else ""}' for word in meant)
            found = connection.execute(
                "SELECT rowid FROM mark_index WHERE mark_index MATCH ? LIMIT ?", (wanted, HOLDERS + 1)
            )
            return [places.get(ids[row], -1) for (row,) in found]

        return queries([mark.text for mark in marks], holders, MAIN | HARD, seed)


def _commonest(connection: Connection, start: str) -> int:
    """On how many annotations the commonest word is that begins so."""
    (most,) = connection.execute(
        "SELECT max(marks) FROM vocabulary WHERE word >= ? AND word < ? || char(0x10ffff)", (start, start)
    ).fetchone()
    return most or 0


def _postil(library: Library, places: dict[str, int]) -> Engine:
    return lambda query: [places.get(hit.annotation.id, -1) for hit in library.search(query, limit=RANKED)]


def _print_recall(asked: Sequence[Asked], engine: Engine, *, missed: bool) -> None:
    times: list[float] = []
    ranks = [_rank(query, engine, times) for query in asked]
    print("| kind | n | recall@1 | recall@10 |\n|---|---|---|---|")
    for name, kinds in (*((kind, {kind: 0}) for kind in MAIN | HARD), ("**main**", MAIN), ("**hard**", HARD)):
        of_kind = [rank for query, rank in zip(asked, ranks, strict=True) if query.kind in kinds]
        print(f"| {name} | {len(of_kind)} | {_share(of_kind, 1)} | {_share(of_kind, RANKED)} |")
    print(f"\nWhole queries, ms: {_times(times)}\n")
    for query, rank in zip(asked, ranks, strict=True) if missed else ():
        if not rank:
            print(f"- {query.kind}: {query.text!r} meant {' '.join(query.meant)!r}")


def _rank(query: Asked, engine: Engine, times: list[float]) -> int:
    """The rank of the first annotation that holds what was meant, from 1; 0 for none."""
    started = time.perf_counter()
    found = engine(query.text)
    times.append(1000 * (time.perf_counter() - started))
    return next((rank for rank, place in enumerate(found, 1) if place in query.holders), 0)


def _share(ranks: Sequence[int], most: int) -> str:
    return f"{sum(0 < rank <= most for rank in ranks) / max(1, len(ranks)):.3f}"


def _times(times: Sequence[float]) -> str:
    return f"median {statistics.median(times):.1f}, p95 {_p95(times):.1f}, most {max(times):.1f}"


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _print_keys(asked: Sequence[Asked], library: Library) -> None:
    chance = random.Random(1)
    typed = [query.text for query in chance.sample([one for one in asked if one.kind in MAIN], TYPED)]
    keys = [text[:end] for text in typed for end in range(1, len(text) + 1)]
    hard = [one.text for one in asked if one.kind in HARD][:: len(HARD)]
    hard_keys = [text[:end] for text in hard for end in range(1, len(text) + 1)]
    print("| keys typed | n | ms median | p95 | most |\n|---|---|---|---|---|")
    for name, some, pause in (
        ("main, without pauses", keys, 0.0),
        ("hard, without pauses", hard_keys, 0.0),
        ("main, with pauses", keys[:PAUSED_KEYS], 0.25),
    ):
        times = [_timed(library, key, pause * chance.uniform(0.4, 1.6)) for key in some]
        figures = f"{statistics.median(times):.1f} | {_p95(times):.1f} | {max(times):.1f}"
        print(f"| {name} | {len(times)} | {figures} |")
    print()


def _timed(library: Library, query: str, pause: float) -> float:
    time.sleep(pause)
    started = time.perf_counter()
    library.search(query)
    return 1000 * (time.perf_counter() - started)


def _print_beside(asked: Sequence[Asked], marks: Sequence[Prose], postil: Engine, folder: Path) -> None:
    """Postil and the others, query by query, on the same queries."""
    engines = {"postil": postil, **dict(rivals(marks, folder))}
    some = random.Random(2).sample([query for query in asked if query.kind in MAIN], FILTERED)
    times: dict[str, list[float]] = {name: [] for name in engines}
    ranks: dict[str, list[int]] = {name: [] for name in engines}
    for query in some:
        for name, engine in engines.items():
            ranks[name].append(_rank(query, engine, times[name]))
    ours = statistics.median(times["postil"])
    print(
        "| engine | n | ms median | p95 | times ours | recall@1 | recall@10 |\n|---|---|---|---|---|---|---|"
    )
    for name in engines:
        median = statistics.median(times[name])
        speed = f"{len(some)} | {median:.1f} | {_p95(times[name]):.1f} | {median / ours:.1f}"
        print(f"| {name} | {speed} | {_share(ranks[name], 1)} | {_share(ranks[name], RANKED)} |")
    if fzf := engines.get(FZF):
        loading = statistics.median(_took(fzf, "^" + UNWRITTEN) for _ in range(5))
        rest = statistics.median(times[FZF]) - loading
        print(f"\nfzf loads for {loading:.0f} ms; the rest, {rest:.0f}, is {rest / ours:.1f} times ours.")
    print()


def _took(engine: Engine, query: str) -> float:
    started = time.perf_counter()
    engine(query)
    return 1000 * (time.perf_counter() - started)


def _print_costs(path: Path, marks: Sequence[Prose]) -> None:
    """An annotation added, beside a write of 4 kB; and the index beside the text."""
    ours, theirs = [], []
    with Library.open(path) as library, (path.parent / "written").open("wb", buffering=0) as written:
        article = library.articles()[0]
        text = library.document(article.id).text
        for at in range(ADDED):
            started = time.perf_counter()
            library.annotate(article.id, Span(200 * at % len(text), 200 * at % len(text) + 200), Kind.QUOTE)
            between = time.perf_counter()
            written.write(os.urandom(4096))
            os.fdatasync(written.fileno())
            ours.append(1000 * (between - started))
            theirs.append(1000 * (time.perf_counter() - between))
    add, write = statistics.median(ours), statistics.median(theirs)
    print("| cost | Postil | beside | ratio |\n|---|---|---|---|")
    print(f"| one added / 4 kB and fdatasync, ms | {add:.2f} | {write:.2f} | {add / write:.1f} |")
    index, size = _index_bytes(path), sum(len(mark.line.encode()) for mark in marks)
    print(f"| index / text, MB | {index / 1e6:.1f} | {size / 1e6:.1f} | {index / size:.2f} |\n")


def _index_bytes(path: Path) -> int:
    """What the index holds, in bytes, without the slack of its pages."""
    with closing(connect(path)) as connection:
        (size,) = connection.execute(
            "SELECT (SELECT sum(length(block)) FROM mark_index_data)"
            " + (SELECT sum(length(CAST(words AS BLOB)) + 8) FROM mark_words)"
            " + (SELECT sum(length(CAST(word AS BLOB)) + 4) FROM vocabulary)"
        ).fetchone()
    return int(size)


def _print_starts(asked: Sequence[Asked], path: Path) -> None:
    """`postil search` from a fresh process, beside Python that does nothing."""
    postil = [sys.executable, "-m", "postil", "search", "--library", str(path)]
    some = random.Random(3).sample([query.text for query in asked if query.kind in MAIN], STARTS)
    ours, theirs = [], []
    for query in some:
        ours.append(_ran([*postil, query]))
        theirs.append(_ran([sys.executable, "-c", "pass"]))
    start, nothing = statistics.median(ours), statistics.median(theirs)
    print("| from a fresh process | ms median | p95 | times `python -c pass` |\n|---|---|---|---|")
    print(f"| python -c pass | {nothing:.0f} | {_p95(theirs):.0f} | 1 |")
    print(f"| postil search | {start:.0f} | {_p95(ours):.0f} | {start / nothing:.1f} |\n")


def _ran(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
