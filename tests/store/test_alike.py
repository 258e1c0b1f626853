from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from store.library import Library

SAID = (
    "The lighthouse keeper counted oil barrels.",
    "Barrels of oil reached the lighthouse.",
    "A barrel organ played in the square.",
    "Nobody came to the square.",
)
TEXT = " ".join(SAID)


def _marked(library: Library) -> list[str]:
    article = library.add(draft(TEXT, title="Notes")).article
    return [library.annotate(article.id, span(said, TEXT), Kind.HIGHLIGHT).id for said in SAID]


def test_the_marks_that_share_rare_words_are_like_one(library: Library) -> None:
    first, second, third, fourth = _marked(library)
    [hit] = [hit for hit in library.similar(first) if "oil" in hit.terms]
    assert hit.annotation.id == second
    assert set(hit.terms) >= {"lighthouse", "oil", "barrels"}
    assert fourth in {hit.annotation.id for hit in library.similar(third)}


def test_a_mark_is_not_like_itself_and_scores_fall(library: Library) -> None:
    for mark in _marked(library):
        found = library.similar(mark)
        assert mark not in {hit.annotation.id for hit in found}
        assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
        assert all(0 < hit.score <= 100 and hit.terms for hit in found)


def test_nothing_is_like_a_mark_that_is_none(library: Library) -> None:
    assert library.similar("no mark") == []


def test_a_deleted_mark_is_like_none(library: Library) -> None:
    first, second, *_ = _marked(library)
    library.delete([second])
    assert second not in {hit.annotation.id for hit in library.similar(first)}
