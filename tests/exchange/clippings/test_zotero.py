from __future__ import annotations

import html
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.clippings.clipping import Clipping
from exchange.clippings.reader import clippings

if TYPE_CHECKING:
    from exchange.clippings.clipping import Parsed

KEYS = st.text(st.sampled_from("ABCDEFGHIJ23456789"), min_size=8, max_size=8)
INNER = st.text(st.sampled_from("abcdé ,.;!?()[]*_`<>#+-—'"), max_size=20)
PLAIN = INNER.map(lambda text: " ".join(f"a{text}z".split()))
"""Text of one line, full of what is syntax in Markdown."""


def escaped(text: str) -> str:
    """Text as Zotero puts it into Markdown."""
    return "".join(f"\\{sign}" if sign in "\\*_`[]<>#" else sign for sign in text)


def in_markdown(mark: Clipping) -> str:
    key = mark.origin.partition(":")[2]
    cited = "([Melville, 1851, p. 12](zotero://select/library/items/ITEM))"
    place = f"([pdf](zotero://open-pdf/library/items/FILE?page=20&annotation={key}))"
    return f"“{escaped(mark.words)}” {cited} {place} {escaped(mark.note)}".strip()


@settings(max_examples=40)
@given(
    marks=st.lists(
        st.builds(Clipping, PLAIN, PLAIN | st.just(""), origin=KEYS.map("zotero:{}".format)),
        min_size=1,
        max_size=4,
        unique_by=lambda mark: mark.origin,
    ),
    between=st.sampled_from(["\n\n", " ", "\n- "]),
)
def test_the_annotations_in_a_note_of_markdown_are_read_back_equal(
    marks: list[Clipping], between: str
) -> None:
    note = between.join(map(in_markdown, marks))
    found = clippings("Annotations.md", f"# Annotations  \n(1/2/2024, 3:04 PM)\n\n{note}\n".encode())
    source = "zotero://select/library/items/ITEM"
    expected = [replace(mark, author="Melville", place="p. 12", source=source) for mark in marks]
    assert (found.format, found.refused) == ("Zotero Markdown", ())
    assert list(found.clippings) == expected


def test_a_comment_without_words_and_one_on_a_picture_are_notes_on_a_page() -> None:
    cited = "([Melville, 1851, p. 3](zotero://select/library/items/ITEM))"
    opened = "([pdf](zotero://open-pdf/library/items/FILE?page=3&annotation=KEY2))"
    picture = f"![](a.png)  \n{cited} {opened} on the picture\n\nmore of it"
    note = f"{cited} a sticky note\n\n{picture}\n\n---\n\nrest\n"
    found = clippings("note.md", note.encode())
    assert [(one.words, one.note, one.place) for one in found.clippings] == [
        ("", "a sticky note", "p. 3"),
        ("", "on the picture\n\nmore of it", "p. 3"),
    ]


def test_words_above_their_link_and_a_comment_under_another_are_one_mark() -> None:
    link = "[Page 5](zotero://open-pdf/library/items/FILE?page=5&annotation=KEY1)"
    page = (
        f'---\ntitle: "Whales"\n---\n\n<mark class="x">"some words"</mark>\n{link}\n\n> a comment\n{link}\n'
    )
    (one,) = clippings("whales.md", page.encode()).clippings
    assert (one.words, one.note, one.title, one.place) == ("some words", "a comment", "Whales", "p. 5")


def test_an_article_that_refers_to_files_of_zotero_holds_no_annotations() -> None:
    page = "# T\n\nText.[^1]\n\n[^1]: [A book](zotero://open-pdf/library/items/K?page=4&annotation=A)\n"
    assert clippings("a.md", page.encode()).format == ""


@pytest.mark.parametrize("sign", [" ", "“", '"', "> ", "(["])
def test_markdown_takes_no_longer_for_what_repeats(sign: str) -> None:
    link, filling = "([pdf](zotero://open-pdf/library/items/FILE?annotation=KEY))", sign * 100_000
    found = clippings("a.md", f"“words” {link} {filling}{link} {filling}\n".encode())
    assert found.format == "Zotero Markdown"


def attribute(value: Any) -> str:  # noqa: ANN401 - any JSON
    return quote(json.dumps(value))


URI = "http://zotero.org/users/1/items/ITEM"
WORK = {
    "title": "Whales",
    "URL": "https://example.org/whales",
    "author": [{"given": "Herman", "family": "Melville"}, {"literal": "The Crew"}],
    "issued": {"date-parts": [["1851", 10, 8]]},
    "container-title": "Sea",
    "language": "en",
}
PAGE = f"""<div data-citation-items="{
    attribute([{"uris": [URI], "itemData": WORK}])
}" data-schema-version="9">
<h1>Annotations<br>(1/2/2024)</h1>
<p><span class="highlight" data-annotation="{
    attribute({"annotationKey": "K1", "color": "#ff6666", "pageLabel": "12", "citationItem": {"uris": [URI]}})
}">“the <i>words</i>”</span> <span class="citation">(<span>M, p. 12</span>)</span> a <em>note</em></p>
<p><img data-annotation="{
    attribute({"annotationKey": "K2", "position": {"pageIndex": 3}})
}"><br><span class="citation">(M, p. 4)</span> on a picture</p>
<p><img data-annotation="{attribute({"annotationKey": "K3"})}"></p>
<p>What I think</p><ul><li>of it</li></ul></div>"""


def as_file(page: str) -> Parsed:
    return clippings("note.html", page.encode())


def in_rdf(page: str) -> Parsed:
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#" '
        'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    memo = (
        f'<bib:Memo rdf:about="#item_9"><rdf:value>{html.escape(page)}</rdf:value>'
        "<dc:subject>mine</dc:subject></bib:Memo>"
    )
    return clippings("notes.rdf", f"<rdf:RDF {spaces}>{memo}</rdf:RDF>".encode())


@pytest.mark.parametrize("told", [as_file, in_rdf])
def test_a_note_gives_its_highlights_and_all_else_that_it_says(told: Any) -> None:  # noqa: ANN401
    found = told(PAGE)
    assert found.refused == ()
    assert [(one.words, one.note, one.place) for one in found.clippings] == [
        ("the words", "a note", "p. 12"),
        ("", "on a picture", "p. 4"),
        ("", "What I think\n\nof it", ""),
    ]
    first = found.clippings[0]
    assert (first.title, first.author, first.source) == (
        "Whales",
        "Herman Melville, The Crew",
        "https://example.org/whales",
    )
    assert (first.published, first.publisher, first.colour) == ("1851-10-08", "Sea", "#ff6666")
    assert found.clippings[2].tags == (("mine",) if told is in_rdf else ())


def test_notes_of_two_files_that_have_the_same_number_there_are_two() -> None:
    origins = {in_rdf(page).clippings[0].origin for page in ("<p>one</p>", "<p>other</p>")}
    assert len(origins) == 2


def test_rdf_tells_authors_without_editors_and_the_journal_that_stands_elsewhere() -> None:
    person = "<rdf:Seq><rdf:li><foaf:Person><foaf:surname>{}</foaf:surname></foaf:Person></rdf:li></rdf:Seq>"
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
    xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
    <bib:Article rdf:about="https://example.org/a"><dc:title>T</dc:title>
    <dcterms:isPartOf rdf:resource="urn:issn:1"/><dcterms:isReferencedBy rdf:resource="#n"/>
    <bib:editors>{person.format("Editor")}</bib:editors><bib:authors>{person.format("Author")}</bib:authors>
    </bib:Article><bib:Journal rdf:about="urn:issn:1"><dc:title>J</dc:title></bib:Journal>
    <bib:Memo rdf:about="#n"><rdf:value>&lt;p&gt;n&lt;/p&gt;</rdf:value></bib:Memo></rdf:RDF>"""
    (one,) = clippings("a.rdf", rdf.encode()).clippings
    assert (one.title, one.author, one.publisher, one.source) == ("T", "Author", "J", "https://example.org/a")


ANNOTATION = {"key": "K", "annotationType": "highlight", "annotationText": "words", "tags": [{"tag": "t"}]}


def test_better_bibtex_tells_notes_as_mere_texts_and_as_objects() -> None:
    item = {
        "itemType": "document",
        "title": "T",
        "notes": ["<p>a text</p>", {"key": "N", "note": "<p>an object</p>", "tags": [{"tag": "t"}]}],
        "attachments": [{"itemType": "attachment", "annotations": [ANNOTATION]}],
    }
    found = clippings("export.json", json.dumps({"config": {}, "items": [item]}).encode())
    assert {(one.words, one.note, one.tags, one.title) for one in found.clippings} == {
        ("", "a text", (), "T"),
        ("", "an object", ("t",), "T"),
        ("words", "", ("t",), "T"),
    }


@pytest.mark.parametrize("position", [{"pageIndex": 4}, '{"pageIndex": 4, "rects": []}'])
def test_a_page_without_a_label_is_counted_from_one(position: Any) -> None:  # noqa: ANN401 - any JSON
    answer = {
        "result": [
            {"open": "", "path": "/a.pdf", "annotations": [{**ANNOTATION, "annotationPosition": position}]}
        ]
    }
    (one,) = clippings("answer.json", json.dumps(answer).encode()).clippings
    assert (one.words, one.place, one.source) == ("words", "p. 5", "/a.pdf")


def test_a_comment_in_the_page_of_a_note_says_nothing() -> None:
    page = PAGE.replace("<em>note</em>", "<!-- x --> <em>note</em><?y?>")
    assert as_file(page).clippings[0].note == "a note"


def test_ris_tells_the_notes_on_works_and_passes_over_those_without() -> None:
    works = (
        "TY  - BOOK\r\nTI  - Whales\r\nAU  - Melville, Herman\r\nA2  - Editor, An\r\nPY  - 1851/10/08/\r\n"
        "UR  - https://example.org\r\nN1  - <p>In HTML</p>\r\nN1  - In two\r\nlines\r\nER  - \r\n"
        "TY  - BOOK\r\nTI  - Ships\r\nER  -\r\n"
        "TY  - BOOK\r\nTI  - Seas\r\nN1  - deep\r\nER  - \r\n"
    )
    found = clippings("works.ris", f"\ufeff{works}".encode())
    assert (found.format, found.refused) == ("RIS notes", ())
    assert [(one.title, one.author, one.note) for one in found.clippings] == [
        ("Whales", "Herman Melville", "In HTML"),
        ("Whales", "Herman Melville", "In two\nlines"),
        ("Seas", "", "deep"),
    ]
    assert (found.clippings[0].published, found.clippings[0].source) == ("1851-10-08", "https://example.org")
