from __future__ import annotations

import shutil
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from exchange.errors import OvertakenError, VanishedFolderError
from exchange.exporting.following import PATIENCE, follow
from exchange.exporting.outcome import Outcome
from exchange.exporting.upkeep import Order
from store.errors import LibraryBusyError
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "It rained. It snowed."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        library.add(draft(TEXT, title="Weather", source="weather.md"))
        yield library


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """What another process has open."""
    with Library.open(library.path) as other:
        yield other


def mark(library: Library, words: str = "It rained.") -> None:
    [article] = library.articles()
    library.annotate(article.id, span(words, TEXT), Kind.QUOTE)


def looks(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]) -> list[float]:
    """Do something after each look, then nothing for a while, then stop; the pauses so far."""
    coming = iter(steps)
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        next(coming, lambda: None)()
        if len(pauses) > len(steps) + 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", sleep)
    return pauses


def followed(
    library: Library, folder: Path, order: Order | None = None, *, restore: bool = False
) -> list[list[Outcome]]:
    """What became of the files at each export."""
    found = []
    with suppress(KeyboardInterrupt):
        for report in follow(library, order or Order(), folder, restore=restore):
            found += [list(report.outcomes.values())]
    return found


def test_a_change_is_exported_once_it_rests(
    library: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks(monkeypatch, lambda: None, lambda: mark(other), lambda: mark(other, "It snowed."), lambda: None)
    assert followed(library, tmp_path / "vault") == [[], [Outcome.WRITTEN]]


def test_what_never_rests_is_exported_all_the_same(
    library: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks(monkeypatch, *[lambda: mark(other)] * (PATIENCE + 2))
    assert followed(library, tmp_path / "vault") == [[], [Outcome.WRITTEN], [Outcome.WRITTEN]]


@pytest.mark.parametrize(
    "error", [LibraryBusyError(path="x", reason="locked"), OvertakenError(name="x")], ids=["library", "file"]
)
def test_what_is_locked_is_waited_for(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    mark(library)
    locked = iter([True, True])

    def position() -> object:
        if next(locked, False):
            raise error
        return Library.position(library)

    monkeypatch.setattr(library, "position", position)
    looks(monkeypatch)
    assert followed(library, tmp_path / "vault") == [[Outcome.WRITTEN]]


def test_a_folder_that_vanishes_ends_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(library)
    folder = tmp_path / "vault"
    looks(monkeypatch, lambda: shutil.rmtree(folder))
    with pytest.raises(VanishedFolderError, match="is gone"):
        list(follow(library, Order(), folder))
    assert not folder.exists()


def test_dates_that_move_are_looked_at_every_minute(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(library)
    clock = iter([f"2026-01-01T00:{minute:02}:30.000Z" for minute in (0, 0, 0, 1, 1, 2, 2, 2, 2, 2)])
    monkeypatch.setattr("exchange.exporting.following.utc_now", lambda: next(clock))
    looks(monkeypatch, *[lambda: None] * 3)
    exports = followed(library, tmp_path / "vault", Order("after:2y"))
    assert len(exports) == 3


def test_files_are_restored_once_alone(
    library: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(library)
    folder = tmp_path / "vault"
    [report] = islice(follow(library, Order(), folder), 1)
    [path] = report.outcomes
    path.unlink()
    looks(monkeypatch, path.unlink, lambda: mark(other, "It snowed."))
    assert followed(library, folder, restore=True) == [[Outcome.WRITTEN], [Outcome.LEFT]]
