"""Writers killed in the middle of their work, again and again: nothing they were told is kept is lost.

`POSTIL_KILL_ROUNDS` sets the number of rounds (50 by default), `POSTIL_KILL_SEED` the moments of death.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.connection import connect
from store.library import Library
from tests.store.making import broken, draft

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = int(os.environ.get("POSTIL_KILL_ROUNDS", "50"))
SEED = int(os.environ.get("POSTIL_KILL_SEED", "1"))
WRITERS = 3
ROOT = Path(__file__).resolve().parents[2]


class Writer:
    """A place where writers live one after the other."""

    def __init__(self, path: Path, article_id: str) -> None:
        command = [sys.executable, "-m", "tests.faults.writer", str(path), article_id]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1, cwd=ROOT)
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def start(self) -> None:
        self.stdin.write("write\n")
        self.pid = int(self.stdout.readline())

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def words(self) -> list[str]:
        """What the dead one said."""
        said: list[str] = []
        for line in self.stdout:
            if line == "dead\n":
                return said
            said.append(line)
        raise AssertionError("the writers' home is gone")


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.add(draft())
    return path


@pytest.fixture
def writers(library_path: Path) -> Iterator[list[Writer]]:
    with Library.open(library_path) as library:
        article = library.articles()[0].id
    started = [Writer(library_path, article) for _ in range(WRITERS)]
    yield started
    for writer in started:
        writer.process.communicate()


def killed(writers: list[Writer], seconds: float) -> list[str]:
    """What the writers of one round acknowledged: each had begun to write before they died."""
    for writer in writers:
        writer.start()
    lines = [writer.stdout.readline() for writer in writers]
    time.sleep(seconds)
    for writer in writers:
        writer.kill()
    return lines + [line for writer in writers for line in writer.words()]


def acknowledged(lines: list[str]) -> dict[str, int]:
    """The newest acknowledged note of each mark."""
    # A mark's notes are numbered as they are written, so the last line about it wins.
    return {mark: int(note) for mark, note in (line.split() for line in lines)}


def kept(library: Library, acks: dict[str, int]) -> bool:
    """Whether every mark is there, as last acknowledged or as the commit after that left it."""
    return all(note <= int(library.annotation(mark).note) <= note + 1 for mark, note in acks.items())


def check_undo(library: Library) -> None:
    before = library.annotations()
    assert library.undo()
    assert library.annotations() != before
    assert library.redo()
    assert [mark.note for mark in library.annotations()] == [mark.note for mark in before]


def check_file(path: Path) -> None:
    connection = connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO mark_index (mark_index) VALUES ('integrity-check')")
    connection.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")
def test_nothing_acknowledged_is_lost(library_path: Path, writers: list[Writer]) -> None:
    moments = random.Random(SEED)  # noqa: S311 - moments of death are no secret
    every: dict[str, int] = {}
    for _ in range(ROUNDS):
        acks = acknowledged(killed(writers, moments.uniform(0.03, 0.15)))
        assert len(acks) >= WRITERS
        with Library.open(library_path) as library:
            assert kept(library, acks)
            assert library.undo()
            assert library.redo()
        every |= acks
    with Library.open(library_path) as library:
        assert kept(library, every)
        check_undo(library)
        assert broken(library) == []
    check_file(library_path)
