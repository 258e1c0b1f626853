"""What each service's export says of one article is what comes in: the same article, told in their ways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.saved import listed, lists
from exchange.saved.listed import folded

if TYPE_CHECKING:
    from exchange.saved.entries import Entry

PAGE = "https://a.example/keeper?b=1&c=2"
HTML = f"<p>{'The keeper had seen a ship that nobody else could see. ' * 5}</p>"
DAY = "2024-03-01"
SECONDS = 1709280000

OBJECTS = {
    "karakeep": {
        "bookmarks": [
            {
                "createdAt": SECONDS,
                "title": "The Keeper",
                "tags": ["sea", "old ships"],
                "content": {"type": "link", "url": PAGE},
                "note": None,
                "archived": True,
            },
            {
                "createdAt": SECONDS,
                "title": "A note",
                "tags": [],
                "content": {"type": "text", "text": "Words"},
            },
        ]
    },
    "karakeep's API": {
        "bookmarks": [
            {
                "id": "x",
                "createdAt": f"{DAY}T08:00:00.000Z",
                "title": None,
                "archived": True,
                "tags": [{"id": "t", "name": "sea", "attachedBy": "human"}, {"id": "u", "name": "old ships"}],
                "content": {"type": "link", "url": PAGE, "title": "The Keeper", "htmlContent": HTML},
            }
        ]
    },
    "readeck": [
        {
            "id": "x",
            "href": "https://readeck.example/api/bookmarks/x",
            "created": f"{DAY}T08:00:00Z",
            "url": PAGE,
            "title": "The Keeper",
            "site_name": "The Light",
            "authors": ["Ann Other"],
            "labels": ["sea", "old ships"],
            "is_archived": True,
        }
    ],
    "pocket's API": {
        "list": {
            "7": {
                "item_id": "7",
                "given_url": PAGE,
                "resolved_title": "The Keeper",
                "status": "1",
                "time_added": str(SECONDS),
                "tags": {"sea": {"tag": "sea"}, "old ships": {"tag": "old ships"}},
            }
        }
    },
    "omnivore's API": {
        "data": {
            "search": {
                "edges": [
                    {
                        "cursor": "1",
                        "node": {
                            "title": "The Keeper",
                            "url": PAGE,
                            "savedAt": f"{DAY}T08:00:00Z",
                            "state": "ARCHIVED",
                            "labels": [{"name": "sea"}, {"name": "old ships"}],
                        },
                    }
                ]
            }
        }
    },
    "miniflux": {
        "total": 1,
        "entries": [
            {
                "title": "The Keeper",
                "url": PAGE,
                "status": "read",
                "created_at": f"{DAY}T08:00:00Z",
                "content": HTML,
                "feed": {
                    "title": "The Light",
                    "site_url": "https://a.example/",
                    "feed_url": "https://a.example/f",
                },
                "tags": ["sea", "old ships"],
            }
        ],
    },
}
UNREAD = {
    "linkding's API": {
        "results": [
            {
                "url": PAGE,
                "title": "",
                "website_title": "The Keeper",
                "tag_names": ["sea", "old ships"],
                "is_archived": False,
                "date_added": f"{DAY}T08:00:00Z",
            }
        ]
    },
    "linkwarden": {
        "name": "Somebody",
        "collections": [
            {
                "name": "Sea",
                "links": [
                    {
                        "name": "The Keeper",
                        "url": PAGE,
                        "tags": [{"id": 1, "name": "sea"}, {"id": 2, "name": "old ships"}],
                        "createdAt": f"{DAY}T08:00:00.000Z",
                    }
                ],
            }
        ],
    },
    "shiori": {
        "bookmarks": [
            {
                "id": 1,
                "url": PAGE,
                "title": "The Keeper",
                "createdAt": f"{DAY} 08:00:00",
                "tags": [{"id": 1, "name": "sea"}, {"id": 2, "name": "old ships"}],
            }
        ]
    },
    "shaarli's API": [
        {
            "id": 1,
            "url": PAGE,
            "title": "The Keeper",
            "tags": ["sea", "old ships"],
            "created": f"{DAY}T08:00:00+00:00",
        }
    ],
    "raindrop's API": {
        "items": [
            {
                "link": PAGE,
                "title": "The Keeper",
                "tags": ["sea", "old ships"],
                "created": f"{DAY}T08:00:00.000Z",
            }
        ]
    },
}
TABLES = {
    "instapaper": f"URL,Title,Selection,Folder,Timestamp,Tags\n{{}},The Keeper,,Archive,{SECONDS},"
    '"[""sea"",""old ships""]"\n',
    "pocket": f"title,url,time_added,tags,status\nThe Keeper,{{}},{SECONDS},sea|old ships,archive\n",
    "matter": "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,"
    "Last Interaction Date,File Id\nThe Keeper,Ann Other,The Light,{},sea;old ships,9,False,False,False,0,"
    f"{DAY} 08:00:00.000+00:00,\n",
    "reader": "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nThe Keeper,{},x,"
    f"\"['sea', 'old ships']\",{DAY} 08:00:00+00:00,0.5,archive,True\n",
    "wallabag": f'Title;URL;Content;Tags;"MIME Type";Language;"Creation date"\n"The Keeper";{{}};"{HTML}";'
    f'"sea, old ships";text/html;en;"01/03/2024 08:00:00"\n',
}
UNREAD_TABLES = {
    "raindrop": "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,The Keeper,,,{},"
    f'Unsorted,"sea, old ships",{DAY}T08:00:00.000Z,,,false\n',
    "mymind": "id,type,title,url,content,note,tags,created\nx,WebPage,The Keeper,{},,,"
    f'"sea, old ships",{DAY}T08:00:00.000Z\n',
}
LINK = '<A HREF="{}" ADD_DATE="{}" TAGS="sea,old ships">The Keeper</A>'
PAGES = {
    "linkding": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT>" + LINK + "\n<DD>Words\n</DL>",
    "no doctype": "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n<DT>" + LINK + "\n</DL>",
}


def only(content: str, name: str) -> Entry:
    listing = lists.read(content.encode(), name)
    assert listing is not None
    assert listing.unnamed == 0
    (entry,) = listing.entries
    return entry


def check(entry: Entry, *, is_read: bool) -> None:
    assert entry.address == PAGE
    assert (entry.known.title, entry.known.tags) == ("The Keeper", ("sea", "old ships"))
    assert (entry.saved[:10], entry.is_read) == (DAY, is_read)


@pytest.mark.parametrize("service", OBJECTS)
def test_objects_of_services_are_articles(service: str) -> None:
    check(only(json.dumps(OBJECTS[service]), "export.json"), is_read=True)


@pytest.mark.parametrize("service", UNREAD)
def test_objects_of_other_services_are_articles(service: str) -> None:
    check(only(json.dumps(UNREAD[service]), "export.json"), is_read=False)


@pytest.mark.parametrize("service", TABLES)
def test_rows_of_services_are_articles(service: str) -> None:
    entry = only(TABLES[service].format(PAGE), "export.csv")
    if service == "wallabag":
        assert (entry.known.title, entry.known.tags, entry.content) == (
            "The Keeper",
            ("sea", "old ships"),
            HTML,
        )
    else:
        check(entry, is_read=True)


@pytest.mark.parametrize("service", UNREAD_TABLES)
def test_rows_of_other_services_are_articles(service: str) -> None:
    check(only(UNREAD_TABLES[service].format(PAGE), "export.csv"), is_read=False)


@pytest.mark.parametrize("service", PAGES)
def test_links_of_bookmarks_are_articles(service: str) -> None:
    check(only(PAGES[service].format(PAGE.replace("&", "&amp;"), SECONDS), "bookmarks.html"), is_read=False)


def test_content_that_comes_along_is_kept() -> None:
    assert only(json.dumps(OBJECTS["miniflux"]), "a.json").content == HTML
    assert only(json.dumps(OBJECTS["karakeep's API"]), "a.json").content == HTML
    assert only(json.dumps(OBJECTS["miniflux"]), "a.json").known.publisher == "The Light"
    assert only(json.dumps(OBJECTS["readeck"]), "a.json").known.byline == "Ann Other"


def test_starred_articles_of_feed_readers_come_whole() -> None:
    item = {
        "title": "The Keeper",
        "published": SECONDS,
        "author": "Ann Other",
        "canonical": [{"href": PAGE}],
        "alternate": [{"href": "https://b.example/", "type": "text/html"}],
        "summary": {"content": HTML},
        "origin": {"title": "The Light", "htmlUrl": "https://a.example/"},
    }
    entry = only(json.dumps({"id": "user/-/state/com.google/starred", "items": [item]}), "starred.json")
    assert (entry.address, entry.content, entry.saved[:10]) == (PAGE, HTML, DAY)
    assert (entry.known.byline, entry.known.publisher) == ("Ann Other", "The Light")


def test_what_linkding_has_archived_comes_in_as_read() -> None:
    page = PAGES["linkding"].replace("sea,", "sea,linkding:bookmarks.archived,")
    check(only(page.format(PAGE, SECONDS), "bookmarks.html"), is_read=True)


def test_instapaper_s_page_tells_what_was_read() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol>{}</ol>"
    )
    links = '<li><a href="https://a.example/">A</a></ol><h1>Archive</h1><ol><li><a href="https://b.example/">B</a>'
    listing = lists.read(page.format(links).encode(), "export.html")
    assert listing is not None
    assert [(entry.known.title, entry.is_read) for entry in listing.entries] == [("A", False), ("B", True)]


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE xbel><xbel><folder><bookmark href="{}" added="{}"><title>The Keeper</title></bookmark>',
        '<posts user="a"><post href="{}" time="{}" description="The Keeper" tag="" extended=""/></posts>',
    ],
)
def test_bookmarks_in_xml_are_articles(content: str) -> None:
    source = '<?xml version="1.0" encoding="UTF-8"?>' + content.format(
        PAGE.replace("&", "&amp;"), f"{DAY}T08:00:00Z"
    )
    entry = only(source, "bookmarks.xml")
    assert (entry.address, entry.known.title, entry.saved[:10]) == (PAGE, "The Keeper", DAY)


@pytest.mark.parametrize("name", ["", "reading.txt"])
def test_a_text_of_nothing_but_addresses_is_a_list(name: str) -> None:
    listing = lists.read(f"\n{PAGE}\r\n\nhttps://b.example/ | B: a story\n{PAGE}\n".encode(), name)
    assert listing is not None
    assert [(entry.address, entry.known.title) for entry in listing.entries] == [
        (PAGE, ""),
        ("https://b.example/", "B: a story"),
    ]
    for text in (f"{PAGE}\nand words", f"{PAGE} and words", "", "words"):
        assert lists.read(text.encode(), name) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "content",
    [
        "<rss><channel><item><title>é</title></item></channel></rss>",
        '[{"url": "https://a.example/", "title": "é"}]',
    ],
)
def test_lists_may_begin_with_a_byte_order_mark(encoding: str, content: str) -> None:
    listing = lists.read(content.encode(encoding), "a.json")
    assert listing is not None
    assert [entry.known.title for entry in listing.entries] == ["é"]


@given(st.dictionaries(st.text(max_size=12), st.none() | st.text(max_size=9) | st.integers()))
def test_a_record_keeps_the_first_of_names_that_look_the_same(record: dict[str, object]) -> None:
    found = folded(record)
    assert set(found) == {listed._folded(name) for name in record}  # noqa: SLF001 - what it is about
    assert all(value in record.values() for value in found.values())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["url", "title", "content", "tags", "canonical", "feed", "author"]), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_a_list_or_none(value: object) -> None:
    for entry in listed.articles(value):
        assert entry.address
        assert all(tag.strip() for tag in entry.known.tags)
