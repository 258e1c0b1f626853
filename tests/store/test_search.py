from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import terms
from store.connection import connect
from store.library import Library
from store.records import Kind
from store.search import narrowed, search
from tests.store.making import draft
from tests.store.searching import NOW, TEXTS, fill, found, tags_of
from text.document import Span
from text.fold import unspaced, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection

PHRASES = st.sampled_from([*TEXTS, "Mike Waltz", "war truce", "Report 12"]).flatmap(
    lambda text: st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30)).map(
        lambda cut: text[cut[0] : cut[0] + cut[1]].replace("“", " ").replace("”", " ")
    )
)
UNSPACED = (8, 9, 10)
"""The texts in scripts without spaces."""


def slices(number: int) -> st.SearchStrategy[tuple[int, str]]:
    text = TEXTS[number - 1].rstrip("。")
    cuts = st.tuples(st.integers(0, len(text) - 2), st.integers(2, 12))
    return cuts.map(lambda cut: (number, text[cut[0] : cut[0] + cut[1]]))


NUMBERS = range(1, len(TEXTS) + 1)


def lines(number: int) -> list[str]:
    """What of a mark a plain scan would look through, a space on both sides of each word."""
    fields = (TEXTS[number - 1], *tags_of(number), "Mike Waltz", f"Report {number}")
    return [f" {' '.join(words(field))} " for field in fields]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("search") / "library.db"
    fill(path)
    with closing(connect(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("guarantees security ukraine", 1),
        ("sec gua", 1),
        ("garantees", 1),
        ("gaurantees ukrane", 1),
        ("garantes", 1),
        ("CRIMEA obama", 3),
        ("cirmeaa", 3),
        ("crimea obma decided", 3),
        ("crimea obama putin", 3),
        ("ceasefi", 4),
        ("naive", 5),
        ("lodz cafe", 5),
        ("border guards", 2),
        ("сказала переговоры", 7),
        ("преговоры", 7),
        ("安全", 8),
        ("保障问题", 8),
        ("题", 8),
        ("協議を続け", 9),
        ("การเจรจา", 10),
        ("대통령", 11),
        ("Report 4", 4),
        ("securityguarantees", 1),
        ("securityguara", 1),
        ("ukra ine guaran tees", 1),
        ("scrty ukrn", 1),
        ("arantee krain", 1),
        ("xuarentees", 1),
        ("fontier weak", 4),
        ("保障 讨论", 8),
        ("全保", 8),
    ],
)
def test_half_a_memory_finds_the_mark(connection: Connection, query: str, number: int) -> None:
    assert found(connection, query)[:1] == [number]


@pytest.mark.parametrize(
    "query", ["zxqv", "zxqv wkjh peace", "crimea zxqvwk", "安静", "kind:none", '"over peace"', "a" * 50]
)
def test_what_matches_nothing_well_finds_nothing(connection: Connection, query: str) -> None:
    assert found(connection, query) == []


@pytest.mark.parametrize("query", ["", "  ", "?!", '""', "tag: kind:"])
def test_what_asks_for_nothing_lists_the_newest_first(connection: Connection, query: str) -> None:
    assert found(connection, query) == list(range(len(TEXTS), 0, -1))


def test_no_more_than_the_limit_is_found(connection: Connection) -> None:
    for query in ("", "said", "report", '"report', "kind:claim"):
        assert len(search(connection, narrowed(query), now=NOW, limit=3)) == 3


@given(PHRASES.filter(words), st.sampled_from(["", '"']))
def test_a_phrase_finds_exactly_what_a_plain_scan_finds(
    connection: Connection, phrase: str, end: str
) -> None:
    row = words(phrase)
    wanted = f" {' '.join(row)}{' ' if end and not unspaced(row[-1]) else ''}"
    scanned = {number for number in NUMBERS if any(wanted in line for line in lines(number))}
    assert set(found(connection, f'"{phrase}{end}')) == scanned


def test_a_phrase_filters_and_the_words_beside_it_rank(connection: Connection) -> None:
    assert found(connection, '"peace talks" over') == [12]
    assert found(connection, '"security" president') == [6, 1]
    assert found(connection, '"talks of peace"') == found(connection, "“TALKS of pea") == [12]


@pytest.mark.parametrize(
    "query", ['"security', '"s', '"nothing of sec', "securi", "kind:claim secu", "said th"]
)
def test_very_common_beginnings_find_the_same(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    expected = found(connection, query)
    monkeypatch.setattr(terms, "HEAVY", 0)
    assert found(connection, query) == expected != []


def test_many_exact_matches_do_not_hide_longer_words(library: Library) -> None:
    article = library.add(draft("peace " * 20 + "peaceful")).article
    for number in range(20):
        library.annotate(article.id, Span(6 * number, 6 * number + 5), Kind.QUOTE)
    last = library.annotate(article.id, Span(120, 128), Kind.QUOTE)
    hits = library.search("peace")
    assert len(hits) == 21
    assert hits[-1].annotation.id == last.id


def test_a_compound_is_found_however_it_is_written(library: Library) -> None:
    article = library.add(draft("A cease-fire holds. The ceasefire broke. Cease your fire!")).article
    apart, joined, loose = (
        library.annotate(article.id, Span(*ends), Kind.QUOTE).id for ends in ((0, 19), (20, 40), (41, 57))
    )
    assert [hit.annotation.id for hit in library.search("ceasefire")] == [joined, apart]
    for query in ("cease-fire", "cease fire"):
        found = [hit.annotation.id for hit in library.search(query)]
        assert found[0] == apart
        assert set(found) == {apart, joined, loose}


def test_many_newer_marks_do_not_hide_a_likelier_spelling(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = library.add(draft("guarantee" + " unguaranteedly" * 30)).article
    likely = library.annotate(article.id, Span(0, 9), Kind.QUOTE)
    for number in range(30):
        library.annotate(article.id, Span(10 + 15 * number, 24 + 15 * number), Kind.QUOTE)
    monkeypatch.setattr("store.search.TIER_MARKS", 5)
    assert library.search("arante", limit=5)[0].annotation.id == likely.id


def test_fields_filter_as_the_options_do(connection: Connection) -> None:
    claims = [number for number in range(len(TEXTS), 0, -1) if number % 2]
    assert found(connection, "kind:claim") == found(connection, "", kind="claim") == claims
    assert found(connection, "tag:War") == found(connection, "", "war") == claims
    assert found(connection, "tag:war/truce crimea") == found(connection, "crimea", "war/truce") == [3]
    assert found(connection, "kind:quote crimea") == found(connection, "crimea", "warfare") == []


def test_exact_beats_fuzzy_and_scores_fall(connection: Connection) -> None:
    matches = search(connection, narrowed("secure"), now=NOW, limit=9)
    assert matches[0].number == 2
    assert matches[0].terms == ("secure",)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)


def test_a_match_tells_what_it_took_for_what(connection: Connection) -> None:
    (match, *_) = search(connection, narrowed("gaurantees ukraine adv"), limit=9, now=NOW)
    assert match.corrections == {"gaurantees": "guarantees"}
    (match, *_) = search(connection, narrowed("securityguarantees"), limit=9, now=NOW)
    assert match.corrections == {"securityguarantees": "security guarantees"}
    assert match.terms == ("security", "guarantees")


def test_a_match_names_the_words_that_matched(connection: Connection) -> None:
    (match, *_) = search(connection, narrowed("gaurantees ukr"), now=NOW, limit=9)
    assert match.terms == ("guarantees", "ukraine")


@given(st.sampled_from(UNSPACED).flatmap(slices))
def test_any_part_of_a_text_without_spaces_finds_it(connection: Connection, part: tuple[int, str]) -> None:
    number, words_ = part
    assert number in found(connection, words_)


def test_a_deleted_mark_is_not_found_until_it_is_back(library: Library) -> None:
    article = library.add(draft("Peace at last.")).article
    mark = library.annotate(article.id, Span(0, 14), Kind.QUOTE)
    library.delete([mark.id])
    assert library.search("peace") == []
    library.undo()
    assert [hit.annotation.id for hit in library.search("peace")] == [mark.id]


def test_words_spelt_right_do_not_pay_for_fuzzy_ones(library: Library, path: Path) -> None:
    article = library.add(draft("Peace at last.")).article
    library.annotate(article.id, Span(0, 14), Kind.QUOTE)
    program = (
        "import sys; from pathlib import Path; from store.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library: assert library.search('peace last')\n"
        "assert not {'rapidfuzz', 'sqlite_utils', 'textual', 'markdown_it'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a truce", "the treaty", "in truth", "tru cee"]), max_size=4))
def test_what_is_remembered_from_key_to_key_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, added: list[str]
) -> None:
    queries = ("trucee", "tre", "treatyp", "ruth", "trcue treaty", "peacetreaty")
    path = tmp_path_factory.mktemp("library") / "library.db"
    with Library.open(path) as library, Library.open(path) as other:
        for number, text in enumerate(added):
            article = other.add(draft(f"{text} {number}", title=f"Title {number}")).article
            other.annotate(article.id, Span(0, len(text)), Kind.QUOTE)
            for query in queries:
                told = [(hit.annotation.id, hit.score) for hit in library.search(query)]
                assert told == [(hit.annotation.id, hit.score) for hit in library.search(query)]
                with Library.open(path) as fresh:
                    assert told == [(hit.annotation.id, hit.score) for hit in fresh.search(query)]
