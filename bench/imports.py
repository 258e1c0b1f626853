"""How long many marks of another program take to come in: `python -m bench.imports ../shared/cases [NUMBER]`.

NUMBER Kindle clippings (10,000) of real prose, 50 a book: into an empty library, into one that has them all,
and into one that has the books; all of one book, or each of a book of its own, into an empty library and one
that has these, and with a word changed in each. Then JSON Lines of ten times as many marks into an empty
library. Prints the best seconds of the whole command and its memory, that of the bench itself at the least;
what takes long is done once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.prose import drawn
from bench.stock import composed, stocked
from exchange.formats import jsonlines
from exchange.formats.selection import Selection
from store.library import Library
from store.records import ArticleDraft
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TIMES = 3
BOOK_MARKS = 50
TIMES_MORE = 10
CLIPPING = """\
{title} (Jane Doe)
- Your Highlight on page {page} | Location {place}-{end} | Added on Monday, 3 March 2025 21:14:52

{words}
==========
"""


def main() -> None:
    """Print the figures."""
    folder, number = Path(sys.argv[1]), int((sys.argv[2:] or ["10000"])[0])
    texts = [mark.text for mark in drawn(folder, number)]
    with TemporaryDirectory() as home:
        empty, full = Path(home, "empty"), Path(home, "full")
        Library.open(empty).close()
        file, there = _file(home, texts, BOOK_MARKS), _stock(home, texts, BOOK_MARKS)
        _import(file, _fresh(empty, full))
        _print("empty library", file, empty, TIMES)
        _print("again", file, full, TIMES)
        _print("books there", file, there, TIMES)
        _print("in other words", _file(home, map(_changed, texts), BOOK_MARKS), there)
        for name, size in (("one book", number), ("a book each", 1)):
            file = _file(home, texts, size)
            _print(name, file, empty)
            _print(f"{name}, there", file, _stock(home, texts, size))
        _print(f"{TIMES_MORE * number:,} restored", _exported(home, folder, TIMES_MORE * number), empty)


def _file(home: str, texts: Iterable[str], size: int) -> Path:
    """A file of clippings, so many of each book."""
    file = Path(home, "My Clippings.txt")
    file.write_text("".join(_clippings(texts, size)), encoding="utf-8")
    return file


def _clippings(texts: Iterable[str], size: int) -> Iterable[str]:
    for number, words in enumerate(texts):
        book, at = divmod(number, size)
        place = 20 * at
        yield CLIPPING.format(title=f"Book {book}", page=at, place=place, end=place + 9, words=words)


def _changed(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{first[::-1]} {rest}"


def _stock(home: str, texts: Sequence[str], size: int) -> Path:
    """A library that has the books."""
    path = Path(home, f"books of {size}")
    with Library.open(path) as library, library.transaction():
        for start in range(0, len(texts), size):
            metadata = Metadata(title=f"Book {start // size}", byline="Jane Doe")
            library.add(ArticleDraft(composed(texts[start : start + size])[0], metadata))
    return path


def _exported(home: str, folder: Path, number: int) -> Path:
    file = Path(home, "export.jsonl")
    with Library.open(Path(home, "many")) as library, file.open("w", encoding="utf-8") as out:
        stocked(library, drawn(folder, number))
        out.writelines(jsonlines.write(Selection(library)))
    return file


def _print(name: str, file: Path, library: Path, times: int = 1) -> None:
    took = [_import(file, _fresh(library, library.with_name("tried"))) for _ in range(times)]
    clock, processor, memory = map(min, zip(*took, strict=True))
    sys.stdout.write(f"{name:18} {clock:6.2f} s, processor {processor:6.2f} s, {memory:4.0f} MB\n")


def _fresh(library: Path, copy: Path) -> Path:
    """A copy of a library that nothing has been written to since."""
    for old in copy.parent.glob(f"{copy.name}-*"):
        old.unlink()
    return Path(shutil.copy(library, copy))


def _import(file: Path, library: Path) -> tuple[float, float, float]:
    """Seconds of the clock and of the processor, and the most memory in MB."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "postil", "import", "--library", str(library), str(file)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The import ended with {process.returncode}.")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
