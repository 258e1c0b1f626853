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
    first, second, *_ = _marked(library)
    [hit] = library.similar(first)
    assert hit.annotation.id == second
    assert set(hit.terms) == {"lighthouse", "oil", "barrels"}


def test_one_word_in_common_is_not_enough_nor_are_the_words_of_a_title(library: Library) -> None:
    _, _, third, _ = _marked(library)
    assert library.similar(third) == []
    text = "Square notes. Nothing else here."
    article = library.add(draft(text, title="A barrel organ in the square")).article
    library.annotate(article.id, span("Nothing else here.", text), Kind.HIGHLIGHT)
    assert library.similar(third) == []


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
