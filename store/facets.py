"""Facets: what marks have in common, counted, as the terms of the query language that narrow to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.records import AnchorState, Kind
from text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.records import Annotation

FIELDS = ("kind", "tag", "by", "status", "article", "is", "has")
"""The fields that are counted, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a field has on so many marks."""

    field: str
    value: str
    marks: int

    @property
    def term(self) -> str:
        """What of a query asks for it."""
        value = "".join(" " if '"' in fold(sign) else sign for sign in self.value).strip()
        plain = value.replace("/", "").replace("-", "").replace("_", "").isalnum()
        return f"{self.field}:{value}" if plain else f'{self.field}:"{value}"'


def facets(marks: Iterable[Annotation]) -> list[Facet]:
    """The facets of some marks: field by field, the commonest values of each first.

    A tag counts for the tags above it too, as `tag:war` finds `war/truce`.
    """
    counted = Counter(facet for mark in marks for facet in _facets(mark))
    found = [Facet(field, value, number) for (field, value), number in counted.items()]
    return sorted(found, key=lambda each: (FIELDS.index(each.field), -each.marks, each.value))


def _facets(mark: Annotation) -> Iterator[tuple[str, str]]:
    yield "kind", mark.kind
    yield "article", mark.article_title
    above = (each for tag in mark.tags for each in _with_parents(tag))
    yield from (("tag", tag) for tag in dict.fromkeys(above))
    if mark.speaker:
        yield "by", mark.speaker
    if mark.status and mark.kind is Kind.CLAIM:
        yield "status", mark.status
    if mark.anchor_state is not AnchorState.EXACT:
        yield "is", mark.anchor_state
    if mark.note:
        yield "has", "note"


def _with_parents(tag: str) -> Iterator[str]:
    """`war/truce` is `war` and `war/truce`."""
    parts = tag.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
