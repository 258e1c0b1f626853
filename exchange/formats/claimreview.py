"""ClaimReview (https://schema.org/ClaimReview) as JSON-LD, one for each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.formats.encoding import listed
from exchange.formats.iri import article_iri, own_iri, web_address
from store.annotation import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from exchange.json import Json
    from store.claims import Claim
    from store.records import Article

LONGEST = 75
"""Code points of `claimReviewed`, as Google asks; the whole statement is what `itemReviewed` says."""
RATINGS = {Status.REFUTED: 1, Status.DISPUTED: 2, Status.SUPPORTED: 5}
"""The statuses that say how true a claim is, 1 to 5; the others say that it is not known."""


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The reviews in one graph."""
    yield '{"@context":"https://schema.org","@graph":'
    yield from listed(review(sheet.claim, sheet) for sheet in sheets if sheet.claim is not None)
    yield "}\n"


def review(claim: Claim, sheet: Sheet) -> dict[str, Json]:
    """The review of one claim, dated as its marks were last changed."""
    articles = {mark.article_id: sheet.articles[mark.article_id] for mark in sheet.marks}
    dated = sorted(articles.values(), key=lambda article: (not article.published, article.published))
    speakers = dict.fromkeys(mark.speaker for mark in sheet.marks if mark.speaker)
    item: dict[str, Json] = {"@type": "Claim", "text": claim.statement}
    item["author"] = [{"@type": "Thing", "name": name} for name in speakers]
    item["datePublished"] = claim.first_published
    item["firstAppearance"] = _work(dated[0])
    item["appearance"] = [_work(article) for article in dated]
    return _known(
        {
            "@type": "ClaimReview",
            "@id": own_iri("claim", claim.id),
            "url": own_iri("claim", claim.id),
            "datePublished": max(mark.updated for mark in sheet.marks)[:10],
            "claimReviewed": shortened(claim.statement),
            "reviewRating": _rating(claim),
            "itemReviewed": _known(item),
        }
    )


def shortened(statement: str) -> str:
    """A statement in no more than `LONGEST` code points, ending in a whole word if it can."""
    if len(statement) <= LONGEST:
        return statement
    cut = statement[: LONGEST - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _rating(claim: Claim) -> dict[str, Json]:
    rated: dict[str, Json] = {"@type": "Rating", "alternateName": claim.status.capitalize()}
    known = {status.value: value for status, value in RATINGS.items()}
    if claim.status in known:
        rated |= {"ratingValue": known[claim.status], "bestRating": 5, "worstRating": 1}
    return _known({**rated, "ratingExplanation": claim.note})


def _work(article: Article) -> dict[str, Json]:
    is_page = bool(web_address(article.source))
    return _known(
        {
            "@type": "NewsArticle" if is_page else "CreativeWork",
            "@id": article_iri(article.source, article.id),
            "url": web_address(article.source),
            "headline": article.title,
            "author": article.byline,
            "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else "",
            "datePublished": article.published,
        }
    )


def _known(facts: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in facts.items() if value not in ("", [])}
