from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.saved import lists
from text.clean import clean_line

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "formats"
COUNTS = {
    "bookmarks/simple_valid_import_file.html": 3,
    "bookmarks/simple_valid_import_file_with_one_invalid_bookmark.html": 3,
    "feeds/feed.atom": 1,
    "feeds/feed.rss": 3,
    "feeds/feedArticleMetadata.rss": 1,
    "feeds/feedCDATA.rss": 2,
    "feeds/feedDetailed.rss": 3,
    "feeds/feedMedia.xml": 1,
    "feeds/feedModified.rss": 4,
    "feeds/feedRichText.rss": 3,
    "feeds/feedWindows1252.rss": 1,
    "feeds/jsonfeed_0.json": 2,
    "feeds/jsonfeed_1.json": 1,
    "feeds/jsonfeed_2.json": 1,
    "feeds/jsonfeed_3.json": 2,
    "feeds/jsonfeed_4.json": 1,
    "feeds/jsonfeed_5.json": 1,
    "feeds/twz-feed.xml": 1,
    "instapaper/instapaper-export.csv": 4,
    "omnivore/omnivore.json": 20,
    "opml/feeds.opml": 5,
    "pocket/pocket.csv": 7,
    "pocket/ril_export.html": 2,
    "wallabag/chrome-bookmarks": 1,
    "wallabag/delicious_export.2021.02.06_21.10.json": 3,
    "wallabag/elcurator.json": 1,
    "wallabag/firefox-bookmarks.json": 2,
    "wallabag/pinboard_export": 3,
    "wallabag/readability-read.json": 2,
    "wallabag/readability.json": 3,
    "wallabag/shaarli-bookmarks.html": 2,
    "wallabag/wallabag-v1-read.json": 3,
    "wallabag/wallabag-v1.json": 2,
    "wallabag/wallabag-v2-read.json": 2,
    "wallabag/wallabag-v2.json": 6,
}
OTHERS = ("hypothesis", "kindle", "koreader", "mendeley", "readwise", "w3c", "zotero")

samples = pytest.mark.skipif(not CASES.is_dir(), reason="the cases from other people are not here")
words = st.text(st.characters(blacklist_categories=["Cs", "Cc"])).map(clean_line)


@samples
@pytest.mark.parametrize("name", COUNTS)
def test_every_real_list_is_read_whole(name: str) -> None:
    listing = lists.read((CASES / name).read_bytes(), name)
    assert listing is not None
    assert (len(listing.entries) + len(listing.feeds), listing.unnamed) == (COUNTS[name], 0)
    titled = sum(bool(entry.known.title) for entry in listing.entries)
    assert titled >= len(listing.entries) * 2 // 3 or listing.is_feed


@samples
def test_other_programs_marks_are_no_lists() -> None:
    files = [path for folder in OTHERS for path in (CASES / folder).rglob("*") if path.is_file()]
    assert len(files) > 50
    assert [path.name for path in files if lists.read(path.read_bytes(), path.name) is not None] == []


@samples
def test_what_real_lists_say_is_kept() -> None:
    def entries(name: str) -> list[tuple[tuple[str, ...], bool, str]]:
        found = lists.read((CASES / name).read_bytes(), name)
        assert found is not None
        return [(each.known.tags, each.is_read, each.saved[:10]) for each in found.entries]

    assert entries("pocket/ril_export.html")[0] == (("ifttt", "new_entry_simple"), False, "2023-07-06")
    assert [at for at, (_, read, _) in enumerate(entries("pocket/pocket.csv")) if read] == [3, 5]
    assert entries("instapaper/instapaper-export.csv")[3] == (("test_tag",), False, "")
    assert {tags for tags, _, _ in entries("omnivore/omnivore.json")} >= {("RSS",), ("RSS", "TEST")}
    assert entries("wallabag/firefox-bookmarks.json")[0] == (("test", "tag"), False, "2013-12-27")
    assert entries("wallabag/pinboard_export")[1] == (("varnish", "PHP"), False, "2016-10-26")
    assert [read for _, read, _ in entries("wallabag/wallabag-v2-read.json")] == [True, False]


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_is_written_into_a_table_is_read_from_it(said: list[tuple[str, str]]) -> None:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(("Title", "URL", "Tags"))
    writer.writerows((title, f"https://example.org/{at}", tag) for at, (title, tag) in enumerate(said))
    listing = lists.read(file.getvalue().encode(), "pocket.csv")
    assert listing is not None
    assert [entry.known.title for entry in listing.entries] == [title for title, _ in said]


@given(st.lists(st.tuples(words, st.lists(words)), min_size=1, max_size=5))
def test_what_is_written_into_json_is_read_from_it(said: list[tuple[str, list[str]]]) -> None:
    records = [
        {"title": title, "url": f"https://example.org/{at}", "tags": tags, "is_archived": bool(at % 2)}
        for at, (title, tags) in enumerate(said)
    ]
    listing = lists.read(json.dumps(records).encode(), "wallabag.json")
    assert listing is not None
    found = [(entry.known.title, entry.known.tags, entry.is_read) for entry in listing.entries]
    kept = [tuple(dict.fromkeys(filter(None, tags))) for _, tags in said]
    assert found == [(title, kept[at], bool(at % 2)) for at, (title, _) in enumerate(said)]


def test_what_names_no_web_page_is_counted_and_what_is_named_twice_comes_once() -> None:
    links = "".join(
        f'<DT><A HREF="{address}">A</A>'
        for address in ("https://a.example/", "javascript:x", "place:y", "https://a.example/")
    )
    found = lists.read(f"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>{links}</DL>".encode(), "bookmarks.html")
    assert found is not None
    assert (len(found.entries), found.unnamed) == (1, 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"name": "a package", "url": "none"}'),
        ("a.json", '{"title": "no list", "id": 3}'),
        ("a.csv", "Highlight,Book Title\na,b"),
        ("a.txt", '[{"title": "a text", "url": "https://example.org"}]'),
        ("a.json", "[" * 100_000),
        ("page.html", "<html><title>Pocket</title>"),
    ],
)
def test_what_is_no_list_is_taken_for_none(name: str, content: str) -> None:
    assert lists.read(content.encode(), name) is None
