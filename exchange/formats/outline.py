"""Sheets as an outline of headings and marks: what Markdown of every kind and org-mode have in common."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from exchange.formats.iri import web_address
from exchange.formats.sheet import LOST, By, sections
from store.annotation import AnchorState, Kind
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from exchange.formats.sheet import Section, Sheet
    from store.records import Annotation, Article

Fact: TypeAlias = "str | int | tuple[str, ...]"
"""What a file says of itself under one name."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program wants an outline written.

    `front` is the head of a file about one thing, `title` the heading of a sheet, `section` the one of
    marks in it, `line` a line of facts, the last of which may be an address; `between` parts them all.
    One that is `terse` leaves out of marks what their file is about.
    """

    front: Callable[[Mapping[str, Fact]], str]
    title: Callable[[Sheet], str]
    section: Callable[[Section], str]
    line: Callable[[Sequence[str], str], str]
    note: Callable[[str], str]
    marks: Callable[[Section], Iterable[str]]
    between: str = "\n\n"
    terse: bool = False


def written(sheets: Iterable[Sheet], dialect: Dialect) -> Iterator[str]:
    """The sheets one after the other, so that only one is held at a time; one alone with its facts ahead.

    The same library gives the same text: nothing in it tells when it was written.
    """
    coming = iter(sheets)
    ahead = list(islice(coming, 2))
    is_alone = len(ahead) == 1
    if is_alone:
        yield dialect.front(facts(ahead[0]))
    for number, sheet in enumerate(chain(ahead, coming)):
        yield "\n" * (number > 0) + _body(sheet, dialect, is_alone=is_alone)


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
        "author": article.byline,
        "publisher": article.publisher,
        "source": article.source,
        "published": article.published,
        "added": article.added,
        "tags": _tags(sheet),
    }


def _tags(sheet: Sheet) -> tuple[str, ...]:
    """The tags of an article but for the one by which Postil knows its stubs."""
    tags = sheet.article.tags
    if "stub" not in tags or sheet.document is None:
        return tags
    from store import stubs  # noqa: PLC0415 - few articles are

    return tuple(stubs.without_tag(tags)) if stubs.is_stub(tags, sheet.document.text) else tags


def _body(sheet: Sheet, dialect: Dialect, *, is_alone: bool) -> str:
    parts = [dialect.title(sheet)]
    if not is_alone:
        parts += _lines(_standing(sheet, dialect), dialect)
    if sheet.claim is not None and sheet.claim.note:
        parts.append(dialect.note(sheet.claim.note))
    for section in sections(sheet):
        if section.heading:
            parts.append(dialect.section(section))
        if section.article is not None:
            parts += _lines(origin(section.article), dialect)
        parts += dialect.marks(_unsaid(section, sheet) if dialect.terse else section)
    return dialect.between.join(parts) + "\n"


def origin(article: Article) -> tuple[list[str], str]:
    """Where words come from: who wrote them, where and when, and the address on the web, what is known."""
    told = (article.byline, article.publisher, article.published)
    return list(filter(None, map(clean_line, told))), web_address(article.source)


def _standing(sheet: Sheet, dialect: Dialect) -> tuple[list[str], str]:
    """What the head of a file would say, were it about the sheet alone: where it is from, how it stands."""
    if sheet.by is By.ARTICLE:
        return origin(sheet.article)
    return [sheet.claim.status] if sheet.claim is not None and dialect.terse else [], ""


def _lines(facts: tuple[list[str], str], dialect: Dialect) -> list[str]:
    return [dialect.line(*facts)] if any(facts) else []


def _unsaid(section: Section, sheet: Sheet) -> Section:
    """A section whose marks do not say what their sheet is about, or the heading over them says."""
    if sheet.by is By.ARTICLE and section.heading != LOST:
        return section
    return section._replace(marks=[_bare(mark, sheet) for mark in section.marks])


def _bare(mark: Annotation, sheet: Sheet) -> Annotation:
    match sheet.by:
        case By.ARTICLE if mark.anchor_state is AnchorState.LOST:
            return mark._replace(anchor_state=AnchorState.EXACT)
        case By.CLAIM:
            return mark._replace(status="", kind=Kind.QUOTE if mark.kind == Kind.CLAIM else mark.kind)
        case By.SPEAKER:
            return mark._replace(speaker="")
        case By.TAG:
            name = sheet.title.lower()
            return mark._replace(tags=tuple(tag for tag in mark.tags if tag.lower() != name))
    return mark
