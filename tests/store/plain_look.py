"""A plain look at marks and articles, condition by condition: what filters are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from text.condition import And, Condition, Field, Not, Or, Phrase, Word
from text.fold import words
from text.values import field_value
from text.when import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from store.library import Library
    from store.records import Annotation, Article

    Leaf = Word | Phrase | Field

NOW = "2026-03-31T12:00:00.000Z"
"""When it is."""


class Seen(NamedTuple):
    """A mark, with all names of its speaker and the statement of the claim it makes."""

    mark: Annotation
    names: tuple[str, ...]
    statement: str


def marks_of(library: Library) -> list[Seen]:
    called = {speaker.name: (speaker.name, *speaker.aliases) for speaker in library.speakers.all()}
    stated = {claim.id: claim.statement for claim in library.claims.all()}
    return [
        Seen(mark, called.get(mark.speaker, (mark.speaker,)), stated.get(mark.claim, ""))
        for mark in library.annotations()
    ]


def holds(condition: Condition | None, of_leaf: Callable[[Leaf], bool]) -> bool:
    match condition:
        case None:
            return True
        case And(parts):
            return all(holds(part, of_leaf) for part in parts)
        case Or(parts):
            return any(holds(part, of_leaf) for part in parts)
        case Not(part):
            return not holds(part, of_leaf)
        case _:
            return of_leaf(condition)


def of_mark(seen: Seen, articles: dict[str, Article], leaf: Leaf) -> bool:
    mark, names, statement = seen
    if not isinstance(leaf, Field):
        several = map(" ".join, (mark.tags, names))  # of which a field is one text
        return stands(leaf, (mark.anchor.exact, mark.note, *several, statement, mark.article_title))
    value = leaf.value
    own = {
        "kind": _is(leaf, mark.kind),
        "status": _is(leaf, mark.status),
        "tag": tagged(value, mark.tags),
        "colour": field_value(mark.colour) == value,
        "speaker": begins(words(value), names),
        "after": mark.created >= moment(value, NOW),
        "before": mark.created < moment(value, NOW),
        "has": bool(_parts(mark).get(value)),
    }
    if value in ("lost", "changed"):
        return mark.anchor_state == value
    return own[leaf.name] if leaf.name in own else of_its_article(leaf, articles[mark.article_id])


def _is(field: Field, known: str) -> bool:
    return known == field.value or (bool(known) and not field.whole and known.startswith(field.value))


def _parts(mark: Annotation) -> dict[str, object]:
    parts = {"note": mark.note, "tag": mark.tags, "speaker": mark.speaker, "link": mark.links}
    return {**parts, "place": mark.place, "colour": mark.colour}


def of_article(article: Article, its_marks: list[Seen], leaf: Leaf) -> bool:
    if not isinstance(leaf, Field):
        said = (article.title, article.byline, article.publisher, article.source, " ".join(article.tags))
        return stands(leaf, said)
    value = leaf.value
    own = {
        "tag": tagged(value, article.tags),
        "after": article.added >= moment(value, NOW),
        "before": article.added < moment(value, NOW),
    }
    if leaf == Field("has", "tag"):
        return bool(article.tags)
    if leaf.name in ("kind", "status", "speaker", "colour", "has") or value in ("lost", "changed"):
        return any(of_mark(mark, {}, leaf) for mark in its_marks)
    return own[leaf.name] if leaf.name in own else of_its_article(leaf, article)


def tagged(value: str, tags: Iterable[str]) -> bool:
    wanted = field_value(value)
    return bool(wanted) and any(f"{field_value(tag)}/".startswith(f"{wanted}/") for tag in tags)


def of_its_article(field: Field, article: Article) -> bool:
    match field:
        case Field("article", value):
            named = len(value) >= 4 and article.id.startswith(value)
            return named or begins(words(value), [article.title])
        case Field("source", value):
            return begins(words(value), [article.source])
        case Field("lang", value):
            return f"{article.language.lower()}-".startswith(f"{value}-")
        case Field("is", value):
            return article.state == value
    return False


def stands(leaf: Leaf, texts: Iterable[str]) -> bool:
    match leaf:
        case Word(word):
            return any(word in words(text) for text in texts)
        case Phrase(row, unfinished):
            return begins(row, texts) if unfinished else any(_row_at(row, words(text)) for text in texts)
    return False


def begins(row: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether the words stand in a row in one of the texts, the last perhaps as the beginning of one."""
    found = ((words(text), place) for text in texts for place in range(len(words(text))))
    return bool(row) and any(
        held[place : place + len(row) - 1] == list(row[:-1])
        and held[place + len(row) - 1 : place + len(row)]
        and held[place + len(row) - 1].startswith(row[-1])
        for held, place in found
    )


def _row_at(row: Sequence[str], held: list[str]) -> bool:
    return any(held[place : place + len(row)] == list(row) for place in range(len(held)))
