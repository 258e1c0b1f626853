from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    ticks = count()
    with Library.open(
        tmp_path / "library.db", now=lambda: f"2026-01-01T00:00:{next(ticks) % 60:02}.000Z"
    ) as opened:
        yield opened
