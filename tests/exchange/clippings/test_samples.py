from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exchange.clippings.kindle import read as read_kindle
from exchange.clippings.reader import clippings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.clippings.clipping import Clipping, Parsed

FORMATS = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "formats"

pytestmark = pytest.mark.skipif(
    not FORMATS.is_dir(), reason="the real samples in ../shared/cases are not here"
)

COUNTS = {
    "hypothesis/minimal.json": (1, 0),
    "hypothesis/wikipedia-regression-testing.json": (5, 0),
    "kindle/hadynz/dup-location-scenario.txt": (3, 0),
    "kindle/hadynz/dup-same-page.txt": (3, 0),
    "kindle/hadynz/first-scenario.txt": (5, 0),
    "kindle/hadynz/missing-note-scenario.txt": (1, 0),
    "kindle/hadynz/no-content-scenario.txt": (1, 1),
    "kindle/hadynz/simple.txt": (2, 0),
    "kindle/hadynz/trailing-separator-start.txt": (2, 0),
    "kindle/hadynz/unordered-scenario.txt": (3, 0),
    "kindle/my_clippings_languages_examples.txt": (11, 0),
    "kindle/noted-My Clippings.txt": (1, 0),
    "kindle/rm8-My Clippings.txt": (2, 0),
    "koreader/noted/dialogues_seneca.sdr/metadata.epub.lua": (0, 0),
    "koreader/noted/pg42324.sdr/metadata.epub.lua": (4, 0),
    "koreader/noted/pg42324.sdr/metadata.epub.lua.old": (4, 0),
    "koreader/noted/the_prophet.sdr/metadata.epub.lua": (3, 0),
    "koreader/noted/the_prophet.sdr/metadata.epub.lua.old": (3, 0),
    "koreader/zotero-moby_dick/book.sdr/metadata.epub.lua": (2, 0),
    "koreader/zotero-moby_dick/calibre_bookmarks.txt": (2, 0),
    "mendeley/annotations.json": (4, 2),
    "mendeley/group-annotations.json": (2, 0),
    "mendeley/notebook.json": (2, 0),
    "omnivore/omnivore.json": (0, 0),
    "readwise/readwise-data.csv": (3, 0),
    "w3c/recogito-annotations.w3c.json": (5, 0),
    "w3c/samples/correct/collection1.json": (40, 1),
    "w3c/samples/correct/example41.json": (0, 0),
    "w3c/samples/correct/example42.json": (2, 0),
    "zotero/book_and_snapshot.rdf": (0, 0),
}


def parsed(name: str) -> Parsed:
    return clippings(name, (FORMATS / name).read_bytes())


def all_of(name: str) -> tuple[Clipping, ...]:
    return parsed(name).clippings


@pytest.mark.parametrize("name", COUNTS)
def test_a_sample_gives_what_a_person_counts_in_it(name: str) -> None:
    found = parsed(name)
    assert found.format
    assert (len(found.clippings), len(found.refused)) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_every_clipping_of_a_sample_has_an_origin_of_its_own(name: str) -> None:
    origins = [one.origin for one in all_of(name)]
    assert all(origins)
    assert len(set(origins)) == len(origins)


@pytest.mark.parametrize("number", [number for number in range(1, 41) if number != 8])
def test_each_annotation_of_the_w3c_suite_is_read(number: int) -> None:
    assert len(all_of(f"w3c/samples/correct/anno{number}.json")) == 1


@pytest.mark.parametrize(
    "name", ["pocket/pocket.csv", "feeds/feed.atom", "mendeley/items-simple.json", "opml/feeds.opml"]
)
def test_what_holds_no_clippings_is_refused_in_a_sentence(name: str) -> None:
    found = parsed(name)
    assert found.format == ""
    assert len(found.refused) == 1
    assert "docs/formats.md" in found.refused[0]


def test_whatever_is_there_is_read_without_a_traceback() -> None:
    files = [path for path in FORMATS.rglob("*") if path.is_file() and path.suffix != ".epub"]
    assert all(parsed(str(path.relative_to(FORMATS))) for path in files)


def test_every_language_of_a_kindle_tells_the_same() -> None:
    found = all_of("kindle/my_clippings_languages_examples.txt")
    assert {(one.place, one.made, one.author) for one in found} == {
        ("p. 112, loc. 1300-1301", "2024-08-22T18:10:53", "Cockburn, Alistair")
    }
    assert [one.note.removeprefix("My note in ") for one in found] == [
        one.words.removeprefix("My highlight in ") for one in found
    ]


def test_the_longer_form_of_a_highlight_is_kept_with_the_note_on_it() -> None:
    orwell = [one for one in all_of("kindle/hadynz/first-scenario.txt") if one.title == "1984"]
    assert [(one.words[-8:], one.note[:13]) for one in orwell] == [
        ("thought?", "The ABC model"),
        ("", "Airplane Acci"),
    ]


def test_a_note_finds_its_highlight_wherever_it_stands() -> None:
    found = all_of("kindle/hadynz/unordered-scenario.txt")
    assert [one.note for one in found] == ["Hollow 1", "Few more", "Hollow 2\n\nHollow 3"]


def fixtures() -> Iterator[tuple[str, str, str, str, str]]:
    """Title line, detail line, and the title, author and type that another importer's test expects."""
    if not FORMATS.is_dir():
        return
    source = (FORMATS / "kindle/hadynz/ParsedBlock.spec.ts").read_text(encoding="utf-8").split("describe(")[0]
    quoted = r"""(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")"""
    for case in source.split("new RawBlock(")[1:]:
        lines = ["".join(found) for found in re.findall(quoted, case)]
        author = lines[4] if "author:" in case else ""
        yield lines[0], lines[1], lines[3], author, lines[-1]


@pytest.mark.parametrize(("title_line", "detail", "title", "author", "type_"), list(fixtures()))
def test_the_blocks_of_another_importer_are_read_alike(
    title_line: str, detail: str, title: str, author: str, type_: str
) -> None:
    found = read_kindle("blocks", f"{title_line}\n{detail}\n\nSome words\n==========\n")
    assert [(one.title, one.author) for one in found.clippings] == (
        [(" ".join(title.split()), " ".join(author.split()))] * (type_ != "BOOKMARK")
    )
    assert all(one.made and one.place for one in found.clippings)
    assert [bool(one.words) for one in found.clippings] == [type_ == "HIGHLIGHT"] * (type_ != "BOOKMARK")


def test_koreader_marks_have_the_words_chapter_and_time_that_others_read() -> None:
    expected = json.loads((FORMATS / "koreader/expected.json").read_text(encoding="utf-8"))
    for name in ("noted/pg42324", "noted/the_prophet", "zotero-moby_dick/book"):
        sidecar = f"koreader/{name}.sdr/metadata.epub.lua"
        told = [one for one in expected if one["lua"] == f"formats/{sidecar}" and one["occurrences_in_book"]]
        theirs = {(one["text"], one["datetime"].replace(" ", "T"), one["chapter"]) for one in told}
        ours = {(one.words, one.made, one.place.partition(", ")[2]) for one in all_of(sidecar)}
        assert theirs <= ours


def test_old_and_new_metadata_of_koreader_tell_the_same_marks_apart_alike() -> None:
    for book in ("pg42324", "the_prophet"):
        new, old = (all_of(f"koreader/noted/{book}.sdr/metadata.epub.lua{end}") for end in ("", ".old"))
        assert [(one.origin, one.note) for one in new] == [(one.origin, one.note) for one in old]


def test_calibre_tells_the_highlights_that_were_not_removed() -> None:
    found = all_of("koreader/zotero-moby_dick/calibre_bookmarks.txt")
    assert [(one.words, one.note, one.colour, one.place) for one in found] == [
        ("visited this country also with a view of catching horse-whales", "test", "yellow", "Extracts"),
        ("down it goes all incontinently", "", "", "Extracts"),
    ]


def test_hypothesis_tells_words_context_position_and_note() -> None:
    first = all_of("hypothesis/wikipedia-regression-testing.json")[0]
    assert (first.words, first.note, first.start, first.end) == ("11 November 2016", "Footer", 11881, 11897)
    assert first.prefix == " This page was last modified on "
    assert (first.title, first.source) == (
        "Regression testing - Wikipedia",
        "https://en.wikipedia.org/wiki/Regression_testing",
    )


def test_a_position_within_another_selectors_part_is_none_in_the_whole() -> None:
    (found,) = all_of("w3c/samples/correct/anno41-example44.json")
    assert (found.start, found.tags, found.place) == (None, ("love",), "")
    assert found.note.startswith("I really love this")


def test_readwise_tells_the_time_in_utc() -> None:
    first = all_of("readwise/readwise-data.csv")[0]
    assert (first.made, first.place, first.note) == ("2026-06-22T10:34:42.964Z", "offset 81", "beware")
