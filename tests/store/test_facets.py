from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from store.facets import FIELDS, Facet, article_facets, facets
from store.library import Library
from store.records import AnchorState, Annotation, ArticleDraft, Kind
from text.anchoring.anchor import Anchor
from text.document import Block, Document, Metadata, Span
from text.query import OPEN, parse

if TYPE_CHECKING:
    import pytest

MARK = Annotation(
    id="1",
    kind=Kind.CLAIM,
    article_id="a",
    article_title="The light",
    article_source="",
    anchor=Anchor("It rained", "", "", 0, 9, "b2:0"),
    anchor_state=AnchorState.EXACT,
    note="why?",
    tags=("war/truce", "war/losses"),
    speaker="Ada Marsh",
    status="disputed",
    place="p. 12",
    colour="yellow",
)


def test_a_mark_counts_once_for_each_value_and_for_the_tags_above_its_own() -> None:
    lost = MARK._replace(id="2", tags=("war",), anchor_state=AnchorState.LOST, note="")
    counted = {facet.term: facet.number for facet in facets([MARK, lost])}
    assert counted == {
        "kind:claim": 2,
        "tag:war": 2,
        "tag:war/losses": 1,
        "tag:war/truce": 1,
        'by:"Ada Marsh"': 2,
        'status:"disputed"': 2,
        'article:"The light"': 2,
        "colour:yellow": 2,
        "is:lost": 1,
        "has:note": 1,
        "has:place": 2,
    }


def test_facets_stand_by_field_and_the_commonest_first() -> None:
    quote = MARK._replace(kind=Kind.QUOTE)
    found = facets([MARK, quote, quote])
    assert [FIELDS.index(facet.field) for facet in found] == sorted(
        FIELDS.index(each.field) for each in found
    )
    assert [facet.term for facet in found][:2] == ["kind:quote", "kind:claim"]


def test_values_that_a_query_takes_for_one_are_one_and_spelt_as_they_are_most_often() -> None:
    said = [MARK._replace(speaker=speaker) for speaker in ("the police,", "The Police", "The Police")]
    assert [(each.value, each.number) for each in facets(said) if each.field == "by"] == [("The Police", 3)]


def test_a_tag_and_one_above_it_count_once_for_a_mark() -> None:
    found = {each.term: each.number for each in facets([MARK._replace(tags=("War", "war/truce"))])}
    assert (found["tag:war"], found["tag:war/truce"]) == (1, 1)


def test_articles_have_facets_that_find_them(library: Library) -> None:
    for at, source in enumerate(("https://example.org/a", "https://example.org/b", "/home/me/c.txt")):
        text = f"Text number {at}."
        document = Document(text, (Block(Span(0, len(text))),))
        library.add(
            ArticleDraft(document, Metadata(title=f"No. {at}", language="en", tags=("sea/oil",)), source)
        )
    found = article_facets(library.articles())
    assert {each.term: each.number for each in found} == {
        "tag:sea": 3,
        "tag:sea/oil": 3,
        "is:unread": 3,
        "lang:en": 3,
        'source:"example.org"': 2,
    }
    assert all(len(library.articles(each.term)) == each.number for each in found)


@given(st.sampled_from(["tag", "by", "article"]), st.text(min_size=1))
def test_a_facet_is_one_term_of_a_query_and_leaves_no_words_behind(field: str, value: str) -> None:
    asked = parse(Facet(field, value, 1).term)
    assert not asked.words


ODD_TAGS = (
    "«war»",
    "「x」",
    'it"s',
    "＃x",
    "«0",
    "war/truce",
    "War",
    "don’t",
    "a／b",
    "(x)",
    "a/",
    "/a",
    "c++",
    "-z",
    '"',
)


def test_a_facet_narrows_to_the_marks_it_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "The war went on."
    draft = ArticleDraft(Document(text, (Block(Span(0, len(text))),)), Metadata("???"), "")
    with Library.open(tmp_path_factory.mktemp("facets") / "library.db") as library:
        article = library.add(draft).article
        for tag in ODD_TAGS:
            library.annotate(article.id, Span(0, 7), Kind.QUOTE, tags=[tag], place="1", colour=tag)
        for colour in ("#FF0000", "f00", "facade", "Gray", "grey"):
            library.annotate(article.id, Span(0, 7), Kind.QUOTE, colour=colour)
        found = facets(library.annotations())
        assert {each.term: len(library.search(each.term)) for each in found} == {
            each.term: each.number for each in found
        }
        assert not [each for each in found if each.field == "article" or each.value == '"']
        assert len(library.search("", tags=["war/"])) == len(library.search("tag:war/")) == 3


def test_a_kind_or_status_narrows_to_its_own_and_not_to_those_that_begin_so(library: Library) -> None:
    text = "The war went on."
    article = library.add(ArticleDraft(Document(text, (Block(Span(0, len(text))),)), Metadata("???"), ""))
    for kind, status in (("fact", ""), ("factoid", ""), ("claim", "open"), ("claim", "open again")):
        library.annotate(article.article.id, Span(0, 7), kind, status=status)
    found = [each for each in facets(library.annotations()) if each.field in OPEN]
    assert [each.term for each in found] == [
        "kind:claim",
        'kind:"fact"',
        'kind:"factoid"',
        'status:"open"',
        'status:"open again"',
    ]
    assert all(len(library.search(each.term)) == each.number for each in found)
    assert len(library.search("kind:fact")) == len(library.search("status:open")) == 2
    assert [hit.annotation.kind for hit in library.search("", kind="fact")] == ["fact"]
