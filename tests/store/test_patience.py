from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from store import errors
from store.connection import connect
from store.records import Kind
from store.search import Patience, narrowed, search
from tests.store.making import draft
from tests.store.searching import NOW, fill
from text import fuzzy
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from store.library import Library


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("search") / "library.db"
    fill(path)
    with closing(connect(path)) as opened:
        yield opened


def test_a_search_that_is_no_longer_wanted_ends(library: Library) -> None:
    article = library.add(draft("Peace at last.")).article
    library.annotate(article.id, Span(0, 14), Kind.QUOTE)
    with pytest.raises(errors.SearchCancelledError):
        library.search("peace", cancelled=lambda: True)
    assert len(library.search("peace", cancelled=lambda: False)) == 1


def test_marks_are_judged_no_longer_than_the_answer_is_wanted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = library.add(draft("Peace at last.")).article
    with library.transaction():
        for _ in range(120):
            library.annotate(article.id, Span(0, 14), Kind.QUOTE)
    judged: list[str] = []

    def judge(held: str, wanted: list[fuzzy.Wanted], own: int) -> fuzzy.Verdict:
        judged.append(held)
        return real(held, wanted, own)

    real = fuzzy.judge
    monkeypatch.setattr(fuzzy, "judge", judge)
    with pytest.raises(errors.SearchCancelledError):
        library.search("peace", limit=200, cancelled=lambda: bool(judged))
    assert len(judged) < 120


def test_a_search_without_time_answers_with_what_it_has(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.connection._STEPS", 1)
    assert search(connection, narrowed("peace"), limit=5, now=NOW, patience=Patience(seconds=-1)) == []
    assert search(connection, narrowed("peace"), limit=5, now=NOW, patience=Patience(seconds=3600))
