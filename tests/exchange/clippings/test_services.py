from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.clippings.reader import clippings
from tests.exchange.clippings.test_round_trips import identity, marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exchange.clippings.clipping import Clipping

    Write = Callable[[Sequence[Clipping]], bytes]


def readeck(found: Sequence[Clipping]) -> bytes:
    return json.dumps(
        [
            {
                "id": identity(mark),
                "text": mark.words,
                "note": mark.note,
                "color": mark.colour,
                "created": mark.made,
                "bookmark_id": "b",
                "bookmark_url": mark.source,
                "bookmark_title": mark.title,
                "bookmark_site_name": mark.publisher,
            }
            for mark in found
        ]
    ).encode()


def raindrop(found: Sequence[Clipping]) -> bytes:
    items = [
        {
            "_id": identity(mark),
            "text": mark.words,
            "note": mark.note,
            "color": mark.colour,
            "created": mark.made,
            "link": mark.source,
            "title": mark.title,
            "tags": list(mark.tags),
            "raindropRef": 7,
        }
        for mark in found
    ]
    return json.dumps({"result": True, "items": items}).encode()


def raindrop_bookmarks(found: Sequence[Clipping]) -> bytes:
    names = {"text": "words", "note": "note", "color": "colour", "created": "made"}
    items = [
        {
            "_id": 7,
            "link": mark.source,
            "title": mark.title,
            "tags": ["the bookmark's"],
            "highlights": [
                {name: getattr(mark, field) for name, field in names.items()} | {"_id": identity(mark)}
            ],
        }
        for mark in found
    ]
    return json.dumps({"items": items}).encode()


def linkwarden(found: Sequence[Clipping]) -> bytes:
    items = [
        {
            "id": identity(mark),
            "linkId": 1,
            "startOffset": 1,
            "endOffset": 2,
            "text": mark.words,
            "comment": mark.note or None,
            "color": mark.colour,
            "createdAt": mark.made,
        }
        for mark in found
    ]
    return json.dumps({"response": items}).encode()


def recogito(found: Sequence[Clipping]) -> bytes:
    items = [
        {
            "id": identity(mark),
            "bodies": [
                {"purpose": "commenting", "value": mark.note},
                *({"purpose": "tagging", "value": tag} for tag in mark.tags),
            ],
            "target": {
                "annotation": identity(mark),
                "created": mark.made,
                "selector": [{"quote": mark.words, "start": mark.start, "end": mark.end}],
            },
        }
        for mark in found
    ]
    return json.dumps(items).encode()


def wallabag_mark(mark: Clipping) -> dict[str, Any]:
    return {
        "id": 3,
        "annotator_schema_version": "v1.0",
        "quote": mark.words,
        "text": mark.note,
        "ranges": [{"start": "/p", "startOffset": "1", "end": "/p", "endOffset": "2"}],
        "created_at": mark.made,
    }


def wallabag(found: Sequence[Clipping]) -> bytes:
    items = [
        {
            "url": mark.source,
            "title": mark.title,
            "language": mark.language,
            "published_by": [mark.author],
            "is_archived": 1,
            "domain_name": "example.org",
            "tags": ["the article's"],
            "annotations": [wallabag_mark(mark)],
        }
        for mark in found
    ]
    return json.dumps([*items, {**items[0], "annotations": []}]).encode()


def annotator(found: Sequence[Clipping]) -> bytes:
    rows = [
        {
            **wallabag_mark(mark),
            "uri": mark.source,
            "tags": list(mark.tags),
            "created": mark.made,
            "created_at": "",
        }
        for mark in found
    ]
    return json.dumps({"total": len(rows), "rows": rows}).encode()


def hypothesis_table(found: Sequence[Clipping], delimiter: str) -> bytes:
    head = ["Created at", "Author", "Page", "URL", "Group", "Type", "Quote/description", "Comment", "Tags"]
    text = io.StringIO()
    table = csv.writer(text, delimiter=delimiter)
    table.writerow(head)
    for mark in found:
        made = mark.made.replace("T", " ")
        page = mark.place.removeprefix("p. ")
        table.writerow([made, "me", page, mark.source, "g", "Annotation", mark.words, mark.note, "one,two"])
    return text.getvalue().encode()


PAGED = (
    marks("", "note made source", in_zone=False)
    .map(lambda mark: replace(mark, tags=("one", "two"), place="p. xii"))
    .filter(lambda mark: not mark.words.startswith("'") and not mark.note.startswith("'"))
)
"""Marks as tables tell them, in which an apostrophe before a formula says only that it is none."""

FORMATS: dict[str, tuple[str, Write, st.SearchStrategy[Clipping]]] = {
    "readeck": ("Readeck JSON", readeck, marks("readeck", "note made title publisher source colour")),
    "raindrop": ("Raindrop JSON", raindrop, marks("raindrop", "note tags made title source colour")),
    "raindrop's bookmarks": (
        "Raindrop JSON",
        raindrop_bookmarks,
        marks("raindrop", "note made title source colour"),
    ),
    "linkwarden": ("Linkwarden JSON", linkwarden, marks("linkwarden", "note made colour")),
    "recogito": ("Recogito JSON", recogito, marks("w3c", "note tags made start")),
    "wallabag": ("wallabag JSON", wallabag, marks("", "note made title author source language")),
    "annotator": ("Annotator JSON", annotator, marks("", "note tags made source")),
    "commas": ("Hypothesis CSV", lambda found: hypothesis_table(found, ","), PAGED),
    "tabs": ("Hypothesis CSV", lambda found: hypothesis_table(found, "\t"), PAGED),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_a_service_tells_is_read_back_equal(name: str, data: st.DataObject) -> None:
    form, write, one = FORMATS[name]
    written = data.draw(st.lists(one, min_size=1, max_size=4))
    found = clippings("file", write(written))
    assert (found.format, found.refused) == (form, ())
    has_ids = bool(written[0].origin)
    assert [mark if has_ids else replace(mark, origin="") for mark in found.clippings] == written
    assert all(mark.origin for mark in found.clippings)


def test_an_article_of_wallabag_without_marks_holds_none() -> None:
    article = {"url": "https://example.org", "title": "T", "is_archived": 0, "domain_name": "example.org"}
    found = clippings("wallabag.json", json.dumps([article, article]).encode())
    assert (found.format, found.clippings, found.refused) == ("wallabag JSON", (), ())


def test_the_highlights_in_a_cell_of_raindrop_are_parted() -> None:
    cell = "Highlight:The first\nNote:On the first\nHighlight:The second,\nin two lines"
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            [
                "id",
                "title",
                "note",
                "excerpt",
                "url",
                "folder",
                "tags",
                "created",
                "cover",
                "highlights",
                "favorite",
            ],
            ["1", "T", "All of it", "", "https://example.org", "F", "a, b", "2024-01-02T03:04:05Z", "", cell],
            ["2", "U", "", "", "https://example.org/u", "F", "", "2024-01-02T03:04:05Z", "", ""],
        ]
    )
    found = clippings("export.csv", text.getvalue().encode())
    assert (found.format, found.refused) == ("Raindrop CSV", ())
    assert [(one.words, one.note) for one in found.clippings] == [
        ("The first", "On the first"),
        ("The second,\nin two lines", ""),
        ("", "All of it"),
    ]
    assert {one.tags for one in found.clippings} == {("a", "b")}


def test_what_diigo_calls_no_tag_is_none() -> None:
    found = clippings(
        "diigo.csv",
        b"title,url,tags,description,comments,annotations,created_at\n"
        b'T,https://example.org,no_tag,About it,,"Highlight: one thing\nHighlight: another",2015-01-01\n',
    )
    assert found.format == "Diigo CSV"
    assert [(one.words, one.note, one.tags) for one in found.clippings] == [
        ("one thing", "", ()),
        ("another", "", ()),
        ("", "About it", ()),
    ]


def test_the_table_of_hypothesis_of_2023_is_read() -> None:
    found = clippings(
        "hypothesis.csv",
        b"Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n"
        b'2023-11-02 10:11,https://example.org,Ours,Annotation,"some, words",me,A note,"a,b",iii\n',
    )
    (one,) = found.clippings
    assert (found.format, one.words, one.note, one.tags, one.place, one.made) == (
        "Hypothesis CSV",
        "some, words",
        "A note",
        ("a", "b"),
        "p. iii",
        "2023-11-02T10:11:00",
    )
