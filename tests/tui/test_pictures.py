"""What the screens look like, as text.

`POSTIL_PAINT=1 pytest tests/tui/test_pictures.py` paints them anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from keymaps.load import load
from seeds import plant
from store.library import Library
from store.records import Kind
from tests.tui.conftest import rest, type_keys
from text.document import BlockKind
from tui.app import Postil
from tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from textual.app import App

PICTURES = Path(__file__).parent / "pictures"


def picture(app: App[int]) -> str:
    """Every line of the screen, as it would be on a terminal without colours."""
    lines = app.screen._compositor.render_strips()  # noqa: SLF001 - no public way
    return "\n".join(strip.text.rstrip() for strip in lines) + "\n"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        plant(library)
    return path


@pytest.mark.parametrize(
    ("name", "article", "size", "keys"),
    [
        ("library-80x24", None, (80, 24), ""),
        ("library-40x10", None, (40, 10), ""),
        ("second-seed-80x24", "Speak to Putin", (80, 24), ""),
        ("tutor-80x24", "pencil", (80, 24), ""),
        ("first-seed-end-80x24", "Resource Development", (80, 24), "G"),
        ("marks-120x30", "Speak to Putin", (120, 30), "5 } c ' ) h tab"),
        ("editor-80x24", "Speak to Putin", (80, 24), "5 } c e"),
        ("help-80x24", "Speak to Putin", (80, 24), "?"),
        ("labels-80x24", "Speak to Putin", (80, 24), "f"),
        ("search-80x24", "Speak to Putin", (80, 24), "slash p u t i n enter"),
    ],
)
async def test_the_screen_looks_as_it_did(
    planted: Path, name: str, article: str | None, size: tuple[int, int], keys: str
) -> None:
    await compare(planted, name, article, size, keys)


@pytest.fixture
def marked(planted: Path) -> Path:
    """The samples with some marks, all made at one time."""
    with Library.open(planted, now=lambda: "2026-01-02T03:04:05.678Z") as library:
        article = library.find("Speak to Putin")
        document = library.document(article.id)
        paragraphs = [block.span for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
        for at, span in enumerate(paragraphs[:6]):
            kind = list(Kind)[at % 3]
            library.annotate(
                article.id, span, kind, tags=["war/truce"] * (at % 2), speaker="Ada Marsh" * (at < 2)
            )
    return planted


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("marks-found-80x24", (80, 24), "s p u t n i"),
        ("marks-found-120x40", (120, 40), "s p u t n i tab"),
        ("marks-found-40x10", (40, 10), "s p u t i n"),
        ("facets-80x24", (80, 24), "s tab f"),
        ("tag-all-80x24", (80, 24), "s tab T p e a c e enter"),
        ("articles-found-80x24", (80, 24), "s i n : a r t i c l e s space p u t i n"),
    ],
)
async def test_the_search_looks_as_it_did(marked: Path, name: str, size: tuple[int, int], keys: str) -> None:
    await compare(marked, name, None, size, keys)


async def compare(path: Path, name: str, article: str | None, size: tuple[int, int], keys: str) -> None:
    """Hold the screen after some keys against its picture, or paint that."""
    app = Postil(path, load(), article)
    async with app.run_test(size=size) as pilot:
        named = {
            "}": "right_curly_bracket",
            "'": "apostrophe",
            ")": "right_parenthesis",
            "?": "question_mark",
            ":": "colon",
        }
        await type_keys(pilot, *(named.get(key, key) for key in keys.split()))
        if isinstance(app.screen, SearchScreen):
            await app.screen.settle()
            await rest(pilot)
        await pilot.pause()
        painted = picture(app)
    file = PICTURES / f"{name}.txt"
    if "POSTIL_PAINT" in os.environ:
        file.write_text(painted, encoding="utf-8")
    assert painted == file.read_text(encoding="utf-8")
