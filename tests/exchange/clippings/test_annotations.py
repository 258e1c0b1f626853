from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from exchange.clippings.reader import clippings
from tests.exchange.clippings.test_hostile import ANNOTATOR

if TYPE_CHECKING:
    from exchange.clippings.clipping import Clipping, Parsed

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
QUOTE = {"type": "TextQuoteSelector", "exact": "the words", "prefix": "before ", "suffix": " after"}


def parsed(data: Any) -> Parsed:  # noqa: ANN401 - any JSON
    return clippings("file.json", json.dumps(data).encode())


def only(data: Any) -> Clipping:  # noqa: ANN401 - any JSON
    found = parsed(data)
    assert found.refused == ()
    (one,) = found.clippings
    return one


def w3c(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"@context": CONTEXT, "type": "Annotation", "id": "urn:a", "bodyValue": "note", **fields}


def row(name: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    page = "https://example.org"
    return {"id": name, "uri": page, "text": name, "tags": [], "target": [{"source": page}], **fields}


FIRST = row("first", target=[{"source": "https://example.org", "selector": [QUOTE]}])


@pytest.mark.parametrize("is_apart", [False, True])
def test_a_reply_is_a_note_on_the_words_that_it_answers(is_apart: bool) -> None:
    replies = [row("second", references=["first"]), row("third", references=["first", "second"])]
    rows = {"rows": [FIRST], "replies": replies} if is_apart else {"rows": [*replies, FIRST]}
    found = parsed({"total": 3, **rows})
    assert {(one.words, one.prefix) for one in found.clippings} == {("the words", "before ")}
    assert {one.note for one in found.clippings} == {"first", "second", "third"}


def test_a_reply_to_what_is_not_there_and_a_page_note_have_no_words() -> None:
    found = parsed([row("reply", references=["gone"]), row("page note")])
    assert [(one.words, one.note) for one in found.clippings] == [("", "reply"), ("", "page note")]


def test_page_and_chapter_of_a_book_are_told_together() -> None:
    selectors: list[dict[str, Any]] = [
        QUOTE,
        {"type": "EPUBContentSelector", "url": "/6/8", "cfi": "/6/8", "title": "Loomings"},
        {"type": "PageSelector", "index": 3, "label": "12"},
    ]
    assert only([row("a", target=[{"selector": selectors}])]).place == "p. 12, Loomings"
    del selectors[2]["label"]
    assert only([row("a", target=[{"selector": selectors}])]).place == "p. 4, Loomings"


@pytest.mark.parametrize(
    ("fragment", "place"),
    [
        ("page=7&viewrect=1,2,3,4", "p. 7"),
        ("chapter-2", "chapter-2"),
        ("epubcfi(/6/4!/4/2)", ""),
        ("xywh=1,2,3,4", ""),
        ("t=10,20", ""),
        ("xpointer(/a/b)", ""),
    ],
)
def test_of_fragments_comes_in_what_tells_people_something(fragment: str, place: str) -> None:
    selector = [QUOTE, {"type": "FragmentSelector", "value": fragment}]
    assert only(w3c(target={"source": "https://example.org", "selector": selector})).place == place


def test_a_quotation_within_a_quotation_is_what_is_marked() -> None:
    finer = {"type": "TextQuoteSelector", "exact": "words", "prefix": "the "}
    one = only(w3c(target={"source": "urn:s", "selector": {**QUOTE, "refinedBy": finer}}))
    assert (one.words, one.prefix, one.suffix) == ("words", "the ", "")


def test_of_selectors_to_choose_from_the_quotation_is_found() -> None:
    choice = {"type": "Choice", "items": [{"type": "RangeSelector"}, QUOTE]}
    assert only(w3c(target={"source": "urn:s", "selector": choice})).words == "the words"


def test_a_body_in_html_is_told_as_plain_text() -> None:
    body = {"type": "TextualBody", "format": "text/html", "value": "<p>One &amp; <b>two</b></p><p>three</p>"}
    assert only({**w3c(body=body, target="urn:s"), "bodyValue": ""}).note == "One & two\n\nthree"


@pytest.mark.parametrize(("form", "note"), [("Choice", "one"), ("List", "one\n\ntwo"), ("", "one\n\ntwo")])
def test_of_bodies_to_choose_from_the_first_counts_and_of_several_all(form: str, note: str) -> None:
    body = {"type": form, "items": [{"type": "TextualBody", "value": "one"}, {"value": "two"}]}
    assert only({**w3c(body=body, target="urn:s"), "bodyValue": ""}).note == note


def test_the_colour_of_a_highlight_is_no_note() -> None:
    body = {"type": "TextualBody", "purpose": "highlighting", "value": "#ffd400"}
    one = only(w3c(body=body, target={"source": "urn:s", "selector": QUOTE}))
    assert (one.colour, one.note) == ("#ffd400", "note")


def test_annotations_on_an_annotation_mark_its_words_and_links_between_two_are_refused() -> None:
    found = parsed(
        [
            w3c(id="#1", target={"source": "urn:s", "selector": QUOTE}),
            w3c(id="#2", motivation="replying", target="#1", bodyValue="an answer"),
            w3c(id="#3", motivation="linking", target=[{"id": "#1"}, {"id": "#2"}]),
        ]
    )
    assert [(one.words, one.note) for one in found.clippings] == [
        ("the words", "note"),
        ("the words", "an answer"),
    ]
    assert [sentence.partition(",")[0] for sentence in found.refused] == [
        "Annotation 3 of “file.json” was left out"
    ]


def test_annotations_that_answer_each_other_in_a_ring_come_in() -> None:
    found = parsed([w3c(id="#1", target="#2"), w3c(id="#2", target={"id": "#1"})])
    assert len(found.clippings) == 2


def test_a_set_about_an_e_book_tells_its_title_author_and_chapters() -> None:
    target = {
        "source": "OEBPS/c1.html",
        "selector": [QUOTE, {"type": "TextPositionSelector", "start": 4, "end": 13}],
        "meta": {"headings": [{"level": 1, "txt": "Part"}, {"level": 2, "txt": "Loomings"}], "page": "XI"},
    }
    body = {"type": "TextualBody", "value": "A note", "color": "yellow", "tag": "review", "tags": ["later"]}
    annotations = [
        {
            "type": "Annotation",
            "id": "urn:1",
            "created": "2024-01-01T00:00:00Z",
            "target": target,
            "body": body,
        },
        {"type": "Annotation", "id": "urn:2", "motivation": "bookmarking", "target": {"source": "c2.html"}},
    ]
    about = {"dc:title": "Moby-Dick", "dc:creator": ["Herman Melville"], "dc:date": "1851"}
    one = only({"@context": CONTEXT, "type": "AnnotationSet", "about": about, "items": annotations})
    assert (one.words, one.note, one.tags, one.colour) == (
        "the words",
        "A note",
        ("review", "later"),
        "yellow",
    )
    assert (one.title, one.author, one.published, one.source) == ("Moby-Dick", "Herman Melville", "1851", "")
    assert (one.place, one.start) == ("p. XI, Loomings", None)


OA = "http://www.w3.org/ns/oa#"
OLDER: dict[str, Any] = {
    "Open Annotation": {
        "@context": "http://www.w3.org/ns/oa-context-20130208.json",
        "@id": "urn:a",
        "@type": "oa:Annotation",
        "annotatedAt": "2024-01-01T00:00:00Z",
        "motivatedBy": "oa:commenting",
        "hasBody": [
            {"@type": ["cnt:ContentAsText", "dctypes:Text"], "chars": "note"},
            {"@type": ["oa:Tag", "cnt:ContentAsText"], "chars": "tag"},
        ],
        "hasTarget": {
            "@type": "oa:SpecificResource",
            "hasSource": {"@id": "https://example.org"},
            "hasSelector": {"@type": "oa:TextQuoteSelector", "exact": "the words"},
        },
    },
    "a graph with prefixes": {
        "@graph": [
            {
                "@id": "urn:a",
                "@type": "oa:Annotation",
                "dcterms:created": {"@type": "xsd:dateTime", "@value": "2024-01-01T00:00:00Z"},
                "oa:hasBody": [{"@id": "_:note"}, {"@id": "_:tag"}],
                "oa:hasTarget": {"@id": "_:target"},
            },
            {"@id": "_:note", "@type": "cnt:ContentAsText", "cnt:chars": "note"},
            {"@id": "_:tag", "@type": ["oa:Tag"], "cnt:chars": "tag"},
            {
                "@id": "_:target",
                "oa:hasSource": {"@id": "https://example.org"},
                "oa:hasSelector": {"@id": "_:one"},
            },
            {"@id": "_:one", "@type": "oa:Choice", "oa:item": [{"@id": "_:quote"}]},
            {"@id": "_:quote", "@type": "oa:TextQuoteSelector", "oa:exact": "the words"},
        ]
    },
    "whole addresses": [
        {
            "@id": "urn:a",
            "@type": [f"{OA}Annotation"],
            "http://purl.org/dc/terms/created": [{"@value": "2024-01-01T00:00:00Z"}],
            f"{OA}hasBody": [
                {"http://www.w3.org/1999/02/22-rdf-syntax-ns#value": [{"@value": "note"}]},
                {
                    f"{OA}hasPurpose": [{"@id": f"{OA}tagging"}],
                    "@type": [f"{OA}Tag"],
                    "http://www.w3.org/1999/02/22-rdf-syntax-ns#value": [{"@value": "tag"}],
                },
            ],
            f"{OA}hasTarget": [
                {
                    f"{OA}hasSource": [{"@id": "https://example.org"}],
                    f"{OA}hasSelector": [
                        {"@type": [f"{OA}TextQuoteSelector"], f"{OA}exact": [{"@value": "the words"}]}
                    ],
                }
            ],
        }
    ],
    "a list of IIIF's": {
        "@context": "http://iiif.io/api/presentation/2/context.json",
        "@type": "sc:AnnotationList",
        "resources": [
            {
                "@id": "urn:a",
                "@type": "oa:Annotation",
                "dcterms:created": "2024-01-01T00:00:00Z",
                "motivation": ["oa:commenting", "oa:tagging"],
                "resource": [
                    {"@type": "dctypes:Text", "format": "text/html", "chars": "<p>note</p>"},
                    {"@type": "oa:Tag", "chars": "tag"},
                ],
                "on": {
                    "full": "https://example.org",
                    "selector": {"@type": "oa:TextQuoteSelector", "exact": "the words"},
                },
            }
        ],
    },
}


@pytest.mark.parametrize("form", OLDER)
def test_older_and_other_forms_tell_the_same(form: str) -> None:
    one = only(OLDER[form])
    told = (one.words, one.note, one.tags, one.made, one.source, one.origin)
    made = "2024-01-01T00:00:00.000Z"
    assert told == ("the words", "note", ("tag",), made, "https://example.org", "w3c:urn:a")


def test_nodes_that_name_each_other_over_and_over_end() -> None:
    names = [f"_:{number}" for number in range(10)]
    nodes = [
        {"@id": name, "@type": "oa:Annotation", "oa:hasBody": [{"@id": each} for each in names]}
        for name in names
    ]
    assert parsed({"@graph": nodes}).format == "W3C Web Annotation"


def test_a_graph_without_annotations_is_none() -> None:
    assert parsed({"@graph": [{"@id": "_:a", "@type": "Article", "name": "T"}]}).format == ""


def test_blocks_of_json_in_obsidian_are_marks_known_by_their_paragraphs() -> None:
    damaged = ">%%\n>```annotation-json\n>{damaged\n>```\n>%%\n^bad\n\n"
    page = f"---\nannotation-target: a.pdf\n---\n\n{ANNOTATOR}\n{damaged}{ANNOTATOR}"
    found = clippings("pdf.md", page.encode())
    assert found.format == "Obsidian Annotator"
    one, again = found.clippings
    assert one == again
    assert (one.words, one.note, one.tags, one.title) == ("words", "note", ("a",), "T")
    assert (one.source, one.origin) == ("vault:/a.pdf", "annotator:abc123")
    assert [sentence.partition(" of ")[0] for sentence in found.refused] == ["The annotation on line 19"]
