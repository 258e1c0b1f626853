from __future__ import annotations

import json

from exchange.json import annotation_json, article_json
from store.links import Link, Relation
from store.records import Kind
from tests.exchange.samples import article, mark


def test_an_annotation_has_the_promised_fields_in_their_order() -> None:
    found = annotation_json(mark(25, 28, Kind.CLAIM, status="unchecked", tags=("a",)))
    assert list(found) == [
        *("id", "kind", "article", "start", "end", "exact", "prefix", "suffix"),
        *("note", "tags", "speaker", "status", "created", "updated", "anchor", "said_as", "claim"),
        *("links", "place", "colour"),
    ]
    assert found["article"] == {"id": "0123456789abcdef", "title": "The title", "source": ""}
    assert (found["start"], found["end"], found["exact"], found["anchor"]) == (25, 28, "One", "exact")


def test_an_annotation_tells_its_links() -> None:
    link = Link("l", "one", Relation.ANSWERS, "other")
    assert annotation_json(mark(0, 3, id="one", links=(link,)))["links"] == [
        {"id": "l", "source": "one", "relation": "answers", "target": "other"}
    ]


def test_both_are_json_and_nothing_but() -> None:
    for value in (annotation_json(mark(0, 3)), article_json(article())):
        assert json.loads(json.dumps(value)) == value
