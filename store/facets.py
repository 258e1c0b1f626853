"""Facets: what marks, or articles, have in common, counted, as the terms of a query that narrow to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from store.records import KINDS, AnchorState, Kind
from text.fold import fold, words
from text.query import OPEN
from text.values import field_value, with_parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.records import Annotation, Article

    _Fact: TypeAlias = tuple[str, str | tuple[str, ...]]
    """A field, and its value as it is written; all tags are one."""

FIELDS = ("kind", "tag", "by", "status", "colour", "article", "is", "has", "lang", "source")
"""The fields that are counted, in the order in which they are told."""
_BY_WORDS = frozenset({"by", "article", "source"})
"""Fields that a query asks by the words of their values, whatever stands between these."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a field has on so many marks or articles."""

    field: str
    value: str
    number: int

    @property
    def term(self) -> str:
        """What of a query asks for it."""
        value = " ".join("".join(" " if '"' in fold(sign) else sign for sign in self.value).split())
        plain = value.replace("/", "").replace("-", "").replace("_", "").isalnum()
        goes_on = self.field in OPEN and value not in KINDS
        return f'{self.field}:"{value}"' if goes_on or not plain else f"{self.field}:{value}"


def facets(marks: Iterable[Annotation]) -> list[Facet]:
    """The facets of some marks: field by field, the commonest values of each first.

    A tag counts for the tags above it too, as `tag:war` finds `war/truce`. Values that a query takes for
    one are one, spelt as they are most often.
    """
    return _counted(fact for mark in marks for fact in _of_mark(mark))


def article_facets(articles: Iterable[Article]) -> list[Facet]:
    """The same of some articles."""
    return _counted(fact for article in articles for fact in _of_article(article))


def in_order(found: Iterable[Facet]) -> list[Facet]:
    """Field by field, the commonest values of each first."""
    return sorted(found, key=lambda each: (FIELDS.index(each.field), -each.number, each.value))


def _counted(facts: Iterable[_Fact]) -> list[Facet]:
    # Many have a fact in common, and folding is slow: so each is folded once, after the count.
    numbers: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], str] = {}
    for (field, written), number in Counter(facts).most_common():
        for asked, value in dict(_values(field, written)).items():
            numbers[field, asked] += number
            spelt.setdefault((field, asked), value)
    return in_order(Facet(field, spelt[field, asked], number) for (field, asked), number in numbers.items())


def _of_mark(mark: Annotation) -> Iterator[_Fact]:
    yield "kind", mark.kind
    yield "article", mark.article_title
    yield "tag", mark.tags
    yield "by", mark.speaker
    if mark.kind is Kind.CLAIM:
        yield "status", mark.status
    yield "colour", mark.colour
    if mark.anchor_state is not AnchorState.EXACT:
        yield "is", mark.anchor_state
    if mark.note:
        yield "has", "note"
    if mark.place:
        yield "has", "place"


def _of_article(article: Article) -> Iterator[_Fact]:
    yield "tag", article.tags
    yield "is", article.state
    yield "lang", article.language
    yield "source", _site(article.source)


def _values(field: str, written: str | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What of a fact a query can ask for, each as the query takes it and as it is written."""
    if isinstance(written, tuple):
        yield from ((field_value(each), each) for tag in written for each in _above(tag))
    else:
        asked = " ".join(words(written)) if field in _BY_WORDS else field_value(written)
        yield from [(asked, written)] if asked else []


def _site(source: str) -> str:
    """The site of an address; empty for a file."""
    return source.partition("://")[2].partition("/")[0]


def _above(tag: str) -> Iterator[str]:
    """A tag and those above it, as they are written unless a `/` of another shape parts them."""
    value = field_value(tag)
    folded, written = list(with_parents(value)), list(with_parents(tag.strip("#/")))
    if value:
        yield from written if len(written) == len(folded) else folded
