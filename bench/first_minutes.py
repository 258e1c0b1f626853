"""A reader's first minutes, timed in a real terminal beside a bare Textual app.

    python -m bench.first_minutes [--rounds N]

Start to first painted article, key to painted cursor move, key to painted mark: rounds of Postil and
of `bench/bare.py` take turns on the same terminal, 120 by 40, with the same text. A mark counts as
painted with the last byte that follows its key, and only if another connection then finds it committed.
Prints a Markdown table; the exit code is 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import seeds
from bench.terminal import Terminal, surroundings
from store.library import Library
from store.records import ArticleDraft
from text.document import Block, Document, Metadata, Role, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Article

COLUMNS, LINES, MEASURE = 120, 40, 72
COPIES = 20
"""How often the sample article is repeated, so that no key meets the end of the text."""

START_RATIO, MOVE_RATIO, MARK_MS = 1.5, 4.0, 50.0
"""The limits: medians of start and cursor move as ratios to the bare app; the median of marks in ms."""

_START, _REPAINT = "start to painted article", "full-screen repaint"
_MOVES = {"j": "line down (j)", ")": "sentence on ())", " ": "page down (space)"}
_MARKS = {"c": "claim painted (c)", "h": "highlight painted (h)"}
_KEYS_A_ROUND, _MARKS_A_ROUND = 12, 6

Times = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Result:
    """One measured thing: Postil's times and the bare app's for its counterpart, in ms."""

    name: str
    ours: list[float]
    bare: list[float]
    limit: float
    is_ratio: bool

    @property
    def ratio(self) -> float:
        """How many times the bare app's median Postil's is."""
        return statistics.median(self.ours) / statistics.median(self.bare)

    @property
    def kept(self) -> bool:
        """Whether the limit is kept at the median."""
        return (self.ratio if self.is_ratio else statistics.median(self.ours)) <= self.limit

    def row(self) -> str:
        """The line of the table."""
        limit = f"{self.limit:g}x" if self.is_ratio else f"{self.limit:g} ms"
        cells = (
            self.name,
            str(len(self.ours)),
            *(f"{value:.1f}" for times in (self.ours, self.bare) for value in _middle_and_tail(times)),
            f"{self.ratio:.2f}",
            limit,
            "kept" if self.kept else "MISSED",
        )
        return "| " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=12)
    rounds: int = parser.parse_args(arguments).rounds
    times: Times = defaultdict(list)
    bare: Times = defaultdict(list)
    for turn in range(rounds + 1):
        ours_now, bare_now = (times, bare) if turn else (defaultdict(list), defaultdict(list))
        with tempfile.TemporaryDirectory() as folder:
            measure_bare(Path(folder), bare_now)
            measure_postil(Path(folder), ours_now)
    found = results(times, bare)
    print(report(found))
    return 0 if all(result.kept for result in found) else 1


def results(times: Times, bare: Times) -> list[Result]:
    """What was measured, each beside its counterpart."""
    start = Result(_START, times[_START], bare[_START], START_RATIO, is_ratio=True)
    moves = [Result(name, times[name], bare[_REPAINT], MOVE_RATIO, is_ratio=True) for name in _MOVES.values()]
    marks = [Result(name, times[name], bare[_REPAINT], MARK_MS, is_ratio=False) for name in _MARKS.values()]
    return [start, *moves, *marks]


def report(found: Sequence[Result]) -> str:
    """A Markdown table; “bare” is the bare app's start, or its full-screen repaint on a key."""
    names = ("", "n", "Postil ms p50", "p95", "bare ms p50", "p95", "ratio", "limit", "")
    head = f"| {' | '.join(names)} |\n|{'---|' * len(names)}"
    return "\n".join([head, *(result.row() for result in found)])


def measure_bare(folder: Path, times: Times) -> None:
    """Start the bare app once and press some keys."""
    document = article_text()
    lines = [line for block in document.blocks for line in [*_wrapped(document, block), ""]]
    shown = folder / "lines.txt"
    shown.write_text("\n".join(lines[:LINES]), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("bare.py")), str(shown)]
    with _terminal(command, folder) as terminal:
        times[_START].append(terminal.wait_for_bytes(first_words(document)))
        terminal.settle()
        times[_REPAINT] += [terminal.press("x").last for _ in range(_KEYS_A_ROUND)]


def measure_postil(folder: Path, times: Times) -> None:
    """Start Postil once on a new library, move and mark."""
    path = folder / "library.db"
    with Library.open(path) as library:
        article = library.add(ArticleDraft(article_text(), Metadata(title="A long read"))).article
        library.set_planted()
        with _terminal(_reading(path, article), folder) as terminal:
            times[_START].append(terminal.wait_for_bytes(first_words(article_text())))
            terminal.settle(0.4)
            for key, name in _MOVES.items():
                times[name] += [terminal.press(key).last for _ in range(_KEYS_A_ROUND)]
            for key, name in _MARKS.items():
                times[name] += [_mark(terminal, library, key) for _ in range(_MARKS_A_ROUND)]


def _mark(terminal: Terminal, library: Library, key: str) -> float:
    """File a mark on the next sentence; milliseconds to the last byte that shows it."""
    terminal.press(")")
    known = len(library.annotations())
    timing = terminal.press(key, until="Filed a ")
    if len(library.annotations()) != known + 1:
        raise AssertionError(f"{key!r} painted a mark that is not in the library")
    return timing.last


def article_text() -> Document:
    """A sample article, many times over."""
    sample = seeds.draft(seeds.NAMES[0]).document
    body = [block.span.of(sample.text) for block in sample.blocks if block.role is Role.BODY]
    blocks: list[Block] = []
    for paragraph in body * COPIES:
        start = blocks[-1].span.end + 2 if blocks else 0
        blocks.append(Block(Span(start, start + len(paragraph))))
    return Document("\n\n".join(body * COPIES), tuple(blocks))


def first_words(document: Document) -> str:
    """Words that stand on one line near the head of the article."""
    return textwrap.wrap(document.text[:200], 24)[0]


def _wrapped(document: Document, block: Block) -> list[str]:
    return textwrap.wrap(block.span.of(document.text), MEASURE)


def _reading(path: Path, article: Article) -> list[str]:
    return [str(Path(sys.executable).with_name("postil")), "--library", str(path), "read", article.id]


def _terminal(command: Sequence[str], folder: Path) -> Terminal:
    return Terminal(command, surroundings(folder), columns=COLUMNS, lines=LINES)


def _middle_and_tail(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    raise SystemExit(main())
