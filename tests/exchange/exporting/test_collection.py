from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exchange.errors import LibraryItselfError, UnwritableTargetError
from exchange.exporting.collection import export
from exchange.formats.registry import FORMATS
from exchange.formats.sheet import By
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.formats.registry import Format


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        for text, title in (("It rained all day.", "Rain"), ("The sun shone.", "Sun")):
            article = opened.add(draft(text, title=title)).article
            opened.annotate(article.id, span(text[:6], text), Kind.QUOTE)
        yield opened


def test_a_folder_gets_a_file_for_each_article(library: Library, tmp_path: Path) -> None:
    files = export(library, None, f"{tmp_path}/notes/").files
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
    [file] = export(library, marks, str(tmp_path / "all.md")).files
    assert all(f"^postil-{mark.id}" in file.read_text(encoding="utf-8") for mark in marks)
    export(library, marks[:1], str(file))
    assert f"^postil-{marks[1].id}" not in file.read_text(encoding="utf-8")


def test_the_library_itself_is_never_written_over(library: Library) -> None:
    with pytest.raises(LibraryItselfError):
        export(library, None, str(library.path))


def test_nothing_is_written_outside_the_folder(library: Library, tmp_path: Path) -> None:
    files = export(library, None, f"{tmp_path}/notes/").files
    outside = tmp_path / "outside.md"
    outside.write_text("mine", encoding="utf-8")
    files[0].unlink()
    files[0].symlink_to(outside)
    assert export(library, None, f"{tmp_path}/notes/").files == files
    assert outside.read_text(encoding="utf-8") == "mine"
    assert not files[0].is_symlink()


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("by", By)
def test_every_file_of_a_folder_is_all_of_one_sheet(
    library: Library, tmp_path: Path, form: Format, by: By
) -> None:
    if form.by and by not in form.by:
        return
    first, second = library.annotations()
    library.edit(first.id, speaker="Ada", tags=["../../etc", "CON"], kind=Kind.CLAIM)
    library.edit(second.id, speaker="ada ", tags=["con"], kind=Kind.CLAIM)
    files = export(library, None, f"{tmp_path}/out/", form, by).files
    wanted = {By.ARTICLE: 2, By.CLAIM: 2, By.SPEAKER: 1, By.TAG: 2}[by] if form.by else 1
    assert sorted(files) == sorted(path for path in (tmp_path / "out").iterdir() if path.is_file())
    assert (len(files), {file.suffix for file in files}) == (wanted, {form.ending})
    assert len({file.name.casefold() for file in files}) == len(files)
