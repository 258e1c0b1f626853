"""How long many marks of another program take to come in: `python -m bench.imports ../shared/cases [NUMBER]`.

NUMBER Kindle clippings (10,000) of real prose, 50 a book: into an empty library, into one that has them all,
and into one that has the books. Prints seconds of the whole command, the best of three.
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
from bench.stock import composed
from store.library import Library
from store.records import ArticleDraft
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.prose import Prose

TIMES = 3
BOOK_MARKS = 50
CLIPPING = """\
{title} (Jane Doe)
- Your Highlight on page {page} | Location {place}-{end} | Added on Monday, 3 March 2025 21:14:52

{words}
==========
"""


def main() -> None:
    """Print the figures."""
    folder, number = Path(sys.argv[1]), int((sys.argv[2:] or ["10000"])[0])
    marks = drawn(folder, number)
    books = [marks[start : start + BOOK_MARKS] for start in range(0, number, BOOK_MARKS)]
    with TemporaryDirectory() as home:
        file, empty, full, stocked = (
            Path(home, name) for name in ("My Clippings.txt", "empty", "full", "books")
        )
        file.write_text("".join(_clippings(books)), encoding="utf-8")
        Library.open(empty).close()
        _stock(stocked, books)
        _import(file, _fresh(empty, full))
        for name, library in (("empty library", empty), ("again", full), ("books there", stocked)):
            took = [_import(file, _fresh(library, Path(home, "tried"))) for _ in range(TIMES)]
            clock, processor = map(min, zip(*took, strict=True))
            sys.stdout.write(f"{name:14} {clock:6.2f} s, processor {processor:6.2f} s\n")


def _clippings(books: Iterable[Sequence[Prose]]) -> Iterable[str]:
    for book, marks in enumerate(books):
        for at, mark in enumerate(marks):
            place = 20 * at
            facts = {
                "title": f"Book {book}",
                "page": at,
                "place": place,
                "end": place + 9,
                "words": mark.text,
            }
            yield CLIPPING.format(**facts)


def _stock(path: Path, books: Iterable[Sequence[Prose]]) -> None:
    with Library.open(path) as library:
        for book, marks in enumerate(books):
            document, _ = composed([mark.text for mark in marks])
            library.add(ArticleDraft(document, Metadata(title=f"Book {book}", byline="Jane Doe")))


def _fresh(library: Path, copy: Path) -> Path:
    """A copy of a library that nothing has been written to since."""
    for old in copy.parent.glob(f"{copy.name}-*"):
        old.unlink()
    return Path(shutil.copy(library, copy))


def _import(file: Path, library: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "postil", "import", "--library", str(library), str(file)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The import ended with {process.returncode}.")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
