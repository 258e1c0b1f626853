"""The sample articles and the tutor: what a new library begins with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exchange.reading.source import read_bytes

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Article, ArticleDraft

FOLDER = Path(__file__).parent

NAMES = ("000_afe95344cf823683.txt", "003_79e91c252478b527.txt", "tutor.md")
"""The files in the order they are planted; a library shows its newest article first."""


def plant(library: Library) -> list[Article]:
    """Add the seeds, as one commit, and remember that they were; what is already there stays as it is."""
    drafts = [draft(name) for name in NAMES]
    with library.transaction():
        articles = [library.add(each).article for each in drafts]
        library.set_planted()
    return articles


def draft(name: str) -> ArticleDraft:
    """One of the seeds, read; its source is `postil:seeds/` and its name."""
    return read_bytes((FOLDER / name).read_bytes(), name, f"postil:seeds/{name}")
