"""Which claims answer a query: by what they state, by their notes, and by the marks that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.fold import fold, words
from text.query import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from store.claims import Claim
    from store.records import Hit


def answering(known: Mapping[str, Claim], hits: Iterable[Hit], query: str) -> list[Claim]:
    """Those of the claims (by id) of which a mark was found by what it holds; then those found by note.

    A mark that was found by nothing but the title of its article says nothing of the claim.
    """
    made = (hit.annotation.claim for hit in hits if _holds(known, hit))
    ranked = dict.fromkeys([*made, *_noted(known.values(), query)])
    return [known[claim_id] for claim_id in ranked if claim_id in known]


def _holds(known: Mapping[str, Claim], hit: Hit) -> bool:
    """Whether a mark holds a word that it was found by, or its claim states one."""
    mark = hit.annotation
    stated = known[mark.claim].statement if mark.claim in known else ""
    own = " ".join([mark.anchor.exact, mark.note, mark.speaker, mark.said_as, *mark.tags, stated])
    return not hit.terms or not set(hit.terms).isdisjoint(words(own))


def _noted(known: Iterable[Claim], query: str) -> list[str]:
    """The ids of the claims whose note holds all words of a query that is nothing but words."""
    asked = parse(query)
    if asked.condition is not None or not asked.words:
        return []
    return [claim.id for claim in known if all(word in fold(claim.note) for word in asked.words)]
