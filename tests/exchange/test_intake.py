from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exchange import offers
from exchange.errors import LibraryItselfError, MissingSourceError
from exchange.intake import take_in
from exchange.reading.source import load
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    made = tmp_path / "shelf"
    made.mkdir()
    for name, content in (("a.txt", b"First words."), ("b.txt", b"\x00"), ("c.md", b"# Last words")):
        (made / name).write_bytes(content)
    return made


def test_what_is_refused_does_not_stop_what_comes_after_it(library: Library, shelf: Path) -> None:
    taken = take_in(library, str(shelf))
    assert [one.article.source for one in taken.added] == [str(shelf / "a.txt"), str(shelf / "c.md")]
    assert ["b.txt" in str(error) for error in taken.refused] == [True]
    assert [one.new for one in take_in(library, str(shelf)).added] == [False, False]


def test_a_source_that_is_not_there_is_refused(library: Library, tmp_path: Path) -> None:
    taken = take_in(library, str(tmp_path / "absent"))
    assert not taken.added
    assert [type(error) for error in taken.refused] == [MissingSourceError]


def test_others_can_write_while_a_file_is_read_and_see_each_article_at_once(
    library: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def read_beside_another(path: Path) -> bytes:
        with Library.open(library.path) as other:
            other.set_planted()
            seen.append(len(other.articles()))
        return load(path)

    monkeypatch.setattr(offers, "load", read_beside_another)
    take_in(library, str(shelf))
    assert seen == [0, 1, 1]


def test_a_library_in_the_folder_is_passed_by_unopened(
    library: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf / "library.txt").hardlink_to(library.path)
    opened: list[str] = []

    def read_and_tell(path: Path) -> bytes:
        opened.append(path.name)
        return load(path)

    monkeypatch.setattr(offers, "load", read_and_tell)
    taken = take_in(library, str(shelf))
    assert isinstance(taken.refused[-1], LibraryItselfError)
    assert opened == ["a.txt", "b.txt", "c.md"]
