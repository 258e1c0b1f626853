"""The query language of search.

    query  = { field | phrase | word }
    field  = ("kind" | "tag" | "status") ":" value       filters; tag:war holds war/ceasefire
    phrase = '"' words ['"']                             filters; the last word may be unfinished
    word   = anything else                               ranks, typos and beginnings forgiven

Every string is a query: what is not a field or a phrase is words, and what holds no letter or
digit asks for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from text.fold import fold, words

QUERY_LIMIT = 1000
"""Code points of a query that are read."""
WORDS_LIMIT = 16
"""Words outside phrases that are looked for."""
FIELDS = ("kind", "tag", "status")

_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<field>' + "|".join(FIELDS) + r'):(?P<value>[^\s"]*)|[^\s"]+')


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: `words` rank, `phrases` (each a tuple of words) and `fields` (name, value) filter."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


def parse(query: str) -> Query:
    """Read any string as a query."""
    found: list[str] = []
    phrases: list[tuple[str, ...]] = []
    fields: list[tuple[str, str]] = []
    for term in _TERM.finditer(fold(query[:QUERY_LIMIT])):
        if term["field"]:
            fields.append((term["field"], term["value"]))
        elif term["phrase"] is not None:
            phrases.append(tuple(words(term["phrase"])))
        else:
            found.extend(words(term[0]))
    return Query(
        words=tuple(dict.fromkeys(found))[:WORDS_LIMIT],
        phrases=tuple(phrase for phrase in dict.fromkeys(phrases) if phrase),
        fields=tuple(field for field in dict.fromkeys(fields) if field[1]),
    )
