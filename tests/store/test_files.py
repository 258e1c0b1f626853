from __future__ import annotations

import os
from pathlib import Path

import pytest

from store import errors
from store.files import belongs, usable
from store.library import Library


def test_a_library_s_files_are_known_by_any_name(library: Library, path: Path, tmp_path: Path) -> None:
    (tmp_path / "soft").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    (tmp_path / "other").touch()
    (tmp_path / "away").mkdir()
    ours = ("library.db", "library.db-wal", "library.db-shm", "library.db-journal", "soft", "hard")
    for name in (*ours, "away/../library.db"):
        assert library.lives_in(tmp_path / name), name
        assert belongs(tmp_path / name, tmp_path / "soft"), name
    for name in ("other", "absent", "library.db2", "away/library.db", "a\0b"):
        assert not library.lives_in(tmp_path / name), name


def test_a_library_is_opened_by_its_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Library.open(Path("file:a.db?mode=memory")) as opened:
        assert opened.path == tmp_path / "file:a.db?mode=memory"
    assert (tmp_path / "file:a.db?mode=memory").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("create", [True, False])
def test_only_an_ordinary_file_can_be_a_library(tmp_path: Path, *, create: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (Path(":memory:"), Path(os.devnull), tmp_path / "pipe"):
        with pytest.raises(errors.NotAFileError, match="no ordinary file"):
            usable(name, create=create)
