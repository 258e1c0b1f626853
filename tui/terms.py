"""The terms of a query, as facets put them in and take them out again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from store.facets import article_facets, facets, in_order
from text.condition import Field, required
from text.fold import fold
from text.query import parse
from tui.answers import EVERY, LIKE, answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from store.facets import Facet
    from store.library import Library

_ONE_VALUE = {"kind": "kind", "speaker": "by", "status": "status", "colour": "colour", "article": "article"}
"""Fields of which a mark has one value, so that another one takes its place; and their facets."""
_TERM = re.compile(r'(?:"[^"]*"?|[^\s"])+')


class Term(NamedTuple):
    """What stands between spaces in a query, and the field it asks for if it is bound to nothing else."""

    written: str
    field: Field | None


def common(library: Library, asked: str, cancelled: Callable[[], bool] | None = None) -> list[Facet]:
    """What the answers to a query have in common; also the other values of fields that it asks for.

    Raises `SearchCancelledError` soon after `cancelled` says so.
    """
    if parse(asked).in_articles:
        return article_facets(library.articles(asked))

    def counted(query: str) -> list[Facet]:
        return facets(hit.annotation for hit in answers(library, query, EVERY, cancelled))

    found = counted(asked)
    for name in {term.field.name for term in _terms(asked) if term.field} & _ONE_VALUE.keys():
        rest = counted(_joined(term for term in _terms(asked) if not _of(term, name)))
        own = _ONE_VALUE[name]
        found = [each for each in found if each.field != own] + [each for each in rest if each.field == own]
    return in_order(found)


def toggled(asked: str, term: str) -> str:
    """A query with a term put in, in place of another value of its field, or taken out if it is there."""
    field = parse(term).condition
    one = field.name if isinstance(field, Field) and field.name in _ONE_VALUE else ""
    kept = [each for each in _terms(asked) if each.field != field and not (one and _of(each, one))]
    if not holds(asked, term):
        kept.insert(_free(kept, term), Term(term, None))
    return f"{_joined(kept)} ".lstrip()


def holds(asked: str, term: str) -> bool:
    """Whether a query has a term, however it is written."""
    field = parse(term).condition
    return any(each.field == field for each in _terms(asked))


def _free(kept: list[Term], term: str) -> int:
    """The first place where a term is asked for beside all else: whatever is open at the end stays open.

    What a query must begin with stays first, and no `or` makes a choice of the term.
    """
    least = int(bool(kept) and kept[0].written.startswith(LIKE))
    wanted, added = parse(_joined(kept)), parse(term).condition
    beside = {*required(wanted.condition), added}
    for place in range(least, len(kept) + 1):
        asked = parse(_joined([*kept[:place], Term(term, None), *kept[place:]]))
        if asked.words == wanted.words and beside == set(required(asked.condition)):
            return place
    return least


def _terms(asked: str) -> list[Term]:
    """A query in parts; what stands in parentheses or beside an `or` is bound to others."""
    return list(_parted(_TERM.findall(asked)))


def _parted(written: list[str]) -> Iterator[Term]:
    depth = 0
    for at, each in enumerate(written):
        bound = depth > 0 or "or" in map(fold, (*written[max(0, at - 1) : at], *written[at + 1 : at + 2]))
        if not each.endswith('"'):
            depth = max(0, depth + each.count("(") - each.count(")"))
            bound = bound or "(" in each or ")" in each
        condition = None if bound else parse(each).condition
        yield Term(each, condition if isinstance(condition, Field) else None)


def _of(term: Term, name: str) -> bool:
    return term.field is not None and term.field.name == name


def _joined(terms: Iterable[Term]) -> str:
    return " ".join(term.written for term in terms)
