"""How long many annotations take to leave, against `sqlite3` writing the same rows as JSON.

`python -m bench.exchange ../shared/cases [NUMBER]`: NUMBER annotations (100,000), 500 an article. Prints
seconds of the whole command for each format, how many times those of `sqlite3` they are, and the most
memory that each took; Markdown also by a template, and into a folder: a new one, the same again, and again
after one mark has changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from bench.prose import drawn
from bench.stock import stocked
from exchange.formats.registry import FORMATS
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 3
TEMPLATE = """{% for section in sections %}{% for mark in section.marks %}
{{ mark.exact | block | quotation }}
{% endfor %}{% endfor %}"""
DUMP = "SELECT * FROM shown_annotation ORDER BY article_number, start"


class Took(NamedTuple):
    """The best time of a command in seconds, of the clock and of the processor, and its memory in MB."""

    clock: float
    processor: float
    memory: float


def main() -> None:
    """Print the figures."""
    folder, number = Path(sys.argv[1]), int((sys.argv[2:] or ["100000"])[0])
    with TemporaryDirectory() as home:
        path = Path(home) / "library.db"
        stocking = get_context("spawn").Process(target=_stock, args=(path, folder, number))
        stocking.start()
        stocking.join()  # a process of its own: one that has grown starts others that count as large
        sqlite = shutil.which("sqlite3")
        dumped = timed([sqlite, "-json", str(path), DUMP]) if sqlite else None
        if dumped:
            _print("sqlite3 -json", dumped, None)
        template = Path(home) / "words.md.j2"
        template.write_text(TEMPLATE, encoding="utf-8")
        export = [sys.executable, "-m", "postil", "export", "--library", str(path)]
        commands = {name: ["--format", name] for name in FORMATS}
        commands["a template"] = ["--template", str(template)]
        for name, options in commands.items():
            _print(name, timed([*export, *options], (0, 1)), dumped)
        _again([*export, "--to", f"{home}/out/"], path, Path(home) / "out", dumped)


def _again(export: list[str], path: Path, folder: Path, dumped: Took | None) -> None:
    """Export into a folder, and again."""
    _print("a new folder", timed(export, before=lambda: shutil.rmtree(folder, ignore_errors=True)), dumped)
    _print("the same folder, nothing changed", timed(export), dumped)
    _print("the same folder, one mark changed", timed(export, before=lambda: _edit(path)), dumped)


def _edit(path: Path) -> None:
    with Library.open(path) as library:
        mark = library.annotations(library.articles()[0].id)[0]
        library.edit(mark.id, note=f"{mark.note} Again.")


def _stock(path: Path, folder: Path, number: int) -> None:
    with Library.open(path) as library:
        stocked(library, drawn(folder, number), "Ada Marsh")


def timed(
    command: list[str], endings: tuple[int, ...] = (0,), before: Callable[[], None] = lambda: None
) -> Took:
    """The best of some runs of a command, each after something else."""
    found = []
    for _ in range(TIMES):
        before()
        found.append(_run(command, endings))
    return min(found)


def _run(command: list[str], endings: tuple[int, ...]) -> Took:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in endings:
        raise SystemExit(f"{command} ended with {process.returncode}.")
    return Took(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _print(name: str, took: Took, dumped: Took | None) -> None:
    times = f", {took.clock / dumped.clock:.1f} times sqlite3" if dumped else ""
    told = f"{took.clock:.2f} s ({took.processor:.2f} s of processor){times}, {took.memory:.0f} MB"
    sys.stdout.write(f"{name}: {told}.\n")


if __name__ == "__main__":
    main()
