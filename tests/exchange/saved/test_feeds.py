from __future__ import annotations

from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.errors import RefusedError
from exchange.saved import feeds, lists
from exchange.saved.entries import Entry, Listing, moment
from text.clean import clean_line

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>The Light</title><link>https://example.org/</link><language>en</language>{items}</channel></rss>"""
ITEM = """<item><title>The &lt;b&gt;Keeper&lt;/b&gt; &amp;amp; I</title><link>/keeper#top</link>
<media:title>No</media:title><description>Short.</description><pubDate>Tue, 10 Jun 2003 04:00:00 GMT</pubDate>
<author>ann@example.org (Ann Other)</author><category>sea</category><category>sea</category>
<content:encoded><![CDATA[<p>All of the story.</p>]]></content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="cy" xml:base="https://example.org/blog/">
<title>The Light</title><entry><title type="html">A &amp;lt; B</title><id>urn:x:1</id>
<link rel="related" href="https://example.org/no"/><link href="keeper.html"/><link rel="edit" href="/no"/>
<author><name>Ann Other</name><email>no@example.org</email></author>
<updated>2003-06-10T04:00:00+02:00</updated>
{content}</entry></feed>"""
INNER = '<div xmlns="http://www.w3.org/1999/xhtml"><p>All of <em>it</em>.</p></div>'
XHTML = f'<content type="xhtml">{INNER}</content>'

lines = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: clean_line(text) == text
)


def read(source: str, address: str = "") -> Listing:
    return feeds.parse(source.encode(), "feed", address)


def only(source: str, address: str = "") -> Entry:
    (entry,) = read(source, address).entries
    return entry


def test_an_entry_of_rss_is_read_with_all_it_says() -> None:
    entry = only(RSS.format(items=ITEM))
    assert (entry.address, entry.saved) == ("https://example.org/keeper#top", "2003-06-10T04:00:00.000Z")
    known = entry.known
    assert (known.title, known.byline, known.publisher) == ("The Keeper & I", "Ann Other", "The Light")
    assert (known.published, known.language, known.tags) == ("2003-06-10", "en", ("sea",))
    assert entry.content == "<p>All of the story.</p>"


def test_an_entry_of_atom_is_read_with_all_it_says() -> None:
    entry = only(ATOM.format(content=XHTML))
    assert entry.address == "https://example.org/blog/keeper.html"
    assert (entry.known.byline, entry.known.language, entry.known.title) == ("Ann Other", "cy", "A < B")
    assert "<p>All of <em>it</em>.</p>" in entry.content


def test_plain_text_of_atom_is_no_html() -> None:
    entry = only(ATOM.format(content='<content type="text">a &lt;b&gt; c</content>'))
    assert (entry.content, entry.is_plain) == ("a <b> c", True)


def test_what_is_no_text_is_no_content() -> None:
    assert only(ATOM.format(content='<content type="image/png">iVBORw0KGgo=</content>')).content == ""


@pytest.mark.parametrize(
    ("description", "encoded", "whole"),
    [
        ("Short.", "", ""),
        ("word " * 300, "", "word " * 300),
        ("Words. " * 20, "Abstract", ""),
        ("a", "bc", "bc"),
    ],
)
def test_a_summary_is_no_article(description: str, encoded: str, whole: str) -> None:
    item = (
        f"<item><description>{description}</description><content:encoded>{encoded}</content:encoded></item>"
    )
    assert only(RSS.format(items=item)).content == whole


def test_a_permanent_id_is_an_address_and_any_other_is_none() -> None:
    item = "<item><guid isPermaLink='{}'>https://example.org/a</guid></item>"
    assert only(RSS.format(items=item.format("true"))).address == "https://example.org/a"
    assert only(RSS.format(items=item.format("false"))).address == ""


def test_damaged_feeds_are_read_as_far_as_can_be_told() -> None:
    assert only(RSS.format(items=ITEM).replace("</rss>", "")).known.byline == "Ann Other"
    assert read(RSS.format(items=ITEM).replace("sea</category>", "sea & <b></category>", 1)).entries
    assert read("<rss>&undefined;<channel><item><title>A</title></item></channel></rss>").entries


@pytest.mark.parametrize("query", ["a=1&b=2&c", "a=1&amp;b=2&amp;c"])
def test_an_ampersand_is_read_whether_or_not_it_is_escaped(query: str) -> None:
    entry = only(RSS.format(items=f"<item><link>https://example.org/?{query}</link></item>"))
    assert entry.address == "https://example.org/?a=1&b=2&c"
    section = f"<description><![CDATA[<p>{'words ' * 200} a &amp; b]]></description>"
    assert only(RSS.format(items=f"<item>{section}</item>")).content.endswith(" a &amp; b")


def test_prefixes_that_are_not_declared_mean_what_they_usually_do() -> None:
    item = (
        "<item><dc:creator>A</dc:creator><x:title>No</x:title><itunes:subtitle>No</itunes:subtitle>{}</item>"
    )
    entry = only(
        f"<rss><channel>{item.format('<content:encoded>All of it.</content:encoded>')}</channel></rss>"
    )
    assert (entry.known.byline, entry.known.title, entry.content) == ("A", "", "All of it.")


def test_a_feed_may_have_a_vocabulary_of_its_own() -> None:
    entry = only(
        "<rss xmlns='http://backend.userland.com/rss2'><channel><item><title>A</title></item></channel></rss>"
    )
    assert entry.known.title == "A"


def test_inner_markup_is_html_whatever_its_prefix() -> None:
    inner = '<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>All of <h:em>it</h:em>.</h:p></h:div>'
    for kind in ("xhtml", "application/xhtml+xml", "html"):
        entry = only(ATOM.format(content=f'<content type="{kind}">{inner}</content>'))
        assert "<p>All of <em>it</em>.</p>" in entry.content


@pytest.mark.parametrize(
    "author",
    [
        "ann@example.org (Ann Other)",
        "Ann Other (ann@example.org)",
        "Ann Other <ann@example.org>",
        "Ann Other",
    ],
)
@pytest.mark.parametrize("part", ["author", "dc:creator", "dc:author", "itunes:author"])
def test_an_author_is_a_name_alone(author: str, part: str) -> None:
    assert (
        only(RSS.format(items=f"<item><{part}>{escape(author)}</{part}></item>")).known.byline == "Ann Other"
    )


@pytest.mark.parametrize(
    "part", ["pubDate", "dc:date", "created", "dcterms:issued", "updated", "dcterms:modified"]
)
def test_a_time_is_told_by_many_names(part: str) -> None:
    item = f"<item><{part}>2003-06-10T04:00:00Z</{part}></item>"
    assert only(RSS.format(items=item)).known.published == "2003-06-10"


def test_entities_that_multiply_are_not_multiplied() -> None:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(20)
    )
    bomb = f"<!DOCTYPE rss [{entities}]>{RSS.format(items='<item><title>&u;</title></item>')[21:]}"
    assert len(only(bomb).known.title) < 100


def test_nothing_outside_of_a_feed_is_loaded() -> None:
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert (
        only(f"{outside}<rss><channel><item><title>&x;</title></item></channel></rss>").known.title == "&x;"
    )


def test_a_list_of_feeds_names_each_once() -> None:
    outlines = '<outline text="News"><outline xmlUrl="{0}"/><outline url="{0}"/><outline url="no"/></outline>'
    found = read(f"<opml><body>{outlines.format('https://example.org/feed')}</body></opml>")
    assert (found.feeds, found.unnamed, found.entries) == (("https://example.org/feed",), 1, ())


def test_links_of_a_list_are_pages_and_folders_nothing() -> None:
    outlines = (
        '<outline text="Empty folder"/><outline type="link" text="A story" url="https://example.org/a"/>'
        '<outline type="RSS" XMLURL="feed://example.org/feed"/><outline type="rss" text="lost"/>'
        '<outline xmlUrl="feed:https://example.org/atom"/>'
    )
    found = read(f"<opml><head><title>Mine</title></head><body>{outlines}</body></opml>")
    assert [(entry.address, entry.known.title) for entry in found.entries] == [
        ("https://example.org/a", "A story")
    ]
    assert found.feeds == ("http://example.org/feed", "https://example.org/atom")
    assert (found.title, found.unnamed, found.is_feed) == ("Mine", 1, False)


def test_a_json_feed_is_read_with_what_is_odd_in_it() -> None:
    found = feeds.from_json(
        {
            "title": "T",
            "author": {"name": "A"},
            "items": [3, {"id": 7, "tags": [1, "x"], "content_html": None}],
        }
    )
    (entry,) = found.entries
    assert (entry.address, entry.known.byline, entry.known.tags, entry.content) == ("", "A", ("x",), "")


@given(st.lists(st.tuples(lines, lines), max_size=4))
def test_what_is_written_into_a_feed_is_read_from_it(said: list[tuple[str, str]]) -> None:
    items = "".join(
        f"<item><dc:creator>{escape(author)}</dc:creator><category>{escape(tag)}</category></item>"
        for author, tag in said
    )
    found = read(RSS.format(items=items)).entries
    # HTML's entities may stand in a feed too, so what looks like one is read as what it means.
    plain = [(author, tag) for author, tag in said if "&" not in author + tag]
    kept = [(entry.known.byline, entry.known.tags[0]) for entry in found]
    assert [each for each in kept if "&" not in "".join(each)] == plain


@given(st.binary(max_size=300), st.sampled_from([b"<rss>", b"<feed>", b"<opml>", b'{"items": ', b"[", b""]))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes, before: bytes) -> None:
    for name in ("a.xml", "a.json", "a.csv", "a"):
        with suppress(RefusedError):
            listing = lists.read(before + data, name)
            assert listing is None or all(entry.known.title != "\x00" for entry in listing.entries)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("1616337559", "2021-03-21T14:39:19.000Z"),
        ("1616337559000", "2021-03-21T14:39:19.000Z"),
        ("1616337559000000", "2021-03-21T14:39:19.000Z"),
        ("13118850929335823", "2016-09-20T13:15:29.335Z"),
        (1616337559, "2021-03-21T14:39:19.000Z"),
        ("2016-09-08T11:55:58+0200", "2016-09-08T09:55:58.000Z"),
        ("2015-09-09 11:10:32 UTC", "2015-09-09T11:10:32.000Z"),
        ("Tue, 10 Jun 2003 04:00:00 GMT", "2003-06-10T04:00:00.000Z"),
        ("invaliddate", ""),
        ("", ""),
        (None, ""),
        ("99999999999999999999", ""),
    ],
)
def test_times_are_read_as_they_are_written(written: object, time: str) -> None:
    assert moment(written) == time


LONG = ("a@" * 50_000, "<a@b" * 30_000, "a@b (" * 30_000, " \n" * 50_000 + "Ada")


@pytest.mark.parametrize("written", LONG)
def test_an_author_of_any_length_is_read(written: str) -> None:
    entry = only(RSS.format(items=f"<item><link>/a</link><author>{escape(written)}</author></item>"))
    assert entry.known.byline == " ".join(written.split())
