"""Repeats among articles: those of the current texts of the articles there are."""

from __future__ import annotations

import random
from itertools import count
from typing import TYPE_CHECKING

import pytest

from store import errors
from store.repeats import MOST_ARTICLES
from tests.store.making import draft
from text.repeats import Piece

if TYPE_CHECKING:
    from store.library import Library
    from store.repeats import Repeat

SAID = "the army killed 12 people in the market of the old town on Monday"
AGAIN = "the army killed 14 people in the market of the old town on Monday"

_number = count()


def around(passage: str = "", words: int = 60) -> str:
    """A text of words that no other has, and a passage in it."""
    own = [f"w{next(_number)}" for _ in range(words)]
    return f"{' '.join(own[: words // 2])}. {passage}. {' '.join(own[words // 2 :])}."


def add(library: Library, text: str, title: str = "An article") -> str:
    return library.add(draft(text, title=title)).article.id


def told(repeats: list[Repeat]) -> list[tuple[str, str]]:
    return [(repeat.words, repeat.other_words) for repeat in repeats]


def test_a_passage_is_found_from_either_article_with_what_has_changed(library: Library) -> None:
    one, other = add(library, around(SAID)), add(library, around(AGAIN))
    add(library, around())
    (repeat,), (back,) = library.repeats(one), library.repeats(other)
    assert (repeat.words, repeat.other_words, repeat.other.id) == (SAID, AGAIN, other)
    assert (back.words, back.other_words, back.other.id) == (AGAIN, SAID, one)
    assert (back.span, back.other_span, back.score) == (repeat.other_span, repeat.span, repeat.score)
    assert repeat.pieces == [
        Piece("the army killed "),
        Piece("12", "14"),
        Piece(" people in the market of the old town on Monday"),
    ]
    texts = library.document(one).text, library.document(other).text
    assert [(d.here.of(texts[0]), d.there.of(texts[1])) for d in repeat.differences] == [("12", "14")]


def test_an_article_that_repeats_nothing_has_none(library: Library) -> None:
    assert library.repeats(add(library, around())) == []
    with pytest.raises(errors.NoSuchArticleError):
        library.repeats("none")


def test_a_removed_article_is_repeated_no_more_until_it_is_back(library: Library) -> None:
    one, other = add(library, around(SAID)), add(library, around(AGAIN))
    library.remove(other)
    assert library.repeats(one) == []
    library.undo()
    assert len(library.repeats(one)) == 1


def test_a_revised_article_is_looked_through_as_it_is_now(library: Library) -> None:
    one = add(library, around(SAID))
    before = around(AGAIN)
    other = library.add(draft(before, source="/a.txt")).article.id
    library.add(draft(before.replace(AGAIN, "nothing of the kind"), source="/a.txt"))
    assert library.repeats(one) == []
    library.add(draft(before, source="/a.txt"))
    assert [repeat.other.id for repeat in library.repeats(one)] == [other]


def test_every_telling_in_a_long_article_is_found(library: Library) -> None:
    one = add(library, around(SAID))
    add(library, around(AGAIN, 2000) + around(SAID, 2000))
    assert told(library.repeats(one)) == [(SAID, SAID), (SAID, AGAIN)]


def test_what_many_articles_have_does_not_hide_what_few_have(library: Library) -> None:
    notice = "subscribe today to read more of what our reporters have found out for you"
    one = add(library, f"{around(SAID)} {notice}")
    other = add(library, around(AGAIN))
    for _ in range(MOST_ARTICLES + 5):
        add(library, around(notice))
    assert other in {repeat.other.id for repeat in library.repeats(one)}


def test_shuffled_words_are_no_repeat(library: Library) -> None:
    words = around().split()
    shuffled = random.Random(1).sample(words, len(words))  # noqa: S311 - no secret
    one = add(library, " ".join(words))
    add(library, " ".join(shuffled))
    assert library.repeats(one) == []


def test_what_is_copied_is_told_with_how_much_of_it(library: Library) -> None:
    wire = around(words=200)
    first = add(library, wire, "The wire")
    half = " ".join(wire.split()[:100])
    copy = add(library, f"{half} {around(words=100)}")
    found = library.copied(copy)
    assert found is not None
    assert (found.article.id, round(found.share, 1)) == (first, 0.5)
    assert library.copied(add(library, around(SAID))) is None
