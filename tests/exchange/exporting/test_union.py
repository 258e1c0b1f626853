from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.exporting.collection import export
from exchange.exporting.outcome import Outcome
from exchange.exporting.upkeep import Order, keep_up
from exchange.exporting.vault import FOLDER
from exchange.formats.registry import FORMATS
from exchange.formats.sheet import By
from exchange.formats.template import TemplateFile
from store.library import Library
from store.records import Kind
from tests.store.making import draft
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.formats.registry import Writer

TEXT = "One. Two. Three."
TAGS = ("a", "b", "c", "a/x")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library") / "library.db") as opened:
        for number, words in enumerate((TEXT, f"{TEXT} More.")):
            article = opened.add(draft(words, title=f"T{number}", source=f"s{number}")).article.id
            for at, tags in enumerate((["a"], ["b"], ["a", "b"], ["c"], [])):
                ink = {"speaker": ["Ann", "Ben"][at % 2], "tags": tags}
                opened.annotate(article, Span(at * 2, at * 2 + 4), Kind.QUOTE, **ink)  # type: ignore[arg-type]  # by name
        yield opened


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


WAYS: list[tuple[Writer, By]] = [
    (FORMATS["markdown"], By.ARTICLE),
    (FORMATS["obsidian"], By.TAG),
    (FORMATS["logseq"], By.SPEAKER),
    (FORMATS["org"], By.ARTICLE),
    (FORMATS["csv"], By.ARTICLE),
    (FORMATS["html"], By.ARTICLE),
    (FORMATS["jsonl"], By.ARTICLE),
    (
        TemplateFile(
            "t.md.j2", "{% for s in sections %}{% for m in s.marks %}{{ m.exact }}\n{% endfor %}{% endfor %}"
        ),
        By.ARTICLE,
    ),
]
PARTS = ("tag:a", "tag:b", "T0", "speaker:Ann")
NAMES = [f"{form.name} by {by}" for form, by in WAYS]


@pytest.mark.parametrize(("form", "by"), WAYS, ids=NAMES)
def test_a_part_takes_nothing_from_the_whole_in_either_order(
    library: Library, tmp_path: Path, form: Writer, by: By
) -> None:
    whole, part = Order("", form, by), Order("tag:a", form, by)
    keep_up(library, whole, tmp_path / "whole")
    expected = files(tmp_path / "whole")
    for folder, orders in {"1": (whole, part, part), "2": (part, whole, part)}.items():
        for order in orders:
            keep_up(library, order, tmp_path / folder)
        assert files(tmp_path / folder) == expected


@pytest.mark.parametrize(("form", "by"), WAYS[:-1], ids=NAMES[:-1])
def test_the_order_of_parts_does_not_matter(library: Library, tmp_path: Path, form: Writer, by: By) -> None:
    one, other = Order("tag:a", form, by), Order("tag:b", form, by)
    for folder, orders in {"1": (one, other), "2": (other, one), "3": (one, other, one, other)}.items():
        for order in orders:
            keep_up(library, order, tmp_path / folder)
    assert files(tmp_path / "1") == files(tmp_path / "2") == files(tmp_path / "3")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_any_parts_in_any_order_make_the_same(
    library: Library, tmp_path_factory: pytest.TempPathFactory, parts: list[str], random: object
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    shuffled = [*parts]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # it is a Random
    for name, queries in {"1": parts, "2": shuffled}.items():
        for query in queries:
            keep_up(library, Order(query), folder / name)
    assert files(folder / "1") == files(folder / "2")


def test_marks_chosen_by_hand_take_nothing_away(library: Library, tmp_path: Path) -> None:
    keep_up(library, Order(), tmp_path)
    before = files(tmp_path)
    report = export(library, library.annotations()[:1], f"{tmp_path}/")
    assert set(report.outcomes.values()) == {Outcome.UNCHANGED}
    assert files(tmp_path) == before


def test_marks_chosen_by_hand_add_up(library: Library, tmp_path: Path) -> None:
    for mark in library.annotations():
        export(library, [mark], f"{tmp_path / 'one'}/")
    keep_up(library, Order(), tmp_path / "whole")
    assert files(tmp_path / "one") == files(tmp_path / "whole")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        article = opened.add(draft(TEXT, title="T", source="s")).article.id
        for at, tag in enumerate(TAGS[:2]):
            opened.annotate(article, Span(at * 5, at * 5 + 4), Kind.QUOTE, tags=[tag])
        yield opened


def held(folder: Path) -> str:
    [path] = folder.glob("*.md")
    return path.read_text(encoding="utf-8")


def test_only_the_same_query_strikes_what_answers_it_no_more(own: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    one, _ = own.annotations()
    keep_up(own, Order("tag:a"), folder)
    keep_up(own, Order("tag:b"), folder)
    own.edit(one.id, tags=["z"])
    keep_up(own, Order("tag:b"), folder)
    assert "#z" in held(folder), "it is told as it is now"
    keep_up(own, Order("tag:a"), folder)
    assert "One." not in held(folder)
    assert "Two." in held(folder)


def test_what_another_export_tells_stays(own: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    one, _ = own.annotations()
    for order in (Order(), Order("tag:a"), Order("tag:b")):
        keep_up(own, order, folder)
    own.edit(one.id, tags=["z"])
    keep_up(own, Order("tag:a"), folder)
    assert "> One." in held(folder)


def test_what_was_deleted_is_struck_by_any_query(own: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    one, _ = own.annotations()
    keep_up(own, Order(), folder)
    own.delete([one.id])
    keep_up(own, Order("tag:b"), folder)
    assert "One." not in held(folder)


def test_what_only_a_query_told_goes_with_an_export_of_all(own: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    keep_up(own, Order("tag:a"), folder)
    own.delete([mark.id for mark in own.annotations()])
    keep_up(own, Order(), folder)
    assert list(folder.glob("*.md")) == []


def test_an_edited_mark_that_was_not_asked_for_is_at_odds_with_nothing(own: Library, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    keep_up(own, Order(), folder)
    [path] = folder.glob("*.md")
    path.write_text(held(folder).replace("> One.", "> One, mine."), encoding="utf-8")
    edited = held(folder)
    report = keep_up(own, Order("tag:b"), folder)
    assert set(report.outcomes.values()) == {Outcome.UNCHANGED}
    assert held(folder) == edited


def test_an_export_that_was_killed_is_taken_up_with_its_marks(
    own: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vault"
    one, _ = own.annotations()
    keep_up(own, Order("tag:b"), folder)
    with monkeypatch.context() as patched:
        patched.setattr(
            "exchange.exporting.upkeep._Upkeep._keep", lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            keep_up(own, Order("tag:a"), folder)
    own.edit(one.id, tags=[])
    keep_up(own, Order("tag:a"), folder)
    assert "One." not in held(folder)
    assert list((folder / FOLDER).glob("*.journal")) == []
