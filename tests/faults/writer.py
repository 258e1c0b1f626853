"""Processes that write to a library until they are killed, and say what was acknowledged.

Run as `python -m tests.faults.writer LIBRARY ARTICLE`. Each line on standard input starts one writer, by
a fork, which is quick. It prints its process id, then for every commit an annotation's id and the
note on it that was acknowledged; when it is dead, “dead” is printed for it.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from store.library import Library
from store.records import Kind
from text.document import Span

EDITS = 3


def say(*words: object) -> None:
    """Print a line as one write to the pipe, which a kill cannot cut in two."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def write(path: Path, article_id: str) -> None:
    """Make marks, edit each a few times, acknowledge every commit."""
    say(os.getpid())
    with Library.open(path) as library:
        for number in count():
            mark = library.annotate(article_id, Span(0, 3), Kind.QUOTE, note="0", tags=[f"tag-{number}"])
            say(mark.id, 0)
            for edit in range(1, EDITS):
                library.edit(mark.id, note=str(edit))
                say(mark.id, edit)


def main(path: Path, article_id: str) -> None:
    """Start a writer for each line, and bury it."""
    for _ in sys.stdin:
        writer = os.fork()
        if not writer:
            write(path, article_id)
        os.waitpid(writer, 0)
        say("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
