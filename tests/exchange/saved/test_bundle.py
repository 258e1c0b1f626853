from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import errors
from exchange.intake import offers, settle
from exchange.reading.source import HTML, read_bytes
from exchange.saved.bundle import TABLES, Bundle, opened
from exchange.saved.entries import joined
from store.library import Library
from tests.exchange.books import book, chapter
from tests.exchange.packing import packed
from tests.exchange.site import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from exchange.intake import Taken

WORDS = "The keeper of the light had seen a ship that nobody else could see. " * 9
KEEPER = {"slug": "keeper", "title": "The Keeper", "url": "https://a.example/keeper", "labels": ["sea"]}
POCKET = (
    "title,url,time_added,tags,status\nThe Keeper,https://a.example/keeper,1616337559,sea|ships,archive\n"
)
MARKED = [
    {"url": "https://a.example/keeper", "title": "", "highlights": [{"quote": "a ship", "created_at": 1}]}
]

names = st.text("ab.é /\\:~", min_size=1, max_size=12)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as made:
        yield made


def take(library: Library, folder: Path, files: Mapping[str, str | bytes]) -> list[Taken]:
    (folder / "export.zip").write_bytes(packed(files))
    return [settle(library, offer) for offer in offers(library).of(str(folder / "export.zip"))]


def titles(taken: list[Taken]) -> list[str]:
    return [one.added.article.title if one.added else str(one.refused) for one in taken]


@pytest.mark.parametrize("folder", ["", "omnivore/"])
def test_the_content_in_an_archive_goes_with_its_lists(library: Library, tmp_path: Path, folder: str) -> None:
    files = {
        f"{folder}metadata_0_to_20.json": json.dumps([KEEPER]),
        f"{folder}metadata_20_to_40.json": json.dumps(
            [KEEPER | {"slug": "b", "title": "B", "url": "https://b.example/"}]
        ),
        f"{folder}content/keeper.html": f"<p>{WORDS}</p>",
        f"{folder}content/b.html": f"<p>B. {WORDS}</p>",
        f"{folder}highlights/keeper.md": "> a ship",
    }
    taken = take(library, tmp_path, files)
    assert sorted(titles(taken)) == ["B", "The Keeper"]
    assert [(one.at, one.of) for one in taken] == [(1, 2), (2, 2)]
    keeper = next(article for article in library.articles() if article.title == "The Keeper")
    assert (keeper.source, keeper.tags) == ("https://a.example/keeper", ("sea",))
    assert titles(take(library, tmp_path, files)) == titles(taken)[::-1]
    assert len(library.articles()) == 2


def test_what_several_lists_say_of_a_page_is_put_together() -> None:
    bundle = Bundle(
        packed({"annotations/part_0.json": json.dumps(MARKED), "part_0.csv": POCKET}), "pocket.zip"
    )
    listings = [bundle.listing(path) for path in bundle.ending(TABLES)]
    (entry,) = joined([listing for listing in listings if listing]).entries
    assert (entry.known.title, entry.known.tags, entry.is_read, entry.saved[:4]) == (
        "The Keeper",
        ("sea", "ships"),
        True,
        "2021",
    )


def test_an_archive_without_lists_gives_its_articles(library: Library, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "notes/a.md": "# First\n\nWords of it.",
        "b.html": page("Second", WORDS),
        "__MACOSX/a.md": "No",
        ".hidden.md": "No",
        "picture.png": b"\x89PNG",
        "c.txt": b"\x00\x01\x02",
        "empty/": "",
    }
    taken = take(library, tmp_path, files)
    assert titles(taken)[0] == "Second"
    assert "export.zip/c.txt” is a binary" in titles(taken)[1]
    assert titles(taken)[2] == "First"
    assert library.articles()[0].source == str(tmp_path / "export.zip/notes/a.md")


def test_a_list_that_is_damaged_does_not_stop_the_others(library: Library, tmp_path: Path) -> None:
    content = {**KEEPER, "content": WORDS}
    taken = take(library, tmp_path, {"a.json": json.dumps([content]), "b.json": b" " * 9_000_000})
    assert [one.refused is not None for one in taken] == [True, False]


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ({"a.png": b"\x89PNG"}, errors.EmptyArchiveError),
        ({"a.txt": "Words", "../b.txt": "Words"}, errors.OutwardArchiveError),
        ({"/etc/b.txt": "Words"}, errors.OutwardArchiveError),
        ({"C:\\b.txt": "Words"}, errors.OutwardArchiveError),
        ({"a.txt": b" " * 9_000_000}, errors.SwollenArchiveError),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, errors.BinarySourceError),
    ],
)
def test_what_no_articles_can_be_in_is_refused_in_a_sentence(
    library: Library, tmp_path: Path, files: dict[str, str | bytes], refused: type[errors.RefusedError]
) -> None:
    (taken,) = take(library, tmp_path, files)
    assert type(taken.refused) is refused
    assert "export.zip" in str(taken.refused)


def test_a_password_is_named(library: Library, tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": "Words"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    (offer,) = offers(library).of(str(tmp_path / "locked.zip"))
    assert isinstance(offer.refused, errors.LockedArchiveError)


def test_a_damaged_archive_is_named(library: Library, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(packed({"a.txt": WORDS})[:-40])
    (offer,) = offers(library).of(str(tmp_path / "half.zip"))
    assert isinstance(offer.refused, errors.BrokenArchiveError)


def test_a_book_is_a_book_however_it_is_packed() -> None:
    data = book({"a.xhtml": chapter("<p>A chapter.</p>")})
    assert opened(data, "book.epub") is None
    assert opened(data, "book.zip") is None
    assert "A chapter." in read_bytes(data, "book.zip").document.text


@given(st.lists(names, unique=True))
def test_no_path_in_an_archive_leads_out_of_it(paths: list[str]) -> None:
    data = packed(dict.fromkeys(paths, "Words"))
    try:
        bundle = Bundle(data, "a.zip")
    except errors.OutwardArchiveError:
        return
    for path in bundle.ending(frozenset({""}) | HTML):
        assert not path.startswith(("/", "\\"))
        assert ".." not in path.replace("\\", "/").split("/")


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_to_an_archive_is_a_sentence(damage: list[tuple[int, int]]) -> None:
    files = {
        "a.json": json.dumps([{**KEEPER, "content": WORDS}]),
        "content/keeper.html": WORDS,
        "b.md": "# B",
    }
    data = bytearray(packed(files))
    for at, value in damage:
        data[at % len(data)] = value
    with suppress(errors.RefusedError):
        if bundle := opened(bytes(data), "a.zip"):
            for path in bundle.ending(TABLES | HTML):
                bundle.listing(path)
            assert all(isinstance(bundle.read(path), bytes) for path in bundle.articles())
