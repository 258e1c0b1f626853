"""How soon the speakers, and the page of one who said ten thousand things, answer their keys.

`python -m bench.speakers ../shared/cases [NUMBER]`: a fifth of the quotes are told again, cut otherwise or
with a word changed. Prints milliseconds from the key to the list on the terminal; and of what it waits for.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.prose import Prose, drawn
from bench.stock import stocked
from bench.terminal import Terminal, surroundings
from store.library import Library
from text.retold import retold

SPEAKER = "Ada Marsh"
TIMES = 9
_SHORTEST = 6
"""Words of a quote that is cut."""


def main() -> None:
    """Print the figures."""
    folder, number = Path(sys.argv[1]), int((sys.argv[2:] or ["10000"])[0])
    with TemporaryDirectory() as home:
        path = Path(home) / "library.db"
        with Library.open(path) as library:
            library.set_planted()
            stocked(library, said(folder, number), SPEAKER)
            _time_parts(library)
        with Terminal(
            [sys.executable, "postil"], surroundings(Path(home), POSTIL_LIBRARY=str(path))
        ) as terminal:
            terminal.wait_for("Reading 0")
            _time_screens(terminal)
            terminal.type("q")
            terminal.end()


def said(folder: Path, number: int) -> list[Prose]:
    """So many quotes, of which a fifth are others told again."""
    chance = random.Random(1)
    told = drawn(folder, number - number // 5)
    again = [
        Prose(_told_again(mark.text, chance), mark.note, mark.tags)
        for mark in chance.choices(told, k=number // 5)
    ]
    mixed = [*told, *again]
    chance.shuffle(mixed)
    return mixed


def _told_again(text: str, chance: random.Random) -> str:
    words = text.split()
    start = chance.randrange(max(1, len(words) - _SHORTEST))
    words = words[start : start + chance.randint(_SHORTEST, len(words) + _SHORTEST)]
    if chance.random() < 1 / 2:
        words[chance.randrange(len(words))] = "otherwise"
    return " ".join(words)


def _time_parts(library: Library) -> None:
    begun = time.perf_counter()
    sayings = library.speakers.sayings(SPEAKER)
    read = time.perf_counter()
    groups = retold([saying.words for saying in sayings])
    done = time.perf_counter()
    sys.stdout.write(
        f"{len(sayings):,} sayings read in {1000 * (read - begun):.0f} ms, sorted into {len(groups):,} in"
        f" {1000 * (done - read):.0f} ms.\n"
    )


def _time_screens(terminal: Terminal) -> None:
    listed, opened = [], []
    for _ in range(TIMES):
        listed.append(terminal.answer("P", "Also called"))
        terminal.settle()
        opened.append(terminal.answer("\r", "reads, e edits"))
        terminal.settle()
        terminal.type("qq")
        terminal.wait_for("Reading 0")
        terminal.settle()
    for name, taken in (("Speakers", listed), ("Page", opened)):
        first, *others = taken
        sys.stdout.write(f"{name}: {first:.0f} ms the first time, then {median(others):.0f} ms.\n")


if __name__ == "__main__":
    main()
