from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.exporting.listing import ENDING
from exchange.exporting.outcome import Outcome
from exchange.exporting.upkeep import Order, keep_up
from exchange.exporting.vault import FOLDER, Vault
from exchange.formats.registry import FORMATS
from exchange.formats.sheet import By
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from exchange.exporting.outcome import Entry, Leaf
    from store.records import Annotation

TEXT = "{}. It rained. It snowed. It was calm."
WRITTEN, UNCHANGED, REMOVED = Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.REMOVED


class Desk:
    """A library of three articles with a mark each, and a folder that is kept up with it."""

    def __init__(self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.library = library
        self.folder = folder
        self.written: list[str] = []
        monkeypatch.setattr("os.fsync", lambda _: None)
        put = Vault.put

        def counted(vault: Vault, leaf: Leaf, parts: Iterable[str]) -> tuple[Entry, Outcome]:
            self.written.append(leaf.id)
            return put(vault, leaf, parts)

        monkeypatch.setattr(Vault, "put", counted)

    def export(self, order: Order | None = None, *, restore: bool = False) -> dict[str, Outcome]:
        """What became of each file, by the first word of its name."""
        self.written.clear()
        report = keep_up(self.library, order or Order(), self.folder, restore=restore)
        return {path.name.split()[0]: outcome for path, outcome in report.outcomes.items()}

    def mark(self, title: str) -> Annotation:
        return next(mark for mark in self.library.annotations() if mark.article_title == title)

    def add_mark(self, title: str, words: str = "It was calm.") -> None:
        [article] = [article for article in self.library.articles() if article.title == title]
        self.library.annotate(article.id, span(words, TEXT.format(title)), Kind.QUOTE)

    def file(self, title: str) -> Path:
        [path] = [path for path in self.folder.glob(f"{title}*") if path.is_file()]
        return path

    @property
    def kept(self) -> list[Path]:
        return sorted((self.folder / FOLDER).glob("*.last"))

    @property
    def listing(self) -> Path:
        [path] = (self.folder / FOLDER).glob(f"*{ENDING}")
        return path


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stocked") / "library.db"
    with Library.open(path) as library:
        for title in "ABC":
            article = library.add(draft(TEXT.format(title), title=title, source=title)).article
            library.annotate(
                article.id, span("It rained.", TEXT.format(title)), Kind.QUOTE, tags=["wet", title]
            )
    return path


@pytest.fixture
def desk(stocked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with Library.open(Path(shutil.copy(stocked, tmp_path / "library.db"))) as library:
        yield Desk(library, tmp_path / "vault", monkeypatch)


ALL = dict.fromkeys("ABC", UNCHANGED)
ORDERS = [
    Order(),
    Order("tag:wet"),
    Order("after:2020"),
    Order(by=By.TAG),
    Order(form=FORMATS["html"]),
    Order(form=FORMATS["csv"]),
    Order(form=FORMATS["jsonl"]),
]


@pytest.mark.parametrize("order", ORDERS, ids=[f"{order.of}" for order in ORDERS])
def test_where_nothing_has_changed_nothing_is_looked_for(desk: Desk, order: Order) -> None:
    first = desk.export(order)
    assert set(first.values()) == {WRITTEN}
    before = {path: path.stat() for path in desk.folder.rglob("*")}
    assert desk.export(order) == dict.fromkeys(first, UNCHANGED)
    assert not desk.written
    assert {path: path.stat() for path in desk.folder.rglob("*")} == before


TOUCHES: list[tuple[Callable[[Desk], object], dict[str, Outcome], int]] = [
    (lambda desk: desk.library.edit(desk.mark("A").id, note="x"), {"A": WRITTEN}, 1),
    (lambda desk: desk.add_mark("B"), {"B": WRITTEN}, 1),
    (
        lambda desk: desk.library.edit_all([desk.mark(title).id for title in "AC"], more_tags=["x"]),
        {"A": WRITTEN, "C": WRITTEN},
        2,
    ),
    (lambda desk: desk.library.delete([desk.mark("A").id]), {"A": REMOVED}, 0),
    (lambda desk: desk.library.remove(desk.mark("C").article_id), {"C": REMOVED}, 0),
    (lambda desk: desk.library.leave_at(desk.mark("C").article_id, 3), {}, 1),
    (lambda desk: desk.file("A").touch(), {}, 1),
    (lambda desk: desk.file("A").unlink(), {"A": Outcome.LEFT}, 1),
    (lambda desk: desk.file("A").write_bytes(b"\xff"), {}, 1),
    (lambda desk: desk.kept[0].unlink(), {}, 1),
    (lambda desk: desk.listing.unlink(), {}, 3),
    (lambda desk: desk.listing.write_text("{}", encoding="utf-8"), {}, 3),
    (lambda desk: desk.listing.write_text("[" * 100_000, encoding="utf-8"), {}, 3),
    (lambda desk: shutil.rmtree(desk.folder / FOLDER), {}, 3),
    (lambda desk: shutil.rmtree(desk.folder), dict.fromkeys("ABC", WRITTEN), 3),
]


@pytest.mark.parametrize(("touch", "changed", "written"), TOUCHES)
def test_only_what_was_touched_is_exported(
    desk: Desk, touch: Callable[[Desk], object], changed: dict[str, Outcome], written: int
) -> None:
    desk.export()
    touch(desk)
    assert desk.export() == ALL | changed
    assert len(desk.written) == written


def test_an_entry_that_leads_elsewhere_breaks_the_listing(desk: Desk, tmp_path: Path) -> None:
    desk.export()
    outside = tmp_path / "outside.md"
    shutil.copy(desk.file("A"), outside)
    told = json.loads(desk.listing.read_text(encoding="utf-8"))
    told["entries"][0][1] = "../outside.md"
    desk.listing.write_text(json.dumps(told), encoding="utf-8")
    desk.library.delete([desk.mark("A").id])
    assert desk.export() == {"B": UNCHANGED, "C": UNCHANGED}
    assert outside.exists()


def test_another_library_is_never_mistaken_for_this_one(desk: Desk, tmp_path: Path) -> None:
    older = Path(shutil.copy(desk.library.path, tmp_path / "older.db"))
    desk.library.edit(desk.mark("A").id, note="x")
    desk.export()
    with Library.open(older) as library:
        restored = keep_up(library, Order(), desk.folder)
        assert sorted(restored.outcomes.values()) == [UNCHANGED, UNCHANGED, WRITTEN]
        [mark, *_] = library.annotations()
        library.edit(mark.id, note="y")
    with Library.open(tmp_path / "other.db") as other:
        assert not keep_up(other, Order(), desk.folder).outcomes
    assert len(list(desk.folder.glob("*.md"))) == 3
    assert desk.export() == ALL | {"A": WRITTEN}


def test_what_comes_back_is_exported_again(desk: Desk) -> None:
    desk.export()
    before = desk.file("A").read_bytes()
    desk.library.delete([desk.mark("A").id])
    assert desk.export()["A"] is REMOVED
    assert len(desk.kept) == 2
    assert "A" not in desk.export()
    desk.library.undo()
    assert desk.export() == ALL | {"A": WRITTEN}
    assert desk.file("A").read_bytes() == before


def test_what_was_typed_stays_when_the_marks_go_and_come_back(desk: Desk) -> None:
    desk.export()
    path = desk.file("A")
    path.write_text(f"{path.read_text(encoding='utf-8')}\nMine.\n", encoding="utf-8")
    full = path.read_text(encoding="utf-8")
    desk.library.delete([desk.mark("A").id])
    assert desk.export()["A"] is Outcome.MERGED
    assert path.read_text(encoding="utf-8").endswith("# A\n\nMine.\n")
    assert desk.export() == {"B": UNCHANGED, "C": UNCHANGED}
    desk.library.undo()
    assert desk.export()["A"] is Outcome.MERGED
    assert sorted(path.read_text(encoding="utf-8").split()) == sorted(full.split())


def test_what_the_reader_deleted_stays_deleted_when_its_marks_come_back(desk: Desk) -> None:
    desk.export()
    desk.file("A").unlink()
    assert desk.export()["A"] is Outcome.LEFT
    assert desk.export()["A"] is Outcome.STILL_LEFT, "that is no news"
    desk.library.edit(desk.mark("A").id, note="x")
    assert desk.export()["A"] is Outcome.STILL_LEFT
    assert desk.export(Order("tag:wet"))["A"] is Outcome.LEFT, "to another export it is"
    desk.library.delete([desk.mark("A").id])
    assert "A" not in desk.export()
    desk.library.undo()
    assert desk.export()["A"] is Outcome.LEFT
    assert desk.export(restore=True)["A"] is WRITTEN


def test_a_file_that_another_query_tells_stays(desk: Desk) -> None:
    desk.export()
    desk.export(Order("tag:wet"))
    desk.library.edit(desk.mark("A").id, tags=[])
    assert desk.export(Order("tag:wet")) == {"A": WRITTEN, "B": UNCHANGED, "C": UNCHANGED}
    assert desk.export(Order("tag:wet")) == {"B": UNCHANGED, "C": UNCHANGED}
    assert desk.export()["A"] is UNCHANGED
    desk.library.delete([desk.mark("A").id])
    assert desk.export()["A"] is REMOVED


def test_what_all_marks_do_not_tell_no_query_keeps(desk: Desk) -> None:
    desk.export(Order("tag:wet"))
    desk.export()
    desk.library.delete([desk.mark("A").id])
    assert desk.export()["A"] is REMOVED
    assert desk.export(Order("tag:wet")) == {"B": UNCHANGED, "C": UNCHANGED}
    desk.library.undo()
    assert desk.export(Order("tag:wet"))["A"] is WRITTEN


def test_another_format_of_the_same_ending_takes_the_place(desk: Desk) -> None:
    desk.export()
    obsidian = Order(form=FORMATS["obsidian"])
    desk.export(obsidian)
    desk.library.delete([desk.mark("A").id])
    assert desk.export(obsidian)["A"] is REMOVED


@pytest.mark.parametrize(("touched", "outcome"), [(False, REMOVED), (True, Outcome.STAYS)])
def test_a_page_without_marks_is_removed_unless_it_was_touched(
    desk: Desk, touched: bool, outcome: Outcome
) -> None:
    order = Order(form=FORMATS["html"])
    desk.export(order)
    if touched:
        desk.file("A").write_text("mine", encoding="utf-8")
    desk.library.delete([desk.mark("A").id])
    assert desk.export(order)["A"] is outcome


def test_speakers_and_claims_that_become_others_change_their_files(desk: Desk) -> None:
    first, second, third = desk.library.annotations()
    desk.library.edit(first.id, speaker="Ada", kind=Kind.CLAIM)
    desk.library.edit(second.id, speaker="Bea", kind=Kind.CLAIM)
    by_claim = Order(by=By.CLAIM)
    assert list(desk.export(Order(by=By.SPEAKER)).values()) == [WRITTEN, WRITTEN]
    assert set(keep_up(desk.library, by_claim, desk.folder).outcomes.values()) == {WRITTEN}
    desk.library.speakers.rename("Ada", "Zoe")
    assert desk.export(Order(by=By.SPEAKER)) == {"Zoe": WRITTEN, "Bea": UNCHANGED, "Ada": REMOVED}
    kept, other = desk.library.claims.all()
    desk.library.claims.merge(kept.id, [other.id])
    outcomes = keep_up(desk.library, by_claim, desk.folder).outcomes
    assert sorted(outcomes.values()) == [REMOVED, WRITTEN]
    assert third.claim == ""


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_export_that_ends_half_way_is_taken_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int, is_new: bool
) -> None:
    """Killed once so many files are written; then something leaves the library."""
    if not is_new:
        desk.export()
    for title in "ABC":
        desk.library.edit(desk.mark(title).id, note="x")
    put = Vault.put

    def killed(vault: Vault, leaf: Leaf, parts: Iterable[str]) -> tuple[Entry, Outcome]:
        done = put(vault, leaf, parts)
        if len(desk.written) == number:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Vault, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.export()
    monkeypatch.setattr(Vault, "put", put)
    desk.library.remove(desk.mark("A").article_id)
    after = desk.export()
    assert after["A"] is REMOVED
    assert set(desk.export().values()) == {UNCHANGED}
    assert [path.name[0] for path in sorted(desk.folder.glob("*.md"))] == ["B", "C"]
    assert {path.suffix for path in (desk.folder / FOLDER).iterdir()} == {".last", ENDING}


def test_what_was_left_half_written_goes(desk: Desk) -> None:
    desk.export()
    names = [".0123456789abcdef.tmp", ".mine.tmp", ".fedcba9876543210.tmp"]
    for name in names:
        (desk.folder / name).write_text("half", encoding="utf-8")
    for name in names[:2]:
        os.utime(desk.folder / name, (0, 0))
    desk.library.edit(desk.mark("A").id, note="x")
    desk.export()
    assert sorted(path.name for path in desk.folder.glob(".*.tmp")) == sorted(names[1:])


@pytest.mark.parametrize("told", [b"", b"[", b'["x"]\n[1]\n', b'["unfinished", 1, "x", ""]\n["i", "../a.md"'])
def test_a_journal_that_is_broken_is_passed_over(desk: Desk, told: bytes) -> None:
    desk.export()
    path = desk.listing.with_name(f"{desk.listing.stem}.00.journal")
    path.write_bytes(told)
    desk.library.edit(desk.mark("A").id, note="x")
    assert desk.export() == ALL | {"A": WRITTEN}
    assert not path.exists()


@pytest.mark.parametrize(
    ("query", "is_looked_at"), [("after:7d", True), ("after:today", False), ("wet", False)]
)
def test_dates_that_move_are_looked_at_each_time(desk: Desk, query: str, is_looked_at: bool) -> None:
    desk.export(Order(query))
    desk.export(Order(query))
    assert bool(desk.written) == is_looked_at


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["note", "delete", "mark", "undo", "redo", "remove", "tag", "speaker", "claim", "export"]
        ),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.sampled_from(ORDERS))
def test_step_by_step_it_comes_to_the_same_as_at_once(
    stocked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, int]], order: Order
) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    with Library.open(Path(shutil.copy(stocked, tmp_path / "library.db"))) as library:
        desk = Desk(library, tmp_path / "vault", monkeypatch)
        desk.export(order)
        for step, number in steps:
            _take(desk, step, number, order)
        desk.export(order)
        keep_up(library, order, tmp_path / "fresh")
        assert _held(desk.folder) == _held(tmp_path / "fresh")


def _take(desk: Desk, step: str, number: int, order: Order) -> None:
    library = desk.library
    marks = library.annotations()
    mark = marks[number % len(marks)] if marks else None
    if step == "export":
        desk.export(order)
    elif step in {"undo", "redo"}:
        getattr(library, step)()
    elif mark is None:
        return
    elif step == "delete":
        library.delete([mark.id])
    elif step == "remove":
        library.remove(mark.article_id)
    elif step == "mark":
        desk.add_mark(mark.article_title, "It snowed.")
    else:
        said: dict[str, dict[str, object]] = {
            "note": {"note": f"Note {number}."},
            "tag": {"tags": [f"t{number}"]},
            "speaker": {"speaker": "Ada"},
            "claim": {"kind": Kind.CLAIM},
        }
        library.edit(mark.id, **said[step])  # type: ignore[arg-type]


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.is_file()}
