from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from exchange import doors
from exchange.attaching.bring import bring
from exchange.intake import take_in
from store.library import Library
from tests.exchange.books import book, chapter
from tests.exchange.clippings.test_hostile import RECORDS, WRITTEN

if TYPE_CHECKING:
    from pathlib import Path

MAY_BE_READ = {name for name in WRITTEN if "Markdown" in name} | {"Obsidian Annotator", "Zotero note"}
"""Formats that are articles as well: somebody may want to read them."""

LISTS = {"Diigo CSV", "Raindrop CSV", "Omnivore JSON", "Raindrop JSON", "wallabag JSON"}
"""Formats that are lists of articles as well."""

ENDINGS = {"CSV": ".csv", "table": ".csv", "notebook": ".html", "page": ".html"}


def ending(name: str) -> str:
    return next((told for word, told in ENDINGS.items() if word in name), ".txt")


def untold(done: int, of: int) -> None:
    """Let nobody know how far it has come."""


def added(data: bytes, name: str) -> str:
    """The format that is told where a file would be added; empty where it is taken for an article."""
    return doors.marks(data, name)


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in MAY_BE_READ | LISTS])
def test_what_programs_write_marks_to_is_no_article(name: str) -> None:
    assert added(WRITTEN[name].encode(), f"a{ending(name)}") == name
    assert added(b"\xef\xbb\xbf" + WRITTEN[name].encode(), f"a{ending(name)}") == name


@pytest.mark.parametrize("name", [name for name in RECORDS if name not in LISTS])
def test_json_with_marks_is_no_article(name: str) -> None:
    data = json.dumps([RECORDS[name]])
    assert added(data.encode(), "a.json") == name
    assert added(data.encode("utf-16"), "a.json") == name


@pytest.mark.parametrize("name", [name for name in WRITTEN if name in MAY_BE_READ])
def test_notes_that_may_be_read_are_articles(name: str) -> None:
    for called in ("a.md", "a.html", "a.txt"):
        assert not added(WRITTEN[name].encode(), called)


@pytest.mark.parametrize("name", [*WRITTEN, *RECORDS])
def test_markdown_is_always_an_article(name: str) -> None:
    assert not added((WRITTEN.get(name) or json.dumps([RECORDS[name]])).encode(), "a.md")


@pytest.mark.parametrize(
    "text",
    [
        "{\n",
        "[1] A note, and no list.\n",
        "{}",
        '{"rows": []}',
        '[{"title": "T", "n": 1}]',
        "Title\n==========\n\n- one | two\n\nText.\n",
        "return { 1 }\n",
        "Chapter\n-----------------------------------\nAt 9 | 10:05 he came.\n",
        "a,b,quote\n1,2,3\n",
        "<html><body><p class=noteText>A quotation.</p></body></html>",
        "",
    ],
)
@pytest.mark.parametrize("called", ["a.txt", "a.json", "a.csv", "a.html", "a"])
def test_what_only_looks_like_marks_is_an_article(text: str, called: str) -> None:
    assert not added(text.encode(), called)


def test_an_article_is_not_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "_told", pytest.fail)
    prose = "He came - and went | as they say.\n\n“I said it,” she said, “as prose.”\n" * 100
    for called in ("a.txt", "a.html", "a.rst", ""):
        assert not added(prose.encode(), called)


def test_files_with_marks_are_refused_alone_and_in_folders(tmp_path: Path) -> None:
    (tmp_path / "My Clippings.txt").write_text(WRITTEN["Kindle clippings"], encoding="utf-8")
    (tmp_path / "story.txt").write_text("A story.\n", encoding="utf-8")
    with Library.open(tmp_path / "library.db") as library:
        for source in (tmp_path, tmp_path / "*.txt", tmp_path / "My Clippings.txt"):
            (refused,) = take_in(library, str(source)).refused
            assert str(refused).startswith(f"“{tmp_path / 'My Clippings.txt'}” holds")
            assert "(Kindle clippings)" in str(refused)
            assert "`postil import`" in str(refused)
        assert len(library.articles()) == 1


ARTICLES = {
    "feed.xml": b"<rss version='2.0'><channel><title>T</title></channel></rss>",
    "feeds.opml": b"<opml version='2.0'><body><outline xmlUrl='https://example.org/f'/></body></opml>",
    "pocket.csv": b"title,url,time_added,tags,status\nT,https://example.org/a,1,,unread\n",
    "bookmarks.html": b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT><A HREF='https://example.org'>T</A></DL>",
    "pinboard.json": b'[{"href": "https://example.org", "description": "T"}]',
    "urls.txt": b"https://example.org/a\nhttps://example.org/b\n",
    "book.epub": book({"one.xhtml": chapter("<p>Words.</p>")}),
    "paper.pdf": b"%PDF-1.7\n",
    "page.html": b"<html><body><p>Words.</p></body></html>",
    "page": b"<!DOCTYPE html><html><body><p>Words.</p></body></html>",
    "story.md": b"# Story\n\n> A quotation.\n\n## Highlights\n\nText, and more of it, and so on.\n",
    "story.txt": b"A story.\n",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_who_imports_an_article_is_told_of_the_other_door(tmp_path: Path, name: str) -> None:
    with Library.open(tmp_path / "library.db") as library:
        brought = bring(library, ARTICLES[name], name, untold)
    (sentence,) = brought.refused
    assert sentence.startswith(f"“{name}” ")
    assert "`postil add` takes" in sentence
    assert brought.is_bare


def test_a_list_that_its_program_told_no_marks_in_is_a_list(tmp_path: Path) -> None:
    article = {"slug": "t", "savedAt": "2024-01-01T00:00:00Z", "title": "T", "url": "https://example.org"}
    with Library.open(tmp_path / "library.db") as library:
        (sentence,) = bring(library, json.dumps([article]).encode(), "a.json", untold).refused
    assert "lists articles" in sentence


@pytest.mark.parametrize("name", ["image.png", "KoboReader.sqlite", "notes.docx", "marks.txt.gz"])
def test_what_is_no_text_is_told_to_be_none(tmp_path: Path, name: str) -> None:
    begins = {"image.png": b"\x89PNG", "notes.docx": b"PK\x03\x04[Content_Types].xml"}
    with Library.open(tmp_path / "library.db") as library:
        (sentence,) = bring(library, begins.get(name, b"") + b"\x00\x01\x02" * 20, name, untold).refused
    assert sentence.startswith(f"“{name}” is no text") or "damaged archive" in sentence


def test_metadata_of_a_book_without_marks_is_no_article() -> None:
    assert added(b'-- a\nreturn {["doc_props"] = {["title"] = "T"}, ["annotations"] = {}}\n', "a.lua")
