from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING, NoReturn

import pytest

from exchange.errors import (
    BinarySourceError,
    EmptyListError,
    NoFileFitsError,
    NoWebAddressError,
    PrivateAddressError,
    SummaryOnlyError,
)
from exchange.intake import offers, settle, take_files
from exchange.network import web
from exchange.network.fetching import AT_ONCE
from exchange.offers import Wants
from store.library import Library
from store.records import ArticleDraft, ReadState
from tests.exchange.site import Site, page, serving
from tests.text.documents import document_of
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.intake import Taken

KEEPER = page("The Keeper", "I saw a ship, said Ada Marsh. " * 20, "Nobody else saw it at all. " * 20)
ITEM = "<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{content}</item>"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as up:
        yield up


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the site of the tests were out in the web."""
    monkeypatch.setattr(web, "_is_public", lambda _: True)


def take(library: Library, *sources: object, wants: Wants = Wants(reread=False)) -> list[Taken]:  # noqa: B008 - frozen
    reading = offers(library, wants)
    return [settle(library, offer) for source in sources for offer in reading.of(str(source))]


def became(taken: list[Taken]) -> list[str]:
    return [
        type(one.refused).__name__ if one.added is None else "new" if one.added.new else "known"
        for one in taken
    ]


def feed(site: Site, *items: str) -> str:
    body = f'<rss xmlns:content="x"><channel><title>The Light</title>{"".join(items)}</channel></rss>'
    return site.put("/feed", body.replace('"x"', '"http://purl.org/rss/1.0/modules/content/"'), "text/xml")


def item(at: int, link: str, content: str = "") -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    date = f"Tue, {at:02} Jun 2003 04:00:00 GMT"
    return ITEM.format(title=f"Story {at}", link=link, date=date, content=whole)


def test_a_page_is_an_article_of_its_address(library: Library, site: Site) -> None:
    address = site.put("/keeper?id=1", KEEPER)
    (taken,) = take(library, f"{address}#ships")
    assert taken.added is not None
    assert (taken.added.article.title, taken.added.article.source) == ("The Keeper", address)
    again = site.put("/keeper?id=1&utm_source=x", KEEPER.replace("Nobody", "No one"))
    (taken,) = take(library, again)
    assert taken.added is not None
    assert (taken.added.revised, taken.added.article.source) == (True, address)


def test_links_of_a_page_are_resolved_against_its_address(library: Library, site: Site) -> None:
    address = site.put("/deep/keeper", KEEPER.replace("a ship", '<a href="../ship">a ship</a>', 1))
    (taken,) = take(library, address)
    assert taken.added is not None
    document = library.document(taken.added.article.id)
    targets = {inline.target for block in document.blocks for inline in block.inlines}
    assert f"{site.address}/ship" in targets


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        ("text/html; charset=windows-1251", "<p>Корабль".encode("cp1251"), "Корабль"),
        ("text/markdown", b"# A *title*", "A title"),
        ("text/plain", b"<p>words", "<p>words"),
        ("", b"<!DOCTYPE html><p>words", "words"),
        ("application/octet-stream", b"words", "words"),
    ],
)
def test_what_a_site_says_of_a_page_is_honoured(
    library: Library, site: Site, kind: str, content: bytes, text: str
) -> None:
    (taken,) = take(library, site.put("/a", content, kind))
    assert taken.added is not None
    assert library.document(taken.added.article.id).text == text


def test_a_picture_is_no_article(library: Library, site: Site) -> None:
    (taken,) = take(library, site.put("/a", b"\x89PNG", "image/png"))
    assert isinstance(taken.refused, BinarySourceError)


def test_a_feed_gives_what_it_has_whole_and_says_what_it_only_sums_up(library: Library, site: Site) -> None:
    address = feed(site, item(2, f"{site.address}/b"), item(1, f"{site.address}/a", "<p>All of it."))
    taken = take(library, address)
    assert became(taken) == ["new", "SummaryOnlyError"]
    assert isinstance(taken[1].refused, SummaryOnlyError)
    assert site.asked == ["/feed"]
    added = taken[0].added
    assert added is not None
    assert (added.article.title, added.article.publisher, added.article.published) == (
        "Story 1",
        "The Light",
        "2003-06-01",
    )
    assert library.document(added.article.id).text == "Story 1\n\nAll of it."


def test_a_feed_s_pages_are_fetched_when_that_is_wanted(library: Library, site: Site) -> None:
    site.put("/b", KEEPER)
    address = feed(site, item(2, f"{site.address}/b"), item(1, f"{site.address}/gone"))
    assert became(take(library, address, wants=Wants(fetch=True))) == ["UnfetchedError", "new"]
    assert library.articles()[0].published == "2003-06-02"


def test_a_feed_does_not_lead_into_a_private_network(library: Library, site: Site) -> None:
    port = site.address.rpartition(":")[2]
    address = feed(site, item(1, f"http://localhost:{port}/secret"))
    (taken,) = take(library, address, wants=Wants(fetch=True))
    assert isinstance(taken.refused, PrivateAddressError)
    assert site.asked == ["/feed"]


def test_what_is_there_already_is_not_fetched_again(library: Library, site: Site) -> None:
    address = feed(
        site, *(item(at, site.put(f"/{at}", page(f"S{at}", f"{at} words " * 99))) for at in (3, 2, 1))
    )
    wants = Wants(fetch=True, limit=2)
    assert became(take(library, address, wants=wants)) == ["new", "new"]
    assert [article.title for article in library.articles()] == ["S3", "S2"]
    assert became(take(library, address, wants=wants)) == ["known", "known", "new"]
    assert sorted(site.asked) == ["/1", "/2", "/3", "/feed", "/feed"]


def test_a_stub_is_no_reason_not_to_fetch_its_page(library: Library, site: Site) -> None:
    address = site.put("/keeper", KEEPER)
    library.add(ArticleDraft(document_of("A passage."), Metadata("Keeper", tags=("stub",)), address))
    take(library, feed(site, item(1, address)), wants=Wants(fetch=True))
    assert site.asked == ["/feed", "/keeper"]


def test_a_list_s_pages_are_fetched_oldest_first_with_what_it_says(
    library: Library, site: Site, tmp_path: Path, public: None
) -> None:
    del public
    rows = [
        f"No {at},{site.put(f'/{at}', f'<p>Words {at}.')},160032278{at},a|b,{'archive' * (at == 1)}"
        for at in (3, 1, 2)
    ]
    file = tmp_path / "pocket.csv"
    file.write_text(
        "title,url,time_added,tags,status\n" + "\n".join([*rows, "Mine,none,,,"]), encoding="utf-8"
    )
    assert became(take(library, file)) == ["NoWebAddressError", "new", "new", "new"]
    newest, _, oldest = library.articles()
    assert (newest.title, newest.tags, newest.state) == ("No 3", ("a", "b"), ReadState.UNREAD)
    assert (oldest.title, oldest.state) == ("No 1", ReadState.READ)
    site.asked.clear()
    assert became(take(library, file))[1:] == ["known"] * 3
    assert not site.asked


def test_lists_that_a_reader_was_given_do_not_lead_into_a_private_network(
    library: Library, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps([{"title": "A", "url": site.put("/a", KEEPER)}]), encoding="utf-8")
    (taken,) = take(library, file)
    assert isinstance(taken.refused, PrivateAddressError)
    assert not site.asked


def test_without_a_network_a_long_list_ends_in_one_sentence(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def fail(address: object, *_: object, **__: object) -> NoReturn:
        tried.append(address)
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "create_connection", fail)
    whole = {"title": "Whole", "url": "https://whole.example/", "content": "Words of it. " * 20}
    pages = [{"title": f"No {at}", "url": f"https://{at}.example/"} for at in range(100)]
    file = tmp_path / "list.json"
    file.write_text(json.dumps([whole, *pages]), encoding="utf-8")
    taken = take(library, file)
    *unanswered, whole_one, rest = became(taken)
    assert (set(unanswered), whole_one, rest) == ({"UnansweredError"}, "new", "OfflineError")
    assert 20 <= len(unanswered) < 20 + AT_ONCE
    assert f"({100 - len(unanswered)})" in str(taken[-1].refused)
    assert len(tried) == len(unanswered)


def test_content_that_comes_along_needs_no_network(library: Library, tmp_path: Path) -> None:
    content = f"<p>{'Words of the story. ' * 9}</p><h2>More</h2>"
    known = {"title": "A story", "url": "https://a.example/", "language": "cy", "content": content}
    beside = {
        "title": "B story",
        "url": "https://b.example/",
        "slug": "b-story",
        "savedAt": "2024-10-29T16:30:11.000Z",
    }
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "b-story.html").write_text("<p>The words of B.</p>", encoding="utf-8")
    file = tmp_path / "metadata.json"
    file.write_text(json.dumps([known, beside]), encoding="utf-8")
    assert became(take(library, file)) == ["new", "new"]
    b, a = library.articles()
    assert library.document(b.id).text == "B story\n\nThe words of B."
    assert (a.source, a.language) == ("https://a.example/", "cy")
    assert library.document(a.id).text.endswith("\n\nMore")


def test_a_list_of_feeds_is_gone_through(library: Library, site: Site, tmp_path: Path, public: None) -> None:
    del public
    good = feed(site, item(1, f"{site.address}/a", "<p>All of it."))
    page_address = site.put("/page", KEEPER)
    file = tmp_path / "feeds.opml"
    outlines = "".join(
        f'<outline xmlUrl="{address}"/>' for address in (good, page_address, f"{site.address}/no")
    )
    file.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    taken = take(library, file)
    assert became(taken) == ["new", "EmptyListError", "UnfetchedError"]
    assert isinstance(taken[1].refused, EmptyListError)


def test_a_list_without_web_pages_says_so(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.html"
    file.write_text("<!DOCTYPE NETSCAPE-Bookmark-file-1><a href='place:x'>A</a>", encoding="utf-8")
    (taken,) = take(library, file)
    assert isinstance(taken.refused, NoWebAddressError)


def test_patterns_name_the_files_that_fit(library: Library, tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.txt", "deep/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Words of {name}.", encoding="utf-8")
    assert len(take(library, tmp_path / "*.md")) == 2
    assert became(take(library, tmp_path / "**" / "*.md")) == ["known", "known", "new"]
    (taken,) = take(library, tmp_path / "*.doc")
    assert isinstance(taken.refused, NoFileFitsError)


def test_files_that_were_not_touched_are_not_read_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "a.md", tmp_path / "b.md"]
    for at, file in enumerate(files):
        file.write_text(f"Words of number {at}.", encoding="utf-8")
    assert [one.added is not None for one in take_files(library, files)] == [True, True]
    read: list[str] = []
    monkeypatch.setattr("exchange.offers._SETTLED", -3600.0)

    def load(path: Path) -> bytes:
        read.append(path.name)
        return path.read_bytes()

    monkeypatch.setattr("exchange.offers.load", load)
    later = files[0].stat().st_mtime + 7200
    os.utime(files[0], (later, later))
    assert became(list(take_files(library, files))) == ["known", "known"]
    assert read == ["a.md"]
