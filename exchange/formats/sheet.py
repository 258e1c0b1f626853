"""Sheets: what goes into one file, whatever its format."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from store.annotation import AnchorState
from text.document import BlockKind, Document, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from store.claims import Claim
    from store.records import Annotation, Article
    from store.speakers import Speaker

LOST = "No longer in the text"
"""The heading over marks whose words are gone."""

UNTITLED = "Untitled"
"""The heading over marks of an article that has no title."""


class By(StrEnum):
    """What a file is about."""

    ARTICLE = "article"
    CLAIM = "claim"
    SPEAKER = "speaker"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of an article, in the order of its text, or those of a claim, a speaker or a tag.

    `id` is the same from export to export, `title` its name for people; `articles` holds those of the
    marks, by their ids.
    """

    by: By
    id: str
    title: str
    marks: Sequence[Annotation]
    articles: Mapping[str, Article]
    document: Document | None = None
    claim: Claim | None = None
    speaker: Speaker | None = None
    called: Callable[[str], str] = str
    """What a speaker's own file calls whoever a mark names."""

    @property
    def article(self) -> Article:
        """The article that it is about, if it is about one."""
        return self.articles[self.id]


class Section(NamedTuple):
    """Marks under a heading, which may be empty; `article` is the one it names, if it names one."""

    heading: str
    marks: Sequence[Annotation]
    article: Article | None = None


def sections(sheet: Sheet) -> Iterator[Section]:
    """The marks under the headings of their article, lost ones last; elsewhere under its title."""
    if sheet.document is not None:
        yield from _under_headings(sheet.marks, sheet.document)
        return
    for article_id, marks in groupby(sheet.marks, lambda mark: mark.article_id):
        article = sheet.articles[article_id]
        yield Section(article.title or UNTITLED, list(marks), article)


def _under_headings(marks: Sequence[Annotation], document: Document) -> Iterator[Section]:
    headings = [block.span for block in document.of_kind(BlockKind.HEADING) if block.role is not Role.TITLE]
    starts = [span.start for span in headings]

    def over(mark: Annotation) -> int:
        """The number of the last heading that begins no later than the mark, one past all for a lost one."""
        if mark.anchor_state is AnchorState.LOST:
            return len(headings)
        return bisect_right(starts, mark.anchor.start) - 1

    names = [span.of(document.text) for span in headings]
    for number, under in groupby(marks, over):
        yield Section([*names, LOST, ""][number], list(under))


def place(mark: Annotation) -> tuple[bool, int, int]:
    """What marks are sorted by to stand in the order of the text, lost ones last."""
    return mark.anchor_state is AnchorState.LOST, mark.anchor.start, mark.anchor.end
