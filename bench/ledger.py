"""How soon the ledger of many claims, and the page of one, answer their keys.

`python -m bench.ledger ../shared/cases [NUMBER]`: NUMBER claims (2,000), each made in five articles, some
linked. Prints milliseconds from the key to the list on the terminal, and of what it waits for.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.claims import claimed
from bench.prose import drawn
from bench.terminal import Terminal, surroundings
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

APPEARANCES = 5
TIMES = 9


def main() -> None:
    """Print the figures."""
    folder, number = Path(sys.argv[1]), int((sys.argv[2:] or ["2000"])[0])
    with TemporaryDirectory() as home:
        path = Path(home) / "library.db"
        with Library.open(path) as library:
            library.set_planted()
            statements = [mark.text for mark in drawn(folder, number)]
            claimed(library, statements, APPEARANCES)
            _time_parts(library, statements)
        surrounded = surroundings(Path(home), POSTIL_LIBRARY=str(path))
        with Terminal([sys.executable, "postil"], surrounded, columns=120, lines=40) as terminal:
            terminal.wait_for("Reading 0")
            _time_screens(terminal)
            terminal.type("q")
            terminal.end()


def _time_parts(library: Library, statements: list[str]) -> None:
    known = library.claims.all()
    verbs: dict[str, Callable[[], object]] = {
        "all claims": library.claims.all,
        "those that hold a word": lambda: library.claims.all(statements[0].split()[0]),
        "those like one": lambda: library.claims.like(statements[-1]),
        "one": lambda: library.claims.one(known[0].id),
    }
    for name, verb in verbs.items():
        took = []
        for _ in range(TIMES):
            begun = time.perf_counter()
            verb()
            took.append(1000 * (time.perf_counter() - begun))
        sys.stdout.write(f"Reading {name}: {median(took):.1f} ms (slowest {max(took):.1f}).\n")


def _time_screens(terminal: Terminal) -> None:
    taken: dict[str, list[float]] = {"Ledger": [], "Page": [], "Status": []}
    for _ in range(TIMES):
        taken["Ledger"].append(terminal.answer("C", " claims"))
        terminal.settle()
        taken["Status"].append(terminal.answer(">", "hecking: “"))
        terminal.settle()
        taken["Page"].append(terminal.answer("\r", " appearances"))
        terminal.settle()
        terminal.type("qq")
        terminal.wait_for("Reading 0")
        terminal.settle()
    for name, times in taken.items():
        sys.stdout.write(f"{name}: median {median(times):.0f} ms, slowest {max(times):.0f} ms.\n")


if __name__ == "__main__":
    main()
