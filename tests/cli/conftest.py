from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import STORY, Command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def postil(tmp_path: Path) -> Command:
    """Postil without a library yet."""
    return Command(tmp_path)


@pytest.fixture
def storied(postil: Command) -> Command:
    """Postil with one article."""
    postil("add", postil.write("keeper.md", STORY))
    return postil


@pytest.fixture
def marked(storied: Command) -> Command:
    """Postil with a quote and a claim on that article."""
    storied("mark", "Keeper", "--exact", "I saw a ship", "--speaker", "Ada Marsh", "--tag", "sea/ships")
    storied("mark", "Keeper", "--exact", "then the ship was gone", "--status", "disputed", "--note", "Where?")
    return storied
