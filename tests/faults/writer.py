"""A process that writes to a library until it is killed, and says what was acknowledged.

Run as `python -m tests.faults.writer LIBRARY ARTICLE NAME`; each line it prints is an annotation's id and
the newest note on it that a commit has acknowledged.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from store.library import Library
from store.records import Kind
from text.document import Span

EDITS = 3


def write(path: Path, article_id: str, name: str) -> None:
    """Make marks, edit each a few times, acknowledge every commit."""
    with Library.open(path) as library:
        for number in count():
            mark = library.annotate(article_id, Span(0, 3), Kind.QUOTE, note="0", tags=[f"{name}-{number}"])
            print(mark.id, 0, flush=True)
            for edit in range(1, EDITS):
                library.edit(mark.id, note=str(edit))
                print(mark.id, edit, flush=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
