from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import pytest

from keymaps.load import load
from store.library import Library
from store.records import ArticleDraft
from tests.text.documents import document_of
from text.document import Metadata
from tui import adding
from tui.app import Postil
from tui.commands import app as undoing
from tui.suggester import GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

LETTER = document_of(
    "The keeper said “the light is out” and then “the oil is gone” to the crew. Nobody answered him.",
    "It had burned for forty years. The harbour was dark.",
    *[f"Paragraph {number} of the letter says a little more. It is not short." for number in range(40)],
)
NOTICE_DATA = Metadata(title="Notice to mariners", publisher="The Board")
NOTICE = document_of("Ships are to keep away until the light is mended.")


async def type_keys(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait until what they ask for is done and shown."""
    await pilot.press(*keys)
    await rest(pilot)


async def rest(pilot: Pilot[int]) -> None:
    """Wait until every key that was sent has reached the app, and is done with."""
    assert isinstance(pilot.app, Postil)
    arrived = asyncio.Event()
    if pilot.app.call_later(arrived.set):
        await asyncio.wait_for(arrived.wait(), 10)
    await pilot.app.typist.rest()
    while any(worker.group == GROUP and not worker.is_finished for worker in pilot.app.workers):
        await asyncio.sleep(0.01)
    await pilot.pause()


class Drive(Protocol):
    """Starts the app on the test library, at an article if one is named."""

    def __call__(
        self, article: str | None = None, size: tuple[int, int] = (80, 24)
    ) -> AbstractAsyncContextManager[Pilot[int]]: ...


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.add(
            ArticleDraft(NOTICE, Metadata(title="Notice to mariners", publisher="The Board"), "/notice.txt")
        )
        library.add(ArticleDraft(LETTER, Metadata(title="A letter from the light"), "/letter.txt"))
        library.set_planted()
    return path


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine too, a test's keys act on what an undo has left."""
    monkeypatch.setattr(undoing, "PATIENCE", 60)
    monkeypatch.setattr(adding, "PATIENCE", 60)


@pytest.fixture
def drive(library_path: Path) -> Drive:
    @asynccontextmanager
    async def start(
        article: str | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Pilot[int]]:
        app = Postil(library_path, load(), article)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    return start


@pytest.fixture
def library(library_path: Path) -> Library:
    return Library.open(library_path)
