"""What other processes do to a library: importable by itself, so that they start quickly."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any

from store.library import Library
from store.records import Kind
from tests.store.making import draft
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def at_once(does: Callable[..., None], each: Iterable[tuple[Any, ...]]) -> list[int | None]:
    """Run `does` in one process for each tuple of arguments; their exit codes."""
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=does, args=arguments) for arguments in each]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    return [process.exitcode for process in processes]


def open_and_add(path: Path, number: int) -> None:
    """Open the library, which may be new, and add an article."""
    with Library.open(path) as library:
        library.add(draft(f"Text {number}"))


def mark_and_tag(path: Path, article_id: str, writer: int, times: int) -> None:
    """Make marks, and tag every tenth."""
    with Library.open(path) as library:
        for number in range(times):
            mark = library.annotate(article_id, Span(0, 3), Kind.QUOTE, note=f"{writer}.{number}")
            if number % 10 == 0:
                library.edit(mark.id, tags=["tenth"])
