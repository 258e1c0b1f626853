from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import errors
from store.library import Library
from store.records import ArticleDraft
from tests.store.making import draft
from text import fuzzy
from text.document import Block, Document, Metadata, Span
from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

TEXTS = (
    "The keeper saw a ship.\n\nPeace talks, he wrote, are over at sea.\n\n" + "It rained on. " * 200,
    "Łódź waits for peace.\n\n"
    + "So it goes. " * 90
    + "At last the Señor’s ship came in."
    + " So it went." * 90,
    "两国讨论了安全保障问题。",
)
TITLES = ("The Keeper", "Łódź na mapie", "安全")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("listing") / "library.db") as opened:
        for number, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True)):
            document = Document(text, (Block(Span(0, len(text))),))
            metadata = Metadata(
                title, "Ann Other", "Harbour News", "", "en", ("sea/ships",) if number else ()
            )
            opened.add(ArticleDraft(document, metadata, f"https://example.org/{number}"))
        yield opened


def titles(library: Library, query: str) -> list[str]:
    return [article.title for article in library.articles(query)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", (2, 1, 0)),
        ("LODZ", (1,)),
        ("eep", (0,)),
        ("keper", (0,)),
        ("kepeer anne", (0,)),
        ("ships", (2, 1)),
        ("tag:sea", (2, 1)),
        ("-tag:sea", (0,)),
        ("source:example.org/1", (1,)),
        ('"ann other" -安全', (1, 0)),
        ("keeper or +mapie", (1, 0)),
        ("is:unread lang:en after:7d", (2, 1, 0)),
        ("peace", ()),
        ("zxqvy", ()),
        ("in:articles peace", (1, 0)),
        ("in:articles peace lodz", (1,)),
        ('in:articles "peace talks"', (0,)),
        ("in:articles -peace", (2,)),
        ("in:articles senor", (1,)),
        ("in:articles 保障", (2,)),
        ("in:articles ip", ()),
    ],
)
def test_articles_answer_queries(library: Library, query: str, places: tuple[int, ...]) -> None:
    assert titles(library, query) == [TITLES[place] for place in places]


@given(query=st.text(st.one_of(st.characters(), st.sampled_from('"():-+ orpeace\x00\ud800'))))
def test_every_string_is_answered(library: Library, query: str) -> None:
    assert set(titles(library, query)) <= set(TITLES)
    assert len(library.passages(query)) <= len(TITLES)


def test_a_passage_shows_where_the_words_stand(library: Library) -> None:
    (found,) = library.passages("senor ship")
    assert found.article.title == TITLES[1]
    assert found.span.of(TEXTS[1]) == found.words
    assert "Señor’s ship" in found.words
    assert found.terms == ("senor", "ship")


@given(text=st.sampled_from(TEXTS), data=st.data())
def test_words_of_a_text_find_it(library: Library, text: str, data: st.DataObject) -> None:
    row = data.draw(st.lists(st.sampled_from(words(text)), min_size=1, max_size=3))
    passages = library.passages(" ".join(f'"{word}' for word in row) if len(row) == 1 else " ".join(row))
    assert TITLES[TEXTS.index(text)] in [passage.article.title for passage in passages]


def test_there_are_no_more_passages_than_the_limit(library: Library) -> None:
    assert len(library.passages("peace", limit=1)) == 1
    assert library.passages("peace", limit=0) == []


@pytest.mark.parametrize(
    ("query", "places"),
    [("in:articles -peace", (2,)), ("in:articles article:lodz", (1,)), ("in:articles is:unread", (2, 1, 0))],
)
def test_without_a_word_the_passages_are_first_lines(
    library: Library, query: str, places: tuple[int, ...]
) -> None:
    assert [(found.article.title, found.words) for found in library.passages(query)] == [
        (TITLES[place], TEXTS[place].split("\n")[0]) for place in places
    ]


def test_the_best_passages_hold_the_words_in_one_line_and_the_next_hold_them_often(tmp_path: Path) -> None:
    texts = {
        "Often": "The sea.\nThe sea, the sea.\nA ship.\nA ship, the sea.\n",
        "Close": "Of a ship at sea.\n",
        "Apart": "The sea was calm.\nNo ship was there.\n",
    }
    with Library.open(tmp_path / "library.db") as library:
        for title, text in texts.items():
            library.add(draft(text, title=title))
        found = library.passages("in:articles sea ship")
        assert [passage.article.title for passage in found] == ["Often", "Close", "Apart"]
        assert found[0].words == "A ship, the sea."


def test_misspelt_words_are_looked_for_as_they_were_meant(library: Library) -> None:
    (found,) = library.passages("in:articles senro ship")
    assert "Señor’s ship" in found.words
    assert found.terms == ("senor", "ship")
    assert found.corrections == {"senro": "senor"}
    assert library.passages("in:articles zxqvyzz") == []


def test_a_full_stop_within_a_word_parts_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.add(draft("This is the end.Next to it."))
        assert library.passages("in:articles endnext") == []
        assert len(library.passages("in:articles end next")) == 1


def test_passages_are_looked_for_no_longer_than_they_are_wanted(library: Library) -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 1

    with pytest.raises(errors.SearchCancelledError):
        library.passages("in:articles zxqvy", cancelled=cancelled)
    assert len(asked) == 2


def test_typing_errors_are_looked_for_no_longer_than_they_are_wanted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []

    def near(word: str, others: Sequence[str]) -> dict[str, float]:
        sought.append(word)
        return {others[0]: 0.75}

    monkeypatch.setattr(fuzzy, "near", near)
    with pytest.raises(errors.SearchCancelledError):
        library.passages("in:articles zxqvy wkjh", cancelled=lambda: bool(sought))
    assert sought == ["zxqvy"]


def test_the_words_of_a_long_text_are_gathered_no_longer_than_they_are_wanted(tmp_path: Path) -> None:
    looks = itertools.count()
    with Library.open(tmp_path / "library.db") as library:
        library.add(draft("It rained.\n\n" * 50))
        with pytest.raises(errors.SearchCancelledError):
            library.passages("in:articles zxqvy", cancelled=lambda: next(looks) > 20)
    assert next(looks) == 22
