from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from store.facets import FIELDS, Facet, facets
from store.library import Library
from store.records import AnchorState, Annotation, ArticleDraft, Kind
from text.anchoring.anchor import Anchor
from text.document import Block, Document, Metadata, Span
from text.query import parse

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
)


def test_a_mark_counts_once_for_each_value_and_for_the_tags_above_its_own() -> None:
    lost = replace(MARK, id="2", tags=("war",), anchor_state=AnchorState.LOST, note="")
    counted = {facet.term: facet.marks for facet in facets([MARK, lost])}
    assert counted == {
        "kind:claim": 2,
        "tag:war": 2,
        "tag:war/losses": 1,
        "tag:war/truce": 1,
        'by:"Ada Marsh"': 2,
        "status:disputed": 2,
        'article:"The light"': 2,
        "is:lost": 1,
        "has:note": 1,
    }


def test_facets_stand_by_field_and_the_commonest_first() -> None:
    quote = replace(MARK, kind=Kind.QUOTE)
    found = facets([MARK, quote, quote])
    assert [FIELDS.index(facet.field) for facet in found] == sorted(
        FIELDS.index(each.field) for each in found
    )
    assert [facet.term for facet in found][:2] == ["kind:quote", "kind:claim"]


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
            library.annotate(article.id, Span(0, 7), Kind.QUOTE, tags=[tag])
        found = facets(library.annotations())
        assert {each.term: len(library.search(each.term)) for each in found} == {
            each.term: each.marks for each in found
        }
        assert not [each for each in found if each.field == "article" or each.value == '"']
        assert len(library.search("", tags=["war/"])) == len(library.search("tag:war/")) == 3
