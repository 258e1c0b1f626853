"""Where an export goes: a folder with traps in it, a disk that is full, a machine that stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exchange.errors import UnwritableTargetError
from exchange.exporting.collection import apart, export
from exchange.formats.registry import FORMATS
from exchange.formats.selection import Selection
from store.library import Library
from store.records import Kind
from tests.store.making import draft
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
TEXT = "It rained. It snowed."
FILES = 60
_KILLED = """
import sys
from pathlib import Path
from exchange.exporting.collection import export
from exchange.formats.registry import FORMATS
from store.library import Library
with Library.open(Path(sys.argv[1])) as library:
    print("go", flush=True)
    export(library, None, sys.argv[2], FORMATS[sys.argv[3]])
"""
FORMS = ["markdown", "csv", "html", "jsonl"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        _add(library, 3)
        yield library


def _add(library: Library, number: int) -> None:
    with library.transaction():
        for at in range(number):
            article = library.add(draft(f"{at} {TEXT}", title=f"Weather {at}", source=f"{at}.md")).article
            library.annotate(article.id, Span(0, 5), Kind.QUOTE, note="Old. " * 200)


def _edit(library: Library, note: str) -> None:
    with library.transaction():
        for mark in library.annotations():
            library.edit(mark.id, note=note)


@pytest.mark.parametrize("name", FORMS)
def test_links_in_the_folder_lead_nothing_out_of_it(library: Library, tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "vault", tmp_path / "outside.txt"
    folder.mkdir()
    outside.write_text("mine", encoding="utf-8")
    names = [leaf.name for leaf, _ in apart(Selection(library), FORMATS[name])]
    for leaf in names:
        (folder / leaf).symlink_to(outside)
    export(library, None, f"{folder}/", FORMATS[name])
    assert outside.read_text(encoding="utf-8") == "mine"
    assert all((folder / leaf).is_file() and not (folder / leaf).is_symlink() for leaf in names)


@pytest.mark.parametrize("name", FORMS)
def test_a_folder_that_has_the_name_of_a_file_is_told(library: Library, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "vault"
    leaf = next(apart(Selection(library), FORMATS[name]))[0]
    (folder / leaf.name).mkdir(parents=True)
    (folder / leaf.name / "mine").touch()
    with pytest.raises(UnwritableTargetError, match="not a file"):
        export(library, None, f"{folder}/", FORMATS[name])
    assert (folder / leaf.name / "mine").exists()
    assert not list(folder.glob("*.tmp"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", FORMS)
def test_a_folder_that_is_read_only_is_told(library: Library, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o500)
    with pytest.raises(UnwritableTargetError, match="ermission"):
        export(library, None, f"{folder}/", FORMATS[name])


@pytest.mark.skipif(sys.platform == "win32", reason="files have no size limit to set")
@pytest.mark.parametrize("name", FORMS)
def test_a_file_that_does_not_fit_leaves_the_old_one(library: Library, tmp_path: Path, name: str) -> None:
    import resource  # noqa: PLC0415 - Windows has none

    folder = tmp_path / "vault"
    export(library, None, f"{folder}/", FORMATS[name])
    before = _held(folder)
    _edit(library, "New. " * 1000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, limits[1]))
    try:
        with pytest.raises(UnwritableTargetError):
            export(library, None, f"{folder}/", FORMATS[name])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert _held(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="nothing there is killed so")
@pytest.mark.parametrize("name", ["markdown", "csv"])
def test_of_an_export_that_is_killed_each_file_is_the_old_or_the_new_one(tmp_path: Path, name: str) -> None:
    path, folder = tmp_path / "library.db", tmp_path / "vault"
    with Library.open(path) as library:
        _add(library, FILES)
        export(library, None, f"{folder}/", FORMATS[name])
        old = _held(folder)
        _edit(library, "New. " * 300)
        new = {leaf.name: "".join(text).encode() for leaf, text in apart(Selection(library), FORMATS[name])}
    for number in (1, 10):
        _kill_after(number, path, folder, name)
        assert all(text in {old[leaf], new[leaf]} for leaf, text in _held(folder).items())
    with Library.open(path) as library:
        export(library, None, f"{folder}/", FORMATS[name])
    assert _held(folder) == new


def _kill_after(number: int, path: Path, folder: Path, name: str) -> None:
    """Export in a process of its own, and kill it when so many files are replaced."""
    before = _inodes(folder)
    command = [sys.executable, "-c", _KILLED, str(path), f"{folder}/", name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        while process.poll() is None and len(_inodes(folder) - before) < number:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)


def _inodes(folder: Path) -> set[int]:
    return {entry.inode() for entry in os.scandir(folder) if not entry.name.startswith(".")}


def _held(folder: Path) -> dict[str, bytes]:
    """The files of a folder but for what writing leaves when it is killed, which begins with a full stop."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
