"""Writers killed in the middle of their work, again and again: nothing they were told is kept is lost.

`POSTIL_KILL_ROUNDS` sets the number of rounds (50 by default), `POSTIL_KILL_SEED` the moments of death.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from store import operations
from store.connection import connect
from store.library import Library
from tests.store.making import draft

ROUNDS = int(os.environ.get("POSTIL_KILL_ROUNDS", "50"))
SEED = int(os.environ.get("POSTIL_KILL_SEED", "1"))
WRITERS = 3
ROOT = Path(__file__).resolve().parents[2]


def start(path: Path, article_id: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.writer", str(path), article_id, name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def killed(path: Path, article_id: str, seconds: float) -> list[str]:
    """What the writers of one round acknowledged: each had begun to write before they died."""
    writers = [start(path, article_id, str(number)) for number in range(WRITERS)]
    lines = [writer.stdout.readline() for writer in writers if writer.stdout]
    time.sleep(seconds)
    for writer in writers:
        writer.kill()
    for writer in writers:
        rest, _ = writer.communicate()
        lines += rest.splitlines()
    return lines


def acknowledged(lines: list[str]) -> dict[str, int]:
    """The newest acknowledged note of each mark; a line cut short was not heard."""
    newest: dict[str, int] = {}
    for line in lines:
        mark, _, note = line.strip().partition(" ")
        if note:
            newest[mark] = max(newest.get(mark, 0), int(note))
    return newest


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
    assert operations.broken(connection) == []
    connection.execute("INSERT INTO mark_index (mark_index) VALUES ('integrity-check')")
    connection.close()


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        article = library.add(draft()).article
    moments = random.Random(SEED)  # noqa: S311 - moments of death are no secret
    every: dict[str, int] = {}
    for _ in range(ROUNDS):
        acks = acknowledged(killed(path, article.id, moments.uniform(0.03, 0.15)))
        assert len(acks) >= WRITERS
        with Library.open(path) as library:
            assert kept(library, acks)
            library.undo()
            assert library.redo()
        every |= acks
    with Library.open(path) as library:
        assert kept(library, every)
        assert {mark.id for mark in library.annotations()} >= every.keys()
        check_undo(library)
    check_file(path)
