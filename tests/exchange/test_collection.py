from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exchange.collection import export
from exchange.errors import LibraryItselfError, UnwritableTargetError
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        for text, title in (("It rained all day.", "Rain"), ("The sun shone.", "Sun")):
            article = opened.add(draft(text, title=title)).article
            opened.annotate(article.id, span(text[:6], text), Kind.QUOTE)
        yield opened


def test_a_folder_gets_a_file_for_each_article(library: Library, tmp_path: Path) -> None:
    files = export(library, None, f"{tmp_path}/notes/")
    assert [file.read_text(encoding="utf-8").count("^postil-") for file in files] == [1, 1]
    assert all(file.parent == tmp_path / "notes" for file in files)


@pytest.mark.parametrize("name", ["n" * 300, "~nobody of that name/out.md"])
def test_a_name_that_none_can_have_is_refused(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnwritableTargetError):
        export(library, None, name)


def test_a_file_gets_them_all_and_only_those_asked_for(library: Library, tmp_path: Path) -> None:
    marks = library.annotations()
    [file] = export(library, marks, str(tmp_path / "all.md"))
    assert all(f"^postil-{mark.id}" in file.read_text(encoding="utf-8") for mark in marks)
    export(library, marks[:1], str(file))
    assert f"^postil-{marks[1].id}" not in file.read_text(encoding="utf-8")


def test_the_library_itself_is_never_written_over(library: Library) -> None:
    with pytest.raises(LibraryItselfError):
        export(library, None, str(library.path))
