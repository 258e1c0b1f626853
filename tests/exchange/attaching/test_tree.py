from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exchange.attaching import tree
from exchange.errors import NoFileFitsError

if TYPE_CHECKING:
    from pathlib import Path

FOUND = ["a.sdr/metadata.epub.lua", "b/c/notes.JSON", "page.html"]
LEFT = ["a.epub", "a.sdr/metadata.epub.lua.old", ".hidden.json", ".git/x.json"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FOUND + LEFT:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def test_a_folder_is_searched_to_its_depth(folder: Path) -> None:
    assert tree.files(str(folder)) == [folder / name for name in FOUND]


def test_a_pattern_finds_files_of_any_ending_and_what_is_in_folders(folder: Path) -> None:
    assert tree.files(f"{folder}/a*") == [folder / name for name in (LEFT[0], FOUND[0])]
    assert tree.files(f"{folder}/**/*.old") == [folder / LEFT[1]]


def test_a_name_is_the_name_of_one_file(folder: Path) -> None:
    (folder / "a[1].json").write_bytes(b"")
    for name in ("a.epub", "none.json", "a[1].json", "nul\0"):
        assert tree.files(str(folder / name)) is None


def test_a_pattern_that_nothing_fits_is_refused(folder: Path) -> None:
    with pytest.raises(NoFileFitsError):
        tree.files(f"{folder}/*.txt")
