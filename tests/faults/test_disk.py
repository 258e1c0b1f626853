"""A disk that takes no more: an error, nothing half done, and work goes on when there is room."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from store.connection import connect
from store.errors import DiskFailedError, DiskFullError
from store.library import Library
from store.records import Annotation, Kind
from tests.store.making import broken, draft
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    pytest.skip("files have no size limit to set", allow_module_level=True)

import resource


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(library: Library, article_id: str, kept: list[Annotation]) -> None:
    while len(kept) < 1000:
        kept.append(library.annotate(article_id, Span(0, 3), Kind.QUOTE, note=f"{len(kept)} " * 500))


@pytest.mark.parametrize("room", [0, 4_000, 30_000, 200_000])
def test_what_was_acknowledged_before_the_disk_filled_is_kept(tmp_path: Path, room: int) -> None:
    path = tmp_path / "library.db"
    kept: list[Annotation] = []
    with Library.open(path) as library:
        article = library.add(draft()).article
        size = path.with_name("library.db-wal").stat().st_size
        with (
            files_no_larger_than(size + room),
            pytest.raises((DiskFailedError, DiskFullError), match=r"library\.db"),
        ):
            fill(library, article.id, kept)
        assert library.annotations() == kept
        assert len(library.history(limit=2000)) == len(kept) + 1
        kept.append(library.annotate(article.id, Span(0, 3), Kind.QUOTE, note="room again"))
    with Library.open(path) as library:
        assert library.annotations() == kept
        assert broken(library) == []
    connection = connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_new_library_that_does_not_fit_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with files_no_larger_than(20_000), pytest.raises((DiskFailedError, DiskFullError)):
        Library.open(path)
    with Library.open(path) as library:
        assert library.articles() == []
