"""Facets: what marks have in common, counted, as the terms of the query language that narrow to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.records import AnchorState, Kind
from text.fold import fold, words
from text.values import field_value, with_parents

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
        value = " ".join("".join(" " if '"' in fold(sign) else sign for sign in self.value).split())
        plain = value.replace("/", "").replace("-", "").replace("_", "").isalnum()
        return f"{self.field}:{value}" if plain else f'{self.field}:"{value}"'


def facets(marks: Iterable[Annotation]) -> list[Facet]:
    """The facets of some marks: field by field, the commonest values of each first.

    A tag counts for the tags above it too, as `tag:war` finds `war/truce`.
    """
    counted: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], str] = {}
    for mark in marks:
        own = {(field, field_value(value)): value for field, value in _facets(mark)}
        counted.update(own.keys())
        spelt = own | spelt
    found = [Facet(field, spelt[field, key], number) for (field, key), number in counted.items()]
    return sorted(found, key=lambda each: (FIELDS.index(each.field), -each.marks, each.value))


def _facets(mark: Annotation) -> Iterator[tuple[str, str]]:
    yield "kind", mark.kind
    if words(mark.article_title):
        yield "article", mark.article_title
    yield from (("tag", each) for tag in mark.tags for each in _above(tag))
    if words(mark.speaker):
        yield "by", mark.speaker
    if mark.status and mark.kind is Kind.CLAIM:
        yield "status", mark.status
    if mark.anchor_state is not AnchorState.EXACT:
        yield "is", mark.anchor_state
    if mark.note:
        yield "has", "note"


def _above(tag: str) -> Iterator[str]:
    """A tag and those above it, as they are written unless a `/` of another shape parts them."""
    value = field_value(tag)
    folded, written = list(with_parents(value)), list(with_parents(tag.strip("#/")))
    if value:
        yield from written if len(written) == len(folded) else folded
