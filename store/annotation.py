"""A mark as the library hands it out: all that a search needs to import of `store.records`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from text.anchoring.anchor import Anchor
    from text.span import Span


class Kind(StrEnum):
    """What a mark is, unless it is of a kind of the reader's own."""

    QUOTE = "quote"
    CLAIM = "claim"
    HIGHLIGHT = "highlight"


KINDS: dict[str, str] = {kind.value: kind for kind in Kind}
"""The kinds that every library knows, by their names."""


class Status(StrEnum):
    """How a claim stands."""

    UNCHECKED = "unchecked"
    CHECKING = "checking"
    SUPPORTED = "supported"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"


class AnchorState(StrEnum):
    """How a mark stands on the article's current text: its very words, other words, or nowhere."""

    EXACT = "exact"
    CHANGED = "changed"
    LOST = "lost"


class Relation(StrEnum):
    """What a mark does to the one it is linked to."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"
    CORRECTS = "corrects"
    ANSWERS = "answers"

    @property
    def passive(self) -> str:
        """The same as told of the other mark: “supported by”."""
        return f"{self.value[:-1]}ed by"


@dataclass(frozen=True, slots=True)
class Link:
    """One link, from the mark `source` to the mark `target`, by their ids."""

    id: str
    source: str
    relation: Relation
    target: str
    created: str = ""

    def seen_from(self, mark_id: str) -> tuple[str, str]:
        """What it says of one of its ends, and the id of the other."""
        if mark_id == self.source:
            return self.relation.value, self.target
        return self.relation.passive, self.source


class Annotation(NamedTuple):
    """A mark on an article's text: a tuple, as an export makes one for every mark there is.

    `kind` is one of `Kind` or a name of the reader's own; `speaker` is what whoever said it is called
    now, `said_as` the name it was filed under; `claim` is the id of the claim it makes, and `status` how
    that stands; `links` are those that begin or end at it. `place` is where it stands in what it was made
    in, as `text.pages` tells it, and `colour` the one it has there, as `text.colours` does.
    """

    id: str
    kind: str
    article_id: str
    article_title: str
    article_source: str
    anchor: Anchor
    anchor_state: AnchorState
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    said_as: str = ""
    status: str = ""
    claim: str = ""
    created: str = ""
    updated: str = ""
    place: str = ""
    colour: str = ""
    links: tuple[Link, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands in the current text of its article."""
        return self.anchor.span


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `score` is 0 to 100; `terms` are the folded words of the mark that matched.

    `corrections` are those of them that were asked for in another spelling, by that spelling.
    """

    annotation: Annotation
    score: float
    terms: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict, hash=False)
