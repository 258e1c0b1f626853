from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.library import Library
from store.records import ArticleDraft, Kind
from tests.text.documents import document_of
from text.document import Metadata, Span
from tui.marks import Marks, followed, read

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "One sentence stands here. Another one follows it. A third one ends the matter."
Step: TypeAlias = "tuple[str, int, int]"
steps = st.tuples(
    st.sampled_from(["annotate", "move", "delete", "edit", "undo", "redo", "elsewhere"]),
    st.integers(0, len(TEXT) - 10),
    st.integers(1, 9),
)


def do(library: Library, articles: list[str], step: Step) -> None:
    verb, start, length = step
    span = Span(start, start + length)
    marks = library.annotations(articles[0])
    chosen = marks[start % len(marks)].id if marks else None
    if verb in ("annotate", "elsewhere"):
        library.annotate(articles[verb == "elsewhere"], span, Kind.CLAIM)
    elif verb == "undo":
        library.undo()
    elif verb == "redo":
        library.redo()
    elif chosen is not None:
        if verb == "move":
            library.move(chosen, span)
        elif verb == "edit":
            library.edit(chosen, note=f"Note {start}")
        else:
            library.delete([chosen])


def add(library: Library, text: str) -> str:
    return library.add(ArticleDraft(document_of(text), Metadata(title="Title"), f"/{text[:3]}")).article.id


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library") / "library.db"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(steps, max_size=4), max_size=6))
def test_marks_that_are_followed_are_those_read_anew(path: Path, rounds: list[list[Step]]) -> None:
    path.unlink(missing_ok=True)
    with Library.open(path) as library:
        articles = [add(library, TEXT), add(library, f"Other. {TEXT}")]
        marks = read(library, articles[0])
        for made in rounds:
            for step in made:
                do(library, articles, step)
            marks = followed(marks, library, articles[0])
            anew = read(library, articles[0])
            assert marks.as_of == anew.as_of
            assert sorted(marks.listed, key=lambda mark: mark.id) == sorted(
                anew.listed, key=lambda mark: mark.id
            )
            assert [mark.span for mark in marks.listed] == [mark.span for mark in anew.listed]


def test_nothing_new_is_nothing_read(path: Path) -> None:
    with Library.open(path) as library:
        article = add(library, TEXT)
        marks = read(library, article)
        assert followed(marks, library, article) is marks
        assert marks == Marks((), marks.as_of)
