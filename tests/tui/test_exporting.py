from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exchange.exporting.upkeep import Order, keep_up
from exchange.formats.registry import FORMATS
from keymaps.load import load
from store.codebook import read
from tests.tui.conftest import type_keys as type_only
from tests.tui.searching import finder, mark_some, type_keys
from tui.app import Postil
from tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

pytestmark = pytest.mark.usefixtures("marked")


@pytest.fixture
def marked(library: Library) -> Library:
    return mark_some(library)


def shown(pilot: Pilot[int]) -> LibraryScreen:
    assert isinstance(pilot.app.screen, LibraryScreen)
    return pilot.app.screen


async def test_a_folder_keeps_the_format_it_was_exported_in(
    drive: Drive, marked: Library, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    keep_up(marked, Order(form=FORMATS["logseq"]), vault)
    before = {path: path.read_bytes() for path in vault.glob("*.md")}
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "X", *str(vault), "enter")
        assert " as logseq" in finder(pilot).status.message
        await type_keys(pilot, "enter")
    assert {path: path.read_bytes() for path in vault.glob("*.md")} == before


async def test_a_question_is_shown_to_its_end_whatever_stands_beside_it(
    drive: Drive, marked: Library, tmp_path: Path
) -> None:
    vault = tmp_path / "a folder of a long name" / "notes"
    keep_up(marked, Order(form=FORMATS["obsidian"]), vault)
    async with drive() as pilot:
        await type_keys(pilot, "s", "tab", "X", *str(vault), "enter")
        question = finder(pilot).status.render().plain
        assert question.startswith(" Export ")
        assert "” as obsidian, merging with " in question
        assert question.rstrip().endswith(" files? enter exports.")
        await type_keys(pilot, "j")
        assert " marks, " in finder(pilot).status.render().plain, "the position is back"


@pytest.mark.parametrize(("name", "begins"), [("x.org", "#+"), ("x.csv", "id,")])
async def test_a_file_ends_like_its_format(drive: Drive, tmp_path: Path, name: str, begins: str) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"tag:sea/light", "tab", "X")
        await type_keys(pilot, *f"{tmp_path}/{name}", "enter", "enter")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


async def test_an_ending_that_says_too_little_is_told(drive: Drive, tmp_path: Path) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:claim", "tab", "X", *f"{tmp_path}/x.json", "enter")
        assert "could be" in finder(pilot).status.message
        await type_keys(pilot, "enter")
    assert not (tmp_path / "x.json").exists()


async def test_where_to_export_is_typed_ahead_as_the_configuration_says(
    marked: Library, tmp_path: Path
) -> None:
    book = read("c", f'[export]\nto = "{tmp_path}/vault/"\nformat = "org"')
    app = Postil(marked.path, load(), None, book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await type_only(pilot, "g", "e", "enter")
        assert " as org? enter exports." in shown(pilot).status.message
        await type_only(pilot, "enter")
    assert len(list((tmp_path / "vault").glob("*.org"))) == 1


async def test_the_article_under_the_cursor_of_the_library_is_exported(drive: Drive, tmp_path: Path) -> None:
    target = tmp_path / "x.md"
    async with drive() as pilot:
        await type_only(pilot, "g", "e", *str(target), "enter", "j")
        chosen = shown(pilot).current
        assert chosen is not None
        assert "Not done." in shown(pilot).status.message
        assert not target.exists()
        await type_only(pilot, "g", "e", *str(target), "enter", "enter")
        assert "Exported" in shown(pilot).status.message
    assert f"# {chosen.title}" in target.read_text(encoding="utf-8")
