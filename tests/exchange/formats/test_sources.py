from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from exchange.formats import bibtex, claimreview, csljson
from exchange.formats.sheet import By, Sheet
from exchange.formats.sources import citation_key, date
from tests.exchange.formats.making import LINES, claim, few, sheets
from tests.exchange.samples import article, mark

if TYPE_CHECKING:
    from store.records import Article


def of(told: Article) -> Sheet:
    return Sheet(By.ARTICLE, told.id, told.title, [mark(25, 33, speaker="Ada Marsh")], {told.id: told})


REPORT = article(
    title="100% {of} it",
    byline="Ann Öther",
    publisher="The Daily & Co",
    source="https://example.org/a%20b?x={1}",
    published="2025-02-10",
)


def test_a_page_in_bibtex() -> None:
    assert "".join(bibtex.write([of(REPORT)])) == (
        "@online{other2025-01234567,\n"
        "  title = {100\\% \\textbraceleft{}of\\textbraceright{} it},\n"
        "  author = {{Ann Öther}},\n"
        "  organization = {{The Daily \\& Co}},\n"
        "  date = {2025-02-10},\n"
        "  year = {2025},\n"
        "  url = {https://example.org/a%20b?x=%7B1%7D},\n"
        "  urldate = {2026-01-02},\n"
        "}\n"
    )


def test_a_page_in_csl() -> None:
    (item,) = json.loads("".join(csljson.write([of(REPORT), of(REPORT)])))
    assert item["id"] == "other2025-01234567"
    assert item["type"] == "webpage"
    assert item["author"] == [{"literal": "Ann Öther"}]
    assert item["issued"] == {"date-parts": [[2025, 2, 10]]}


@given(LINES)
def test_latex_prints_the_very_text(text: str) -> None:
    spelt = bibtex.latex(text)
    signs = {"textbackslash{}": "\\", "textasciitilde{}": "~", "textasciicircum{}": "^"}
    signs |= {"textbraceleft{}": "{", "textbraceright{}": "}"}
    read = re.sub(r"\\(text\w+\{\}|.)", lambda found: signs.get(found[1], found[1]), spelt)
    assert read == text
    assert not re.search(r"(?<!\\)[%&$#_]", spelt)


@few
@given(st.lists(sheets(By.ARTICLE), min_size=1, max_size=3))
def test_bibtex_stays_whole(told: list[Sheet]) -> None:
    written = "".join(bibtex.write(told))
    depths = [0]
    for sign in written:  # BibTeX counts those behind a backslash, too
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(sign, 0))
    assert min(depths) == depths[-1] == 0
    assert len(re.findall(r"^@", written, re.MULTILINE)) == 1  # they are one article, told more than once


@given(LINES, LINES, LINES)
def test_a_citation_key_is_plain_letters(title: str, byline: str, published: str) -> None:
    key = citation_key(article(title=title, byline=byline, published=published))
    assert re.fullmatch(r"[a-z]+(\d{4})?-01234567", key)


@given(LINES)
def test_any_date_is_read_as_far_as_it_is_one(written: str) -> None:
    assert date("2025-02" + written)[:2] == (2025, 2)
    assert len(date(written)) <= 3


def test_a_claim_as_claim_review() -> None:
    told = article(source="https://example.org/1", published="2025-02-10", publisher="The Daily")
    marks = [mark(25, 33, speaker="Ada Marsh", updated="2026-03-04T00:00:00Z")]
    stated = claim("It rained " * 20, "Look.", status="refuted")
    sheet = Sheet(By.CLAIM, stated.id, stated.statement, marks, {told.id: told}, claim=stated)
    found = json.loads("".join(claimreview.write([sheet])))
    assert found["@context"] == "https://schema.org"
    (review,) = found["@graph"]
    assert review["@type"] == "ClaimReview"
    assert len(review["claimReviewed"]) <= claimreview.LONGEST
    assert review["datePublished"] == "2026-03-04"
    assert (review["reviewRating"]["ratingValue"], review["reviewRating"]["alternateName"]) == (1, "Refuted")
    item = review["itemReviewed"]
    assert item["text"] == stated.statement
    assert item["author"] == [{"@type": "Thing", "name": "Ada Marsh"}]
    assert item["firstAppearance"]["url"] == "https://example.org/1"


@few
@given(st.lists(sheets(By.CLAIM), max_size=3))
def test_claim_reviews_say_the_very_statements(told: list[Sheet]) -> None:
    found: Any = json.loads("".join(claimreview.write(told)))
    assert [review["itemReviewed"].get("text", "") for review in found["@graph"]] == [
        sheet.title for sheet in told
    ]
    assert all(len(review.get("claimReviewed", "")) <= 75 for review in found["@graph"])
