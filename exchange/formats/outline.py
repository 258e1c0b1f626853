"""Sheets as an outline of headings and marks: what Markdown of every kind and org-mode have in common."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from exchange.formats.sheet import By, sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from exchange.formats.sheet import Section, Sheet
    from store.records import Annotation

Fact: TypeAlias = "str | int | tuple[str, ...]"
"""What a file says of itself under one name."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program wants an outline written.

    `front` is the head of a file about one thing, `title` the heading of a sheet, `section` the one of
    marks in it; `between` parts them all.
    """

    front: Callable[[Mapping[str, Fact]], str]
    title: Callable[[Sheet], str]
    section: Callable[[Section], str]
    paragraphs: Callable[[str], str]
    mark: Callable[[Annotation], str]
    between: str = "\n\n"


def written(sheets: Iterable[Sheet], dialect: Dialect) -> Iterator[str]:
    """The sheets one after the other, so that only one is held at a time; one alone with its facts ahead.

    The same library gives the same text: nothing in it tells when it was written.
    """
    coming = iter(sheets)
    ahead = list(islice(coming, 2))
    if len(ahead) == 1:
        yield dialect.front(facts(ahead[0]))
    for number, sheet in enumerate(chain(ahead, coming)):
        yield "\n" * (number > 0) + _body(sheet, dialect)


def facts(sheet: Sheet) -> dict[str, Fact]:
    """What is known of what a sheet is about, by name; what is not known is left out."""
    known: dict[str, Fact | None] = {"title": sheet.title, **_particulars(sheet), "postil": sheet.id}
    return {name: value for name, value in known.items() if value not in {None, "", ()}}


def _particulars(sheet: Sheet) -> Mapping[str, Fact | None]:
    if sheet.claim is not None:
        claim = sheet.claim
        return {
            "status": claim.status,
            "confidence": claim.confidence,
            "next": claim.next_action,
            "due": claim.due,
            "published": claim.first_published,
        }
    if sheet.speaker is not None:
        return {"aliases": sheet.speaker.aliases}
    if sheet.by is not By.ARTICLE:
        return {}
    article = sheet.article
    return {
        "byline": article.byline,
        "publisher": article.publisher,
        "source": article.source,
        "published": article.published,
        "added": article.added,
        "tags": article.tags,
    }


def _body(sheet: Sheet, dialect: Dialect) -> str:
    parts = [dialect.title(sheet)]
    if sheet.claim is not None and sheet.claim.note:
        parts.append(dialect.paragraphs(sheet.claim.note))
    for section in sections(sheet):
        if section.heading:
            parts.append(dialect.section(section))
        parts += map(dialect.mark, section.marks)
    return dialect.between.join(parts) + "\n"
