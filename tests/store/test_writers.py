from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from store import errors
from store.connection import connect
from store.library import Library
from store.records import Kind
from tests.store.making import broken, draft
from tests.store.process import at_once, mark_and_tag
from text.document import Span

if TYPE_CHECKING:
    from pathlib import Path

EACH = 50
WRITERS = 4


def everything_is_there(library: Library) -> None:
    wanted = {f"{writer}.{number}" for writer in range(WRITERS) for number in range(EACH)}
    assert {mark.note for mark in library.annotations()} == wanted
    assert library.tags() == [("tenth", WRITERS * EACH // 10)]
    assert len(library.search("", limit=1000)) == WRITERS * EACH
    log = [made for change in library.history(limit=10_000) for made in change.operations]
    assert {made.sequence for made in log} == set(range(1, len(log) + 1))
    connection = connect(library.path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert broken(library) == []


def test_processes_write_at_once_and_nothing_is_lost(library: Library, path: Path) -> None:
    article = library.add(draft()).article
    each = [(path, article.id, writer, EACH) for writer in range(WRITERS)]
    assert at_once(mark_and_tag, each) == [0] * WRITERS
    everything_is_there(library)


def test_threads_write_at_once_and_nothing_is_lost(library: Library, path: Path) -> None:
    article = library.add(draft()).article
    writers = [
        threading.Thread(target=mark_and_tag, args=(path, article.id, writer, EACH))
        for writer in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    everything_is_there(library)


def test_another_connection_s_commit_is_noticed_once(library: Library, path: Path) -> None:
    article = library.add(draft()).article
    assert not library.changed()
    with Library.open(path) as other:
        other.annotate(article.id, Span(0, 3), Kind.QUOTE)
        assert library.changed()
        assert not library.changed()
        assert not other.changed()


def test_a_library_locked_too_long_is_said_to_be(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.library.connect", lambda path: connect(path, busy_seconds=0))
    with Library.open(path) as library, Library.open(path) as other:
        article = library.add(draft()).article
        with library.transaction(), pytest.raises(errors.LibraryBusyError, match=r"library\.db"):
            other.annotate(article.id, Span(0, 3), Kind.QUOTE)
        assert other.annotations() == []
        assert other.annotate(article.id, Span(0, 3), Kind.QUOTE)
