"""Filters: what a query asks for certain, as SQL over marks or over articles.

A filter on marks reads the tables `annotation` and `mark_words`, one on articles the table `article`;
who asks joins them under these names. `where` decides row by row; `match` only keeps the rows few.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from store.index import facet
from store.terms import quoted
from text.condition import And, Field, Not, Or, Phrase, Word, required
from text.fold import words
from text.query import OPEN
from text.values import field_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from text.condition import Condition

    _Leaf = Word | Phrase | Field

FACETS = frozenset({"kind", "status", "tag", "colour"})
"""The fields whose values are words of the index."""
LEAST_OF_ID = 4
"""The fewest characters of an id that name an article."""
LEAST_BEGINNING = 3
"""Code points from which an unfinished word narrows a look at the index."""


class Filter(NamedTuple):
    """A predicate in SQL, empty if all is decided, with its parameters.

    For marks, each of the FTS5 expressions `match` holds for all that are wanted, and `where` leaves
    out what they decide; only those `among` some ids are wanted, unless that is None.
    """

    match: tuple[str, ...] = ()
    where: str = ""
    parameters: tuple[object, ...] = ()
    among: tuple[str, ...] | None = None


class _Sql(NamedTuple):
    text: str
    parameters: tuple[object, ...] = ()


_NEVER = _Sql("0")


def over_marks(condition: Condition | None, now: str) -> Filter:
    """The filter on marks; dates are counted back from `now`, ISO 8601 in UTC."""
    parts = required(condition)
    match = tuple(expression for part in parts if (expression := _narrowing(part)))
    rest = _all(_sql(part, partial(_of_mark, now)) for part in parts if not _indexed(part))
    return Filter(match, *rest)


def over_articles(condition: Condition | None, now: str, *, holds: str) -> Filter:
    """The filter on articles; `holds` is SQL for whether folded words (`?`) stand in a row where they may.

    What is asked of marks holds for an article that has such a mark.
    """
    return Filter((), *_all(_sql(part, partial(_of_article, now, holds)) for part in required(condition)))


def _sql(condition: Condition, of_leaf: Callable[[_Leaf], _Sql]) -> _Sql:
    match condition:
        case And(parts):
            return _joined(" AND ", [_sql(part, of_leaf) for part in parts])
        case Or(parts):
            return _joined(" OR ", [_sql(part, of_leaf) for part in parts])
        case Not(part):
            inner = _sql(part, of_leaf)
            return _Sql(f"NOT ({inner.text})", inner.parameters)
        case leaf:
            return of_leaf(leaf)


def _joined(word: str, parts: Iterable[_Sql]) -> _Sql:
    listed = list(parts)
    text = word.join(f"({part.text})" for part in listed)
    return _Sql(text, tuple(value for part in listed for value in part.parameters))


def _all(parts: Iterable[_Sql]) -> _Sql:
    return _joined(" AND ", parts)


# Marks


def _of_mark(now: str, leaf: _Leaf) -> _Sql:
    if not isinstance(leaf, Field):
        return _holding("mark_words.words", _row(leaf))
    own = _of_the_mark_itself(now, leaf)
    if own:
        return own
    known = _of_its_article(leaf)
    within = f"annotation.article IN (SELECT article.id FROM article WHERE {known.text})"  # noqa: S608 - of parts
    return _Sql(within, known.parameters)


def _of_the_mark_itself(now: str, field: Field) -> _Sql | None:
    match field:
        case Field("speaker", value):
            return _begun("folded_lines(annotation.names)", value)
        case Field("after" | "before" as name, value):
            return _dated("annotation.created", name, value, now)
        case Field("has", value):
            return _MARK_HAS.get(value, _NEVER)
        case Field("is", "lost" | "changed" as state):
            return _Sql("annotation.anchor_state = ?", (state,))
        case Field(name, value) if name in FACETS:
            return _holding("mark_words.words", f" {facet(name, value)}{'' if _goes_on(field) else ' '}")
    return None


_MARK_HAS = {
    "note": _Sql("annotation.note <> ''"),
    "tag": _Sql("annotation.tags <> '[]'"),
    "speaker": _Sql("annotation.speaker <> ''"),
    "place": _Sql("annotation.place <> ''"),
    "colour": _Sql("annotation.colour <> ''"),
    "link": _Sql("annotation.id IN (SELECT source FROM shown_link UNION SELECT target FROM shown_link)"),
}


def _indexed(condition: Condition) -> bool:
    """Whether its expression decides it."""
    match condition:
        case And(parts) | Or(parts):
            return all(map(_indexed, parts))
        case Field(name, _):
            return name in FACETS
        case _:
            return isinstance(condition, Word)


def _narrowing(condition: Condition) -> str:
    """An FTS5 expression that holds wherever the condition does; empty where there is none."""
    match condition:
        case And(parts):
            return _parted(" AND ", filter(None, map(_narrowing, parts)))
        case Or(parts):
            found = [_narrowing(part) for part in parts]
            return _parted(" OR ", found) if all(found) else ""
        case Word(word):
            return quoted(word)
        case Phrase(row, unfinished):
            return _standing(row, unfinished=unfinished)
    return _field_narrowing(condition) if isinstance(condition, Field) else ""


def _field_narrowing(field: Field) -> str:
    if field.name == "speaker":
        return _standing(tuple(words(field.value)), unfinished=True)
    if field.name not in FACETS:
        return ""
    return f"{quoted(facet(field.name, field.value))}{'*' if _goes_on(field) else ''}"


def _goes_on(field: Field) -> bool:
    """Whether the beginning of a value will do."""
    return field.name in OPEN and not field.whole


def _parted(word: str, expressions: Iterable[str]) -> str:
    listed = list(dict.fromkeys(expressions))
    return f"({word.join(listed)})" if len(listed) > 1 else "".join(listed)


def _standing(row: tuple[str, ...], *, unfinished: bool) -> str:
    """The words of a row, the last as a beginning unless so many words begin so that it costs more."""
    whole = [quoted(word) for word in (row[:-1] if unfinished else row)]
    if unfinished and row and len(row[-1]) >= LEAST_BEGINNING:
        whole.append(f"{quoted(row[-1])}*")
    return _parted(" AND ", whole)


# Articles


def _of_article(now: str, holds: str, leaf: _Leaf) -> _Sql:
    match leaf:
        case Field("tag", value):
            tag = field_value(value)
            return _Sql(_TAGGED, (tag, f"{tag}/", f"{tag}/")) if tag else _NEVER
        case Field("has", "tag"):
            return _Sql("article.tags <> '[]'")
        case Field("after" | "before" as name, value):
            return _dated("article.added", name, value, now)
        case Field("kind" | "status" | "speaker" | "colour" | "has") | Field("is", "lost" | "changed"):
            inner = _of_mark(now, leaf)
            return _Sql(f"EXISTS (SELECT 1 {_ITS_MARKS} AND ({inner.text}))", inner.parameters)
        case Field():
            return _of_its_article(leaf)
        case _:
            return _Sql(holds, (_row(leaf),))


_TAGGED = (
    "EXISTS (SELECT 1 FROM json_each(article.tags) AS tag"
    " WHERE field_value(tag.value) = ? OR substr(field_value(tag.value), 1, length(?)) = ?)"
)
_ITS_MARKS = (
    "FROM annotation JOIN mark_words ON mark_words.number = annotation.number"
    " WHERE annotation.article = article.id AND annotation.deleted = 0"
)


def _of_its_article(field: Field) -> _Sql:
    """A field that is asked of the article, also when marks are searched."""
    match field:
        case Field("article", value):
            titled = _begun("folded_lines(article.title)", value)
            named = _Sql("substr(article.id, 1, ?) = ?", (len(value), value))
            return _joined(" OR ", [titled, named]) if len(value) >= LEAST_OF_ID else titled
        case Field("source", value):
            return _begun("folded_lines(article.source)", value)
        case Field("lang", value):
            return _Sql(
                "lower(article.language) = ? OR substr(lower(article.language), 1, ?) = ?",
                (value, len(value) + 1, f"{value}-"),
            )
        case Field("is", "unread" | "reading" | "read" as state):
            return _Sql("article.state = ?", (state,))
        case _:
            return _NEVER


# Both


def _holding(lines: str, row: str) -> _Sql:
    return _Sql(f"instr({lines}, ?)", (row,))


def _row(leaf: Word | Phrase) -> str:
    """The words as they stand in folded lines."""
    if isinstance(leaf, Word):
        return f" {leaf.word} "
    return f" {' '.join(leaf.words)}{'' if leaf.unfinished else ' '}"


def _begun(lines: str, value: str) -> _Sql:
    """The words of a value in a row, of which the last may go on."""
    row = words(value)
    return _holding(lines, f" {' '.join(row)}") if row else _NEVER


def _dated(column: str, name: str, value: str, now: str) -> _Sql:
    from text.when import moment  # noqa: PLC0415 - few queries have dates

    return _Sql(f"{column} {'>=' if name == 'after' else '<'} ?", (moment(value, now),))
