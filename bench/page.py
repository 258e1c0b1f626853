"""The page at any size, timed in a real terminal beside a bare Textual app.

    python -m bench.page [--rounds N] [--sizes 100000 1000000] [--formats text markdown epub]

Documents of three sizes and formats, with no marks and with a thousand, are opened from a library on a
terminal of 120 by 40; rounds of Postil and of `bench/bare.py` take turns. A key is timed from its byte
to the last byte that answers it, a mark only if it is then committed. Prints two Markdown tables and
what missed its limit; the exit code is 1 when anything did.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import corpus
from bench.terminal import Terminal, surroundings
from exchange.reading.source import read_bytes
from store.library import Library
from store.records import Kind
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.records import Article

COLUMNS, LINES = 120, 40
SIZES = (100_000, 1_000_000, 10_000_000)
MARKS = (0, 1000)

_MAKERS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "text": ("made.txt", lambda size: corpus.plain(size).encode()),
    "markdown": ("made.md", lambda size: corpus.markdown(size).encode()),
    "epub": ("made.epub", corpus.epub),
}
_KEYS, _MARKED, _HELD = 12, 6, 90
_HELD_SECONDS = 1 / 45


class Limit(NamedTuple):
    """What a measure may come to: times the bare app's, or milliseconds."""

    most: float
    unit: str = "x"


LIMITS: dict[str, Limit | dict[int, Limit]] = {
    "start": {100_000: Limit(1.25), 1_000_000: Limit(1.25), 10_000_000: Limit(1.35)},
    "ready": Limit(inf),
    "memory": {100_000: Limit(1.25), 1_000_000: Limit(1.25), 10_000_000: Limit(2.0)},
    "line": Limit(1.5),
    "page": Limit(2.2),
    "mark": Limit(2.5),
    "held": Limit(50, "ms"),
    "resize": Limit(60, "ms"),
    "end": Limit(100, "ms"),
    "contents": Limit(100, "ms"),
    "hit": Limit(100, "ms"),
}
"""The ratios are of start to first text and to heeding keys (which has no limit), of memory, and of keys to
the bare full-screen repaint."""


@dataclass(frozen=True, slots=True)
class Case:
    """An article of the library: its format, size in bytes, and how many marks it has."""

    format: str
    size: int
    marks: int
    article: str


Times = dict[str, list[float]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, choices=SIZES)
    parser.add_argument("--formats", nargs="+", default=list(_MAKERS), choices=list(_MAKERS))
    chosen = parser.parse_args(arguments)
    bare: Times = defaultdict(list)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        cases = [case for marks in MARKS for case in prepare(folder, chosen.formats, chosen.sizes, marks)]
        ours: dict[Case, Times] = {case: defaultdict(list) for case in cases}
        for turn in range(chosen.rounds + 1):
            for case in cases:
                measure_bare(folder, bare if turn else defaultdict(list))
                measure(folder, case, ours[case] if turn else defaultdict(list))
    sys.stdout.write(report(bare, ours))
    missed = [line for case, times in ours.items() for line in misses(bare, case, times)]
    sys.stdout.write("".join(f"\nMISSED {line}" for line in missed) + "\n")
    return 1 if missed else 0


# Measuring


def prepare(folder: Path, formats: Sequence[str], sizes: Sequence[int], marks: int) -> list[Case]:
    """A library with an article of each format and size, each with so many marks, spread evenly."""
    cases = []
    with Library.open(_path(folder, marks)) as library:
        library.set_planted()
        for made in formats:
            name, maker = _MAKERS[made]
            for size in sizes:
                article = library.add(read_bytes(maker(size), name, f"/{size}/{name}")).article
                _mark_all_over(library, article, marks)
                cases.append(Case(made, size, marks, article.id))
    return cases


def measure_bare(folder: Path, times: Times) -> None:
    """Start the bare app once and press some keys."""
    shown = folder / "lines.txt"
    words = corpus.plain(100_000).replace("\n\n", " ")
    lines = [words[start : start + 72] for start in range(0, 72 * LINES, 72)]
    shown.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("bare.py")), str(shown)]
    with _terminal(command, folder) as terminal:
        times["start"].append(terminal.wait_for_bytes(lines[0][:20]))
        terminal.settle(0.4)
        times["memory"].append(_resident(terminal))
        times["key"] += [terminal.press("x").last for _ in range(_KEYS)]
        times["resize"] += [terminal.resize_and_take(columns, LINES).last for columns in (90, COLUMNS)]


def measure(folder: Path, case: Case, times: Times) -> None:
    """Open an article once, go about in it, and mark."""
    path = _path(folder, case.marks)
    with Library.open(path) as library:
        head = _first_words(library.document(case.article).text)
        library.leave_at(case.article, 0)
        postil = str(Path(sys.executable).with_name("postil"))
        with _terminal([postil, "--library", str(path), "read", case.article], folder) as terminal:
            times["start"].append(terminal.wait_for_bytes(head))
            times["ready"].append(terminal.wait_for_bytes("%  "))
            terminal.settle(0.4)
            times["memory"].append(_resident(terminal))
            times["line"] += [terminal.press("j").last for _ in range(_KEYS)]
            times["page"] += [terminal.press(" ").last for _ in range(_KEYS)]
            times["mark"] += [_mark(terminal, library, case.article) for _ in range(_MARKED)]
            times["held"].append(_hold(terminal, "j"))
            times["resize"] += [terminal.resize_and_take(columns, LINES).last for columns in (90, COLUMNS)]
            times["end"] += [terminal.press(keys).last for keys in ("G", "gg", "G")]
            times["hit"].append(_search(terminal))
            if case.format != "text":
                times["contents"].append(_contents(terminal))
        for _ in range(_MARKED):
            library.undo()


def _mark(terminal: Terminal, library: Library, article: str) -> float:
    """Highlight the next sentence; the time to the last byte that shows it."""
    terminal.press(")")
    known = library.article(article).marks
    timing = terminal.press("h", until="Filed a ")
    if library.article(article).marks != known + 1:
        raise AssertionError("a mark was painted that is not in the library")
    return timing.last


def _hold(terminal: Terminal, key: str) -> float:
    """Hold a key as a keyboard repeats it; milliseconds from the last byte sent to the last one painted."""
    for _ in range(_HELD):
        terminal.type(key)
        terminal.take_for(_HELD_SECONDS)
    return terminal.press(key).last


def _search(terminal: Terminal) -> float:
    """Search for a word at the end, go back to the head, and on to the hit: the time of that key."""
    terminal.press("gg")
    terminal.answer("/quincun\r", "1/1", patience=20.0)
    terminal.press("gg")
    return terminal.answer("n", "quincunxially")


def _contents(terminal: Terminal) -> float:
    """Go to the last entry of the table of contents; the time of the key that goes there."""
    terminal.press("o")
    terminal.press("\x1b[F")
    return terminal.press("\r").last


def _resident(terminal: Terminal) -> float:
    """Resident memory of the program, in MB."""
    pages = Path(f"/proc/{terminal.process.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6


def _mark_all_over(library: Library, article: Article, marks: int) -> None:
    """Mark every so many code points."""
    with library.transaction():
        step = article.length // max(1, marks)
        for number in range(marks):
            start = number * step
            library.annotate(article.id, Span(start, start + min(step, 60)), list(Kind)[number % 3])


# Telling


def share(bare: Times, name: str, times: Times) -> float:
    """The median of a measure, in its limit's unit."""
    value = statistics.median(times[name])
    counterpart = bare[_COUNTERPARTS.get(name, "key")]
    return value / statistics.median(counterpart) if _limit(name, SIZES[0]).unit == "x" else value


def misses(bare: Times, case: Case, times: Times) -> list[str]:
    """A line for each measure of a case that is over its limit."""
    found = []
    for name in filter(times.get, LIMITS):
        limit, value = _limit(name, case.size), share(bare, name, times)
        if value > limit.most:
            what = f"{case.format}, {case.size:,} bytes, {case.marks} marks: {name}"
            found.append(f"{what} {value:.2f} {limit.unit}, over {limit.most:g}")
    return found


def report(bare: Times, ours: dict[Case, Times]) -> str:
    """The tables: what the bare app costs, and what each case costs beside it."""
    middles = [f"{statistics.median(bare[name]):.1f} {unit}" for name, unit in _BARE.items()]
    head = ["bare app", *_BARE], ["", *middles]
    names = [*LIMITS]
    rows = [["", *(f"{name} ({_limit(name, SIZES[0]).unit})" for name in names)]]
    for case, times in ours.items():
        cells = [f"{share(bare, name, times):.2f}" if times[name] else "" for name in names]
        rows.append([f"{case.format} {case.size / 1e6:g} MB, {case.marks} marks", *cells])
    return f"{_table(list(head))}\n\n{_table(rows)}\n"


_COUNTERPARTS = {"start": "start", "ready": "start", "memory": "memory"}
_BARE = {"start": "ms", "memory": "MB", "key": "ms", "resize": "ms"}


def _table(rows: list[list[str]]) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def _limit(name: str, size: int) -> Limit:
    limit = LIMITS[name]
    return limit if isinstance(limit, Limit) else limit[size]


def _first_words(text: str) -> str:
    """Words of the first paragraph that stand on one line."""
    return next(line for line in text.split("\n\n", 3) if len(line) > 40)[:20]


def _path(folder: Path, marks: int) -> Path:
    return folder / f"{marks}.db"


def _terminal(command: Sequence[str], folder: Path) -> Terminal:
    return Terminal(command, surroundings(folder), columns=COLUMNS, lines=LINES)


if __name__ == "__main__":
    raise SystemExit(main())
