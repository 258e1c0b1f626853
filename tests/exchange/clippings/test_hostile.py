from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.clippings.reader import clippings
from exchange.clippings.record import LONGEST
from tests.exchange.clippings.written import EXPORTED, WORK
from text.clean import clean

if TYPE_CHECKING:
    from exchange.clippings.clipping import Parsed

QUOTE = {"type": "TextQuoteSelector", "exact": "words", "prefix": "a", "suffix": "b"}
POSITION = {"type": "TextPositionSelector", "start": 1, "end": 6}
TARGET = {"source": "https://example.org", "selector": [QUOTE, POSITION]}
BODY = {"type": "TextualBody", "purpose": "tagging", "value": "tag"}

RECORDS: dict[str, dict[str, Any]] = {
    "Hypothesis JSON": {
        "id": "1",
        "uri": "https://example.org",
        "text": "note",
        "tags": ["tag"],
        "created": "2020-01-01T00:00:00Z",
        "document": {"title": ["T"]},
        "target": [TARGET],
    },
    "W3C Web Annotation": {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "urn:1",
        "motivation": "tagging",
        "created": "2020-01-01T00:00:00Z",
        "body": [BODY],
        "target": TARGET,
    },
    "Postil JSON Lines": {
        "id": "1",
        "kind": "quote",
        "article": {"title": "T"},
        "exact": "words",
        "tags": ["a"],
        "start": 1,
        "end": 2,
        "created": "2020-01-01T00:00:00Z",
        "speaker": "S",
    },
    "Zotero JSON": {
        "key": "K",
        "itemType": "annotation",
        "annotationType": "highlight",
        "annotationText": "words",
        "annotationComment": "note",
        "annotationPageLabel": "3",
        "tags": [{"tag": "a"}],
        "dateAdded": "2020-01-01T00:00:00Z",
    },
    "Mendeley JSON": {
        "id": "1",
        "type": "sticky_note",
        "text": "words",
        "color": {"r": 1, "g": 2, "b": 3},
        "filehash": "f",
        "positions": [{"page": 1}],
        "created": "2020-01-01T00:00:00Z",
    },
    "Omnivore JSON": {
        "slug": "s",
        "savedAt": "2020-01-01",
        "title": "T",
        "author": "A",
        "url": "https://example.org",
        "highlights": [
            {"id": "1", "quote": "words", "labels": [{"name": "a"}], "createdAt": "2020-01-01T00:00:00Z"}
        ],
    },
    "Recogito JSON": {
        "id": "1",
        "bodies": [{"purpose": "tagging", "value": "tag"}, {"value": "note"}],
        "target": {
            "created": "2020-01-01T00:00:00Z",
            "selector": [{"quote": "words", "start": 1, "end": 6, "pageNumber": 3}],
        },
    },
    "Annotator JSON": {
        "id": 1,
        "quote": "words",
        "text": "note",
        "uri": "https://example.org",
        "ranges": [{"start": "/p", "startOffset": "1", "end": "/p", "endOffset": "6"}],
        "tags": ["a"],
        "created": "2020-01-01T00:00:00Z",
    },
    "wallabag JSON": {
        "url": "https://example.org",
        "title": "T",
        "is_archived": 0,
        "domain_name": "example.org",
        "published_by": ["A"],
        "annotations": [{"id": 1, "quote": "words", "text": "note", "ranges": []}],
    },
    "Readeck JSON": {
        "id": "1",
        "text": "words",
        "note": "note",
        "color": "yellow",
        "created": "2020-01-01T00:00:00Z",
        "bookmark_id": "b",
        "bookmark_url": "https://example.org",
        "bookmark_title": "T",
    },
    "Raindrop JSON": {
        "_id": 1,
        "link": "https://example.org",
        "title": "T",
        "highlights": [{"_id": "h", "text": "words", "note": "note", "tags": ["a"]}],
    },
    "JSON of works with highlights": WORK,
    "Calibre bookmarks": {
        "type": "highlight",
        "uuid": "1",
        "highlighted_text": "words",
        "notes": "n",
        "style": {"which": "yellow"},
        "start_cfi": "/2",
        "spine_name": "a.html",
        "timestamp": "2020-01-01T00:00:00Z",
        "toc_family_titles": ["C"],
    },
}

KINDLE = """Emma (Austen, Jane)
- Your Highlight on page 1 | Location 5-6 | Added on Friday, 1 May 2020 01:02:03

words
==========
"""
LUA = (
    '-- a\nreturn {["annotations"] = {[1] = {["text"] = "words", ["pos0"] = "/p", ["drawer"] = "lighten"}}}\n'
)
CSV = "Highlight,Title,Author,URL,Note,Location,Date\nwords,T,A,,n,1,2020-01-01 00:00:00\n"
MARKDOWN = "# T\n\n## Highlights\n\n> words [⤴️](https://example.org) #tag ^abc-1\n\nnote\n"
HYPOTHESIS_CSV = (
    "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags\n"
    "2020-01-01 00:00,me,3,https://example.org,g,Annotation,words,note,tag\n"
)
RAINDROP = (
    "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
    "1,T,n,,https://example.org,F,a,2020-01-01T00:00:00Z,,Highlight:words,false\n"
)
DIIGO = (
    "title,url,tags,description,comments,annotations,created_at\n"
    "T,https://example.org,a,d,,Highlight: words,2020-01-01 00:00:00\n"
)
ZOTERO_MARKDOWN = (
    "# T\n\n“words” ([A, 2020, p. 3](zotero://select/library/items/I)) "
    "([pdf](zotero://open-pdf/library/items/F?page=3&annotation=K)) note\n"
)
ZOTERO_PAGE = (
    '<div data-schema-version="8"><p><span class="highlight" '
    'data-annotation="%7B%22annotationKey%22%3A%22K%22%7D">words</span> note</p></div>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:bib="http://purl.org/net/biblio#" xmlns:z="http://www.zotero.org/namespaces/export#">'
    '<bib:Memo rdf:about="#1"><rdf:value>&lt;p&gt;words&lt;/p&gt;</rdf:value></bib:Memo></rdf:RDF>'
)
POSTIL_CSV = (
    "id,kind,words,note,tags,speaker,status,article,title,byline,publisher,published,source,start,end,anchor\n"
    "1,quote,words,note,a b,S,,9,T,A,,,https://example.org,1,6,exact\n"
)
RIS = "TY  - BOOK\nTI  - T\nAU  - Marsh, Ada\nN1  - <p>note</p>\nN1  - plain\nER  - \n\n"
ANNOTATOR = (
    ">%%\n>```annotation-json\n"
    '>{"created":"2020-01-01T00:00:00.000Z","text":"note","uri":"vault:/a.pdf","tags":["a"],'
    '"document":{"title":"T"},"target":[{"selector":[{"type":"TextQuoteSelector","exact":"words"}]}]}\n'
    ">```\n>%%\n>*%%PREFIX%%a%%HIGHLIGHT%% ==words== %%POSTFIX%%b*\n"
    ">%%LINK%%[[#^abc123|show annotation]]\n>%%COMMENT%%\n>note\n>%%TAGS%%\n>#a\n^abc123\n"
)
WRITTEN = {
    "Obsidian Annotator": ANNOTATOR,
    "RIS notes": RIS,
    "Postil CSV": POSTIL_CSV,
    "Kindle clippings": KINDLE,
    "KOReader metadata": LUA,
    "Readwise CSV": CSV,
    "Markdown highlights": MARKDOWN,
    "Hypothesis CSV": HYPOTHESIS_CSV,
    "Raindrop CSV": RAINDROP,
    "Diigo CSV": DIIGO,
    "Zotero Markdown": ZOTERO_MARKDOWN,
    "Zotero note": ZOTERO_PAGE,
    "Zotero RDF": RDF,
    **EXPORTED,
}
FILES = [*WRITTEN.values(), *(json.dumps([record] * 2) for record in RECORDS.values())]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)


def is_sound(found: Parsed) -> bool:
    """Whether nothing in the clippings and sentences can act on a terminal."""
    texts = [*found.refused]
    for one in found.clippings:
        texts += [
            one.words,
            one.note,
            one.title,
            one.author,
            one.source,
            one.place,
            one.made,
            one.colour,
            *one.tags,
        ]
    return all(clean(text) == text for text in texts)


@given(st.sampled_from(FILES), st.data())
def test_damaged_files_give_clippings_or_sentences(file: str, data: st.DataObject) -> None:
    content = bytearray(file.encode() * data.draw(st.integers(1, 2)))
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.binary(max_size=9) | st.sampled_from([b"\0", b'"', b"\\", b"{", b"[[", b"\xed\xa0\x80"])
        )
    assert is_sound(clippings("file", bytes(content)))


@given(st.binary(max_size=200))
def test_any_bytes_give_clippings_or_sentences(content: bytes) -> None:
    found = clippings("file", content)
    assert is_sound(found)
    assert found.format or len(found.refused) == 1


@pytest.mark.parametrize("name", RECORDS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_bad_record_never_loses_the_others(name: str, data: st.DataObject) -> None:
    good = RECORDS[name]
    bad = (
        {**good, data.draw(st.sampled_from(sorted(good))): data.draw(JSON)}
        if data.draw(st.booleans())
        else data.draw(JSON)
    )
    found = clippings("file", json.dumps([good, bad, good]).encode())
    whole = clippings("file", json.dumps([good, good]).encode())
    assert found.format == name
    assert is_sound(found)
    assert (found.clippings[0], found.clippings[-1]) == whole.clippings


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "items",
                "rows",
                "blocks",
                "entries",
                "documents",
                "annotations",
                "type",
                "first",
                "data",
                "highlight",
            ]
        ),
        JSON,
    )
)
def test_any_json_gives_clippings_or_sentences(value: dict[str, Any]) -> None:
    assert is_sound(clippings("file", json.dumps(value).encode()))


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"rows":' * 100_000,
        b'{"rows":[{"uri":"","target":' + b"[" * 200_000,
        b'return {["annotations"] = ' + b"{" * 200_000,
        b'return {["annotations"] = os.execute("true")}',
        b'return {["annotations"] = {}} os.exit()',
        b'return {["annotations"] = "never closed',
        b'return {["annotations"] = {}} ' + b"--[[\n" * 100_000,
    ],
)
def test_what_is_too_deep_or_acts_is_refused_in_one_sentence(content: bytes) -> None:
    found = clippings("file", content)
    assert found.clippings == ()
    assert len(found.refused) == 1


@pytest.mark.parametrize("name", RECORDS)
def test_a_field_beyond_all_measure_is_refused_alone(name: str) -> None:
    text = json.dumps([RECORDS[name]] * 3)
    long = text.replace('"words"', f'"{"a" * (LONGEST + 1)}"', 1)
    found = clippings("file", long.encode())
    assert len(found.clippings) == 2
    assert "1,000,000" in found.refused[0]


@pytest.mark.parametrize(
    "filling",
    [" " * 300_000, " #a" * 100_000, "- " * 100_000, "[⤴️](" * 60_000, "^abc " * 60_000, "[URL](" * 50_000],
)
def test_markdown_takes_no_longer_for_what_repeats(filling: str) -> None:
    found = clippings("a.md", f"{MARKDOWN}\n> {filling}x\n".encode())
    assert len(found.clippings) == 2


def test_entities_that_multiply_are_never_unfolded() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = RDF.replace("<rdf:RDF", f'<!DOCTYPE r [<!ENTITY l0 "lol">{entities}]><rdf:RDF', 1).replace(
        "words", "&l9;"
    )
    found = clippings("bomb.rdf", bomb.encode())
    assert sum(len(one.note) for one in found.clippings) < 10_000


def test_entities_of_other_files_are_never_read(tmp_path: Any) -> None:  # noqa: ANN401 - pytest's own
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    bomb = RDF.replace("<rdf:RDF", f'<!DOCTYPE r [<!ENTITY s SYSTEM "{secret.as_uri()}">]><rdf:RDF', 1)
    found = clippings("bomb.rdf", bomb.replace("&lt;p&gt;words", "&s;").encode())
    assert "secret words" not in str(found)


def test_lone_surrogates_and_controls_are_made_harmless() -> None:
    record = {
        **RECORDS["Postil JSON Lines"],
        "exact": "a\ud800b\x1b[2J",
        "id": "\udfff",
        "speaker": "S\n\u202eT",
    }
    (found,) = clippings("\x1bfile", json.dumps([record]).encode()).clippings
    assert (found.words, found.origin, found.speaker) == ("a\ufffdb␛[2J", "postil:\ufffd", "S \ufffdT")


def test_a_nul_here_and_there_loses_nothing() -> None:
    found = clippings("My Clippings.txt", KINDLE.replace("words", "wo\0rds").encode() + b"\0" * 512)
    assert [one.words for one in found.clippings] == ["wo␀rds"]


def test_bad_lines_of_json_lines_are_refused_by_their_number() -> None:
    line = json.dumps(RECORDS["Postil JSON Lines"])
    found = clippings("marks.jsonl", f"{line}\n{{bad\n{'[' * 100_000}\n{line}\n".encode())
    assert len(found.clippings) == 2
    assert [sentence.partition(" of")[0] for sentence in found.refused] == ["Line 2", "Line 3"]


def test_a_quotation_mark_never_closed_costs_one_row() -> None:
    rows = "".join(f"words {number},T,A,,,1,\n" for number in range(50))
    found = clippings("a.csv", f'{CSV}"never closed,T,A,,,1,\n{rows}'.encode())
    assert [one.words for one in found.clippings][-50:] == [f"words {number}" for number in range(50)]


def test_many_refusals_are_told_in_few_sentences() -> None:
    found = clippings("a.csv", (CSV + ",T,A,,,1,\n" * 3000).encode())
    assert len(found.clippings) == 1
    assert len(found.refused) == 1001
    assert found.refused[-1].startswith("2000 more")
