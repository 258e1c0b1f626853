"""What the reader did to a file, what was done to its marks, and what exporting again makes of it."""

from __future__ import annotations

import shutil
from itertools import count
from typing import TYPE_CHECKING

import pytest

from exchange.errors import OvertakenError, UnwritableTargetError
from exchange.exporting.collection import export
from exchange.exporting.merge import BOTH, KEPT, STRUCK
from exchange.exporting.outcome import Outcome, Report
from exchange.exporting.typed import merged
from exchange.exporting.upkeep import Order, keep_up
from exchange.exporting.vault import FOLDER
from exchange.formats.registry import FORMATS, MARKDOWN
from exchange.formats.sheet import By
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exchange.exporting.merge import Merged
    from exchange.formats.registry import Format

TEXT = "It rained. It snowed. It was calm."
SPANS = (Span(0, 10), Span(11, 21), Span(22, 34))
MINE = "Typed by me."
FORMS = [FORMATS[name] for name in ("markdown", "obsidian", "logseq", "org")]
WRITTEN, MERGED, CONFLICTING, UNCHANGED, LEFT = (
    Outcome.WRITTEN,
    Outcome.MERGED,
    Outcome.CONFLICTING,
    Outcome.UNCHANGED,
    Outcome.LEFT,
)


class Shelf:
    """A library of one article with three marks, and the folder it was exported to."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder
        article = library.add(draft(TEXT, title="Weather", source="weather.md")).article
        self.marks = [library.annotate(article.id, span, Kind.QUOTE, note="So it was.") for span in SPANS]

    def export(self, form: Format = MARKDOWN, *, restore: bool = False) -> Report:
        return export(self.library, None, f"{self.folder}/", form, restore=restore)

    @property
    def file(self) -> Path:
        [path] = [path for path in self.folder.rglob("*") if path.is_file() and FOLDER not in path.parts]
        return path

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    def type(self, old: str, new: str) -> None:
        text = self.text
        assert old in text
        self.file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Library.open(tmp_path / "library.db") as library:
        yield Shelf(library, tmp_path / "vault")


def nothing(shelf: Shelf) -> None:
    """Leave it as it is."""


def above(shelf: Shelf) -> None:
    shelf.type("> It snowed.", f"{MINE}\n\n> It snowed.")


def below(shelf: Shelf) -> None:
    shelf.type("> It was calm.", f"{MINE}\n\n> It was calm.")


def inside(shelf: Shelf) -> None:
    shelf.type(f"^postil-{shelf.marks[1].id}\n\nSo it was.", f"^postil-{shelf.marks[1].id}\n\n{MINE}")


def renamed(shelf: Shelf) -> None:
    (shelf.folder / "Deeper").mkdir()
    shelf.file.rename(shelf.folder / "Deeper" / "My own name.md")


def deleted(shelf: Shelf) -> None:
    shelf.file.unlink()


def changed_mark(shelf: Shelf) -> None:
    shelf.library.edit(shelf.marks[1].id, note="Snow, indeed.")


def deleted_mark(shelf: Shelf) -> None:
    shelf.library.delete([shelf.marks[1].id])


MARK = "> It snowed."
CHANGED = "Snow, indeed."
TABLE: list[tuple[Callable[[Shelf], None], Callable[[Shelf], None], Outcome, set[str]]] = [
    (nothing, nothing, UNCHANGED, {MARK}),
    (nothing, changed_mark, WRITTEN, {MARK, CHANGED}),
    (nothing, deleted_mark, WRITTEN, set()),
    (above, nothing, UNCHANGED, {MARK, MINE}),
    (above, changed_mark, MERGED, {MARK, MINE, CHANGED}),
    (above, deleted_mark, MERGED, {MINE}),
    (below, nothing, UNCHANGED, {MARK, MINE}),
    (below, changed_mark, MERGED, {MARK, MINE, CHANGED}),
    (below, deleted_mark, MERGED, {MINE}),
    (inside, nothing, UNCHANGED, {MARK, MINE}),
    (inside, changed_mark, CONFLICTING, {MARK, MINE, CHANGED, BOTH}),
    (inside, deleted_mark, CONFLICTING, {MARK, MINE, KEPT}),
    (renamed, nothing, UNCHANGED, {MARK}),
    (renamed, changed_mark, WRITTEN, {MARK, CHANGED}),
    (renamed, deleted_mark, WRITTEN, set()),
]


@pytest.mark.parametrize(
    ("reader", "library", "outcome", "held"),
    TABLE,
    ids=[f"{reader.__name__}-{library.__name__}" for reader, library, *_ in TABLE],
)
def test_what_becomes_of_a_file(
    shelf: Shelf,
    reader: Callable[[Shelf], None],
    library: Callable[[Shelf], None],
    outcome: Outcome,
    held: set[str],
) -> None:
    shelf.export()
    reader(shelf)
    file = shelf.file
    library(shelf)
    assert shelf.export().outcomes == {file: outcome}
    assert {words for words in (MARK, MINE, CHANGED, BOTH, KEPT, STRUCK) if words in shelf.text} == held
    assert shelf.text.count("> It rained.") == shelf.text.count("> It was calm.") == 1
    assert shelf.export().outcomes == {file: UNCHANGED}


@pytest.mark.parametrize("library", [nothing, changed_mark, deleted_mark])
def test_a_deleted_file_stays_deleted_until_it_is_to_be_restored(
    shelf: Shelf, library: Callable[[Shelf], None]
) -> None:
    [file] = shelf.export().files
    deleted(shelf)
    library(shelf)
    assert shelf.export().outcomes == {file: LEFT}
    assert not file.exists()
    assert shelf.export(restore=True).outcomes == {file: WRITTEN}
    assert shelf.export().outcomes == {file: UNCHANGED}


def test_a_struck_block_that_has_changed_comes_back_with_a_remark(shelf: Shelf) -> None:
    shelf.export()
    start, end = shelf.text.index(MARK), shelf.text.index("> It was calm.")
    shelf.type(shelf.text[start:end], "")
    assert set(shelf.export().outcomes.values()) == {UNCHANGED}
    changed_mark(shelf)
    assert set(shelf.export().outcomes.values()) == {CONFLICTING}
    assert STRUCK in shelf.text
    assert CHANGED in shelf.text


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_every_format_that_is_typed_into_is_merged_and_followed(shelf: Shelf, form: Format) -> None:
    shelf.export(form)
    shelf.type("It was calm.", f"It was calm. {MINE}")
    shelf.file.rename(shelf.folder / f"Mine{form.ending}")
    changed_mark(shelf)
    assert shelf.export(form).outcomes == {shelf.folder / f"Mine{form.ending}": MERGED}
    assert MINE in shelf.text
    assert CHANGED in shelf.text


def test_the_folder_may_move_and_another_one_is_another(shelf: Shelf, tmp_path: Path) -> None:
    shelf.export()
    below(shelf)
    changed_mark(shelf)
    shelf.folder = shelf.folder.rename(tmp_path / "moved")
    assert set(shelf.export().outcomes.values()) == {MERGED}
    shelf.folder = tmp_path / "another"
    assert set(shelf.export().outcomes.values()) == {WRITTEN}
    assert MINE not in shelf.text


def test_a_single_file_is_merged_and_written_anew_if_deleted(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    target = shelf.folder / "all.md"
    assert export(shelf.library, None, str(target)).outcomes == {target: WRITTEN}
    below(shelf)
    changed_mark(shelf)
    assert export(shelf.library, None, str(target)).outcomes == {target: MERGED}
    assert MINE in shelf.text
    target.unlink()
    assert export(shelf.library, None, str(target)).outcomes == {target: WRITTEN}


@pytest.mark.parametrize("known", [True, False])
def test_ends_of_lines_stay_the_readers(shelf: Shelf, known: bool) -> None:
    shelf.export()
    shelf.file.write_bytes(b"\xef\xbb\xbf" + shelf.text.replace("\n", "\r\n").encode() + MINE.encode())
    if not known:
        for path in (shelf.folder / FOLDER).iterdir():
            path.unlink()
    changed_mark(shelf)
    assert set(shelf.export().outcomes.values()) == {MERGED}
    raw = shelf.file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf---\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.count(b"> It rained.") == 1
    assert MINE.encode() in raw


def test_what_is_no_text_is_left_alone(shelf: Shelf) -> None:
    shelf.export()
    shelf.file.write_bytes(b"\xff\xfe")
    changed_mark(shelf)
    assert set(shelf.export().outcomes.values()) == {Outcome.NO_TEXT}
    assert shelf.file.read_bytes() == b"\xff\xfe"


def test_nothing_is_kept_behind_a_link(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shelf.folder.mkdir()
    (shelf.folder / FOLDER).symlink_to(outside)
    with pytest.raises(UnwritableTargetError):
        shelf.export()
    assert not list(outside.iterdir())


def test_only_what_has_changed_is_written(shelf: Shelf) -> None:
    shelf.export()
    before = {path: path.stat().st_mtime_ns for path in shelf.folder.rglob("*")}
    shelf.export()
    assert {path: path.stat().st_mtime_ns for path in shelf.folder.rglob("*")} == before


def test_an_article_called_otherwise_keeps_its_file(shelf: Shelf) -> None:
    [file] = shelf.export().files
    shelf.library.add(draft(f"{TEXT} It thawed.", title="Climate", source="weather.md"))
    assert [article.title for article in shelf.library.articles()] == ["Climate"]
    assert shelf.export().outcomes == {file: WRITTEN}
    assert "# Climate" in shelf.text


def test_a_vault_in_a_vault_is_another(shelf: Shelf) -> None:
    [inner] = shelf.export().files
    outer = shelf.folder.parent
    [file] = export(shelf.library, None, f"{outer}/").files
    assert file == outer / inner.name
    file.unlink()
    changed_mark(shelf)
    assert export(shelf.library, None, f"{outer}/").outcomes == {file: LEFT}
    assert CHANGED not in inner.read_text(encoding="utf-8")


def test_exports_by_other_things_stand_side_by_side(shelf: Shelf) -> None:
    shelf.library.edit(shelf.marks[1].id, tags=["snow"])
    shelf.export()
    report = export(shelf.library, None, f"{shelf.folder}/", by=By.TAG)
    assert list(report.outcomes.values()) == [WRITTEN]
    assert set(shelf.export().outcomes.values()) == {UNCHANGED}


def test_what_is_typed_while_it_is_exported_is_merged_too(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor saves between the look at a file and its writing."""
    shelf.export()
    above(shelf)
    changed_mark(shelf)
    saves = iter([f"{MINE} Again.", f"{MINE} And again."])

    def saving(base: str | None, ours: str, text: str, ending: str) -> Merged:
        if typed := next(saves, ""):
            shelf.file.write_text(f"{shelf.text}\n{typed}\n", encoding="utf-8")
        return merged(base, ours, text, ending)

    monkeypatch.setattr("exchange.exporting.vault.merged", saving)
    assert set(shelf.export().outcomes.values()) == {MERGED}
    assert all(
        words in shelf.text for words in (CHANGED, f"{MINE}\n", f"{MINE} Again.", f"{MINE} And again.")
    )


def test_a_file_that_never_rests_is_left_alone(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.export()
    above(shelf)
    changed_mark(shelf)
    number = count()

    def saving(base: str | None, ours: str, text: str, ending: str) -> Merged:
        shelf.file.write_text(f"{MINE} {next(number)}", encoding="utf-8")
        return merged(base, ours, text, ending)

    monkeypatch.setattr("exchange.exporting.vault.merged", saving)
    with pytest.raises(OvertakenError):
        shelf.export()
    assert shelf.text.startswith(MINE)


@pytest.mark.parametrize("kept", ["", "\0" * 100])
def test_what_is_kept_may_not_have_come_to_the_disk(shelf: Shelf, kept: str) -> None:
    """As after a power failure: then it is as if nothing were kept."""
    shelf.export()
    above(shelf)
    before = shelf.text
    [path] = (shelf.folder / FOLDER).glob("*.last")
    path.write_text(kept, encoding="utf-8")
    assert set(shelf.export().outcomes.values()) == {UNCHANGED}
    assert shelf.text == before


@pytest.mark.parametrize("form", FORMS)
def test_a_renamed_file_is_found_without_what_is_kept(library: Library, tmp_path: Path, form: Format) -> None:
    article = library.add(draft(title="A")).article.id
    library.annotate(article, span("It rained."), Kind.QUOTE)
    folder = tmp_path / "vault"
    [path] = keep_up(library, Order(form=form), folder).files
    (folder / "inner").mkdir()
    renamed = path.rename(folder / "inner" / f"renamed{form.ending}")
    shutil.rmtree(folder / FOLDER)
    assert keep_up(library, Order(form=form), folder).outcomes == {renamed: Outcome.UNCHANGED}
    assert not path.exists()


def test_two_articles_are_never_merged_into_one_file(library: Library, tmp_path: Path) -> None:
    for title in "AB":
        article = library.add(draft(f"{title}. It rained.", title=title)).article.id
        library.annotate(article, span("It rained.", f"{title}. It rained."), Kind.QUOTE)
    folder = tmp_path / "vault"
    one, other = sorted(keep_up(library, Order(), folder).files)
    texts = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    one.unlink()
    other.rename(one)
    shutil.rmtree(folder / FOLDER)
    outcomes = keep_up(library, Order(), folder).outcomes
    second = one.with_stem(f"{one.stem} 2")
    assert outcomes == {second: Outcome.WRITTEN, one: Outcome.UNCHANGED}
    assert (second.read_text(encoding="utf-8"), one.read_text(encoding="utf-8")) == texts
    assert set(keep_up(library, Order(), folder).outcomes.values()) == {Outcome.UNCHANGED}


def test_a_file_of_ones_own_is_merged_with_by_its_name(library: Library, tmp_path: Path) -> None:
    article = library.add(draft(title="A")).article.id
    library.annotate(article, span("It rained."), Kind.QUOTE)
    [path] = keep_up(library, Order(), tmp_path / "vault").files
    shutil.rmtree(tmp_path / "vault" / FOLDER)
    path.write_text("mine\n", encoding="utf-8")
    assert keep_up(library, Order(), tmp_path / "vault").files == [path]
    assert "mine\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("is_deleted", [False, True])
def test_an_export_killed_behind_a_file_doubles_nothing_and_leaves_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, form: Format, *, is_deleted: bool
) -> None:
    shelf.export(form)
    fresh = shelf.library.annotate(shelf.marks[0].article_id, Span(3, 9), Kind.QUOTE, note="First.")
    with monkeypatch.context() as patched:
        patched.setattr("exchange.exporting.vault._settled", broken_off)
        with pytest.raises(KeyboardInterrupt):
            shelf.export(form)
    assert "First." in shelf.text
    if is_deleted:
        shelf.library.delete([fresh.id])
    else:
        shelf.library.edit(fresh.id, note="Second.")
    shelf.export(form)
    assert "First." not in shelf.text
    assert shelf.text.count("Second.") == (not is_deleted)


def broken_off(_: Path) -> None:
    raise KeyboardInterrupt
