from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.clippings.clipping import Clipping
from exchange.clippings.inline import unlinked
from exchange.clippings.reader import clippings
from tests.exchange.clippings.generated import LINE, MOMENTS, PROSE, TAGS, utc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Write = Callable[[Sequence[Clipping]], bytes]

NOTES = PROSE | st.just("")
IDS = st.uuids().map(str)
OFFSETS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: (min(pair), sum(pair)))


@st.composite
def marks(draw: st.DrawFn, program: str, fields: str, *, in_zone: bool = True) -> Clipping:
    """A clipping with the fields that a format has, as reading it back gives them."""
    names = fields.split()
    drawn: dict[str, Any] = {
        name: draw(LINE)
        for name in names
        if name not in ("note", "tags", "made", "start", "prefix", "suffix")
    }
    if "note" in names:
        drawn["note"] = draw(NOTES)
    if "tags" in names:
        drawn["tags"] = draw(TAGS)
    if "made" in names:
        moment = draw(MOMENTS)
        drawn["made"] = utc(moment) if in_zone else moment.isoformat()
    if "start" in names:
        drawn["start"], drawn["end"] = draw(OFFSETS)
    drawn |= {name: draw(PROSE) for name in ("prefix", "suffix") if name in names}
    return Clipping(draw(PROSE), origin=f"{program}:{draw(IDS)}" if program else "", **drawn)


def is_plain(mark: Clipping) -> bool:
    """Whether its words are the same where they are taken for Markdown."""
    return unlinked(mark.words) == mark.words


def identity(mark: Clipping) -> str:
    return mark.origin.partition(":")[2]


def quoted(mark: Clipping) -> list[dict[str, Any]]:
    return [
        {
            "type": "RangeSelector",
            "startContainer": "/p",
            "startOffset": 1,
            "endContainer": "/p",
            "endOffset": 2,
        },
        {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
        {"type": "TextQuoteSelector", "exact": mark.words, "prefix": mark.prefix, "suffix": mark.suffix},
    ]


def hypothesis_json(found: Sequence[Clipping]) -> bytes:
    rows = [
        {
            "id": identity(mark),
            "uri": mark.source,
            "text": mark.note,
            "tags": list(mark.tags),
            "created": mark.made,
            "document": {"title": [mark.title]},
            "target": [{"source": mark.source, "selector": quoted(mark)}],
        }
        for mark in found
    ]
    return json.dumps({"total": len(rows), "rows": rows}).encode()


def w3c(mark: Clipping) -> dict[str, Any]:
    said = [{"type": "TextualBody", "purpose": "commenting", "value": mark.note}] if mark.note else []
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in mark.tags]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": identity(mark),
        "created": mark.made,
        "body": [*said, *tags],
        "target": {"source": mark.source, "selector": quoted(mark)},
    }


def w3c_list(found: Sequence[Clipping]) -> bytes:
    return json.dumps([w3c(mark) for mark in found]).encode()


def w3c_collection(found: Sequence[Clipping]) -> bytes:
    pages = {"type": "AnnotationPage", "items": [w3c(mark) for mark in found]}
    return json.dumps({"type": "AnnotationCollection", "total": len(found), "first": pages}).encode("utf-16")


def postil_lines(found: Sequence[Clipping]) -> bytes:
    lines = [
        {
            "id": identity(mark),
            "kind": mark.kind,
            "article": {"title": mark.title, "source": mark.source},
            "start": mark.start,
            "end": mark.end,
            "exact": mark.words,
            "prefix": mark.prefix,
            "suffix": mark.suffix,
            "note": mark.note,
            "tags": mark.tags,
            "speaker": mark.speaker,
            "status": mark.status,
            "created": mark.made,
        }
        for mark in found
    ]
    return "\n".join(map(json.dumps, lines)).encode()


def zotero_api(found: Sequence[Clipping]) -> bytes:
    items: list[dict[str, Any]] = []
    for number, mark in enumerate(found):
        creator = {"creatorType": "author", "name": mark.author}
        items += [
            {
                "key": f"ITEM{number}",
                "data": {
                    "key": f"ITEM{number}",
                    "itemType": "webpage",
                    "title": mark.title,
                    "creators": [creator],
                    "url": mark.source,
                    "language": mark.language,
                },
            },
            {
                "key": f"ATT{number}",
                "data": {"key": f"ATT{number}", "itemType": "attachment", "parentItem": f"ITEM{number}"},
            },
            {
                "data": {
                    "key": identity(mark),
                    "itemType": "annotation",
                    "parentItem": f"ATT{number}",
                    "annotationType": "highlight",
                    "annotationText": f"<i>{mark.words}</i>",
                    "annotationComment": mark.note,
                    "annotationColor": mark.colour,
                    "dateAdded": mark.made,
                    "tags": [{"tag": tag} for tag in mark.tags],
                }
            },
        ]
    return json.dumps(items).encode()


def omnivore(found: Sequence[Clipping]) -> bytes:
    articles = [
        {
            "slug": "a",
            "savedAt": "2024-10-29T16:30:11.000Z",
            "title": mark.title,
            "author": mark.author,
            "url": mark.source,
            "highlights": [
                {
                    "id": identity(mark),
                    "quote": mark.words,
                    "annotation": mark.note,
                    "color": mark.colour,
                    "createdAt": mark.made,
                    "labels": [{"name": tag} for tag in mark.tags],
                }
            ],
        }
        for mark in found
    ]
    return json.dumps(articles).encode()


def calibre(found: Sequence[Clipping]) -> bytes:
    bookmarks = [
        {
            "type": "highlight",
            "uuid": identity(mark),
            "highlighted_text": mark.words,
            "notes": mark.note,
            "timestamp": mark.made,
            "style": {"which": mark.colour},
            "start_cfi": "/2",
            "toc_family_titles": [mark.place],
        }
        for mark in found
    ]
    lines = base64.encodebytes(
        json.dumps([{"type": "last-read", "pos_type": "epubcfi"}, *bookmarks]).encode()
    )
    return b"encoding=json+base64:\n" + lines


def koreader_json(found: Sequence[Clipping]) -> bytes:
    books = [
        {
            "title": mark.title,
            "author": mark.author,
            "file": mark.source,
            "entries": [
                {
                    "sort": "highlight",
                    "text": mark.words,
                    "note": mark.note,
                    "color": mark.colour,
                    "chapter": mark.place,
                    "time": 0,
                }
            ],
        }
        for mark in found
    ]
    return json.dumps({"version": "json/1.0.0", "documents": books}).encode()


def in_csv(rows: list[list[str]]) -> bytes:
    """Rows in CSV, with an apostrophe before what spreadsheets would take for a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([re.sub(r"\A(?='*[=+\-@\t\r])", "'", cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def readwise_export(found: Sequence[Clipping]) -> bytes:
    head = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,"
        "Location Type,Location,Highlighted at,Document tags"
    )
    rows = [
        [
            mark.words,
            mark.title,
            mark.author,
            "",
            mark.note,
            mark.colour,
            ", ".join(mark.tags),
            "offset",
            "81",
            mark.made,
            "",
        ]
        for mark in found
    ]
    return in_csv([head.split(","), *rows])


def readwise_import(found: Sequence[Clipping]) -> bytes:
    rows = [
        [
            mark.words,
            mark.title,
            mark.author,
            mark.source,
            mark.note,
            "7",
            mark.made.rstrip("Z").partition(".")[0].replace("T", " "),
        ]
        for mark in found
    ]
    return in_csv([["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"], *rows])


def lua(text: str) -> str:
    """A string as Lua's `%q` writes it, and its bytes beyond ASCII in decimals."""
    return "".join(
        f"\\{chr(byte)}" if chr(byte) in '"\\\n' else f"\\{byte:03}" if byte > 126 or byte < 32 else chr(byte)
        for byte in text.encode()
    )


def koreader_lua(found: Sequence[Clipping]) -> bytes:
    entries = "".join(
        f'[{number}] = {{["chapter"] = "{lua(mark.place)}", ["color"] = "{lua(mark.colour)}", ["datetime"] = '
        f'"{mark.made.replace("T", " ")}", ["drawer"] = "lighten", ["note"] = "{lua(mark.note)}", '
        f'["pos0"] = "/body/p[{number}]", ["text"] = "{lua(mark.words)}"}},\n'
        for number, mark in enumerate(found, start=1)
    )
    table = f'["annotations"] = {{\n{entries}}},\n["doc_props"] = {{["title"] = "B"}},'
    return f"-- a path\nreturn {{\n{table}\n}}\n".encode()


def rdf(found: Sequence[Clipping]) -> bytes:
    items = "".join(
        f'<bib:Document rdf:about="#item{number}"><dc:title>{html.escape(mark.title)}</dc:title>'
        f'<dcterms:isReferencedBy rdf:resource="#note{number}"/></bib:Document>'
        f'<bib:Memo rdf:about="#note{number}">'
        f"<rdf:value>{html.escape(zotero_note(mark))}</rdf:value></bib:Memo>"
        for number, mark in enumerate(found)
    )
    names = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "z": "http://www.zotero.org/namespaces/export#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "bib": "http://purl.org/net/biblio#",
        "dcterms": "http://purl.org/dc/terms/",
    }
    spaces = " ".join(f'xmlns:{short}="{long}"' for short, long in names.items())
    return f"<rdf:RDF {spaces}>{items}</rdf:RDF>".encode()


def zotero_note(mark: Clipping) -> str:
    told = quote(json.dumps({"annotationKey": identity(mark), "color": mark.colour, "pageLabel": "4"}))
    return (
        f'<div class="zotero-note"><p><span class="highlight" data-annotation="{told}">'
        f"“{html.escape(mark.words)}”</span> "
        f'<span class="citation">(<span>A, p. 4</span>)</span> {html.escape(mark.note)}</p></div>'
    )


def omnivore_markdown(found: Sequence[Clipping]) -> bytes:
    first = found[0]
    blocks = "".join(
        "\n".join(f"> {line}" for line in mark.words.split("\n"))
        + f" [⤴️](https://omnivore.app/me/a#{identity(mark)})"
        + "".join(f" #{tag}" for tag in mark.tags)
        + f" ^{identity(mark)}\n\n{mark.note}\n\n"
        for mark in found
    )
    matter = f"---\nid: 7\nauthor: {first.author}\n---\n\n# {first.title}\n#Omnivore"
    return f"{matter}\n\n[Read Original]({first.source})\n\n## Highlights\n\n{blocks}".encode()


ALL = "note tags made title source prefix suffix start"
FORMATS: dict[str, tuple[Write, st.SearchStrategy[Clipping]]] = {
    "Hypothesis JSON": (hypothesis_json, marks("hypothesis", ALL)),
    "W3C Web Annotation": (w3c_list, marks("w3c", "note tags made source prefix suffix start")),
    "W3C collection": (w3c_collection, marks("w3c", "note tags made source prefix suffix start")),
    "Postil JSON Lines": (postil_lines, marks("postil", f"{ALL} kind speaker status")),
    "Zotero JSON": (zotero_api, marks("zotero", "note tags made title author source language colour")),
    "Omnivore JSON": (
        omnivore,
        marks("omnivore", "note tags made title author source colour").filter(is_plain),
    ),
    "Calibre bookmarks": (calibre, marks("calibre", "note made colour place")),
    "KOReader metadata": (koreader_lua, marks("", "note made colour place", in_zone=False)),
    "KOReader JSON": (koreader_json, marks("", "note colour place title author source")),
    "Readwise export": (readwise_export, marks("", "note made title author colour").filter(is_plain)),
    "Readwise import": (readwise_import, marks("", "made title author source")),
}
KNOWN: dict[str, dict[str, Any]] = {
    "KOReader metadata": {"title": "B"},
    "KOReader JSON": {"made": "1970-01-01T00:00:00.000Z"},
    "Readwise export": {"place": "offset 81"},
    "Readwise import": {"place": "order 7"},
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25)
@given(data=st.data())
def test_what_a_format_holds_is_read_back_equal(name: str, data: st.DataObject) -> None:
    write, one = FORMATS[name]
    written = data.draw(st.lists(one, min_size=1, max_size=4))
    found = clippings("file", write(written))
    assert found.refused == ()
    expected = [replace(mark, **KNOWN.get(name, {})) for mark in written]
    has_ids = all(mark.origin for mark in written)
    assert [mark if has_ids else replace(mark, origin="") for mark in found.clippings] == expected
    assert all(mark.origin for mark in found.clippings)


WORDS = (
    st.text(st.sampled_from("abc é,.&<>{}#"), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            Clipping, WORDS, WORDS, colour=st.just("#ffd400"), title=WORDS, origin=IDS.map("zotero:{}".format)
        ),
        min_size=1,
    )
)
def test_highlights_in_zotero_notes_are_read_back_equal(written: list[Clipping]) -> None:
    found = clippings("notes.rdf", rdf(written))
    assert found == replace(
        found, clippings=tuple(replace(mark, place="p. 4") for mark in written), refused=()
    )


MARKDOWN = st.text(st.sampled_from("abc é,.&<{}\n"), min_size=1).map(str.strip).filter(bool)


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            Clipping,
            MARKDOWN,
            MARKDOWN,
            tags=st.sampled_from([(), ("one", "two")]),
            origin=IDS.map("markdown:{}".format),
        ),
        min_size=1,
    )
)
def test_highlights_in_markdown_are_read_back_equal(written: list[Clipping]) -> None:
    known: dict[str, Any] = {"title": "A title", "author": "Ann", "source": "https://example.org/a"}
    expected = tuple(replace(mark, **known) for mark in written)
    found = clippings("a.md", omnivore_markdown(expected))
    assert (found.format, found.refused) == ("Markdown highlights", ())
    assert found.clippings == expected


def test_the_name_of_a_mark_without_an_id_never_changes() -> None:
    mark = {"itemType": "annotation", "annotationType": "highlight", "annotationText": "w"}
    (found,) = clippings("a.json", json.dumps([{**mark, "annotationPageLabel": "12"}]).encode()).clippings
    assert (found.place, found.origin) == ("p. 12", "zotero:5dc41e75391bfb52feb2")
