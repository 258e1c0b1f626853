"""How articles and marks look as entries of a list: parts of text with style names, no Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.records import AnchorState, Annotation, Article, Kind, ReadState
from text.document import Span
from text.layout.wrap import wrap
from text.pace import WORDS_A_MINUTE, duration
from tui.signs import sign
from tui.widgets.lines import LINKED
from tui.widgets.rows import fit, one_line

if TYPE_CHECKING:
    from tui.widgets.rows import Part

_STATES = {ReadState.UNREAD: "●", ReadState.READING: "◐", ReadState.READ: "○"}


def minutes(article: Article) -> int:
    """How long the article takes to read, at least one minute."""
    return max(1, round(article.words / WORDS_A_MINUTE))


def provenance(article: Article) -> str:
    """Where an article is from, in a word or two: publisher, byline, or the place it was read from."""
    return article.publisher or article.byline or article.source.rstrip("/").rpartition("/")[2]


def article_heading(width: int) -> str:
    """The heading over a list of articles."""
    columns = _columns(width)
    title = fit("Title", _title_room(width, columns))
    return (
        "   " + title + " " + "".join(fit(each.name, each.room, right=each.right) for each in columns) + " "
    )


def article_entry(article: Article, width: int) -> list[list[Part]]:
    """One line: state, title, source, length, progress, marks; a narrow list shows fewer of them."""
    columns = _columns(width)
    unread = article.state is ReadState.UNREAD
    held = {
        "Source": (provenance(article), "dim"),
        "Length": (duration(minutes(article)), "dim"),
        "Read": ("" if unread else f"{article.progress:.0%}", "dim"),
        "Marks": (str(article.marks or ""), "key"),
    }
    parts: list[Part] = [
        (f" {_STATES[article.state]} ", "match" if article.state is ReadState.READING else "dim"),
        (fit(article.title, _title_room(width, columns)) + " ", "strong" if unread else ""),
    ]
    for each in columns:
        text, style = held[each.name]
        parts.append((fit(text, each.room, right=each.right), style))
    return [[*parts, (" ", "")]]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the library, shown where the list is at least `least` cells wide."""

    name: str
    room: int
    least: int
    right: bool = True


_COLUMNS = (
    _Column("Source", 18, 72, right=False),
    _Column("Length", 8, 56),
    _Column("Read", 5, 48),
    _Column("Marks", 6, 36),
)


def _columns(width: int) -> list[_Column]:
    return [each for each in _COLUMNS if width >= each.least]


def _title_room(width: int, columns: list[_Column]) -> int:
    return width - sum(each.room for each in columns) - 5


def mark_entry(mark: Annotation, width: int) -> list[list[Part]]:
    """Three lines: letter and words, more words, and what is known of the mark."""
    text = one_line(mark.anchor.exact)
    first, *rest = wrap(text, Span(0, len(text)), max(1, width - 5))
    more = text[rest[0].start :] if rest else ""
    shown = sign(mark.kind)
    words: list[Part] = [
        (LINKED if mark.links else " ", "dim"),
        (f"{shown.letter}  ", shown.letter_ink),
        (first.of(text), ""),
    ]
    return [words, [("    " + fit(more, width - 5), "")], _facts(mark, width)]


def _facts(mark: Annotation, width: int) -> list[Part]:
    status = mark.status if mark.kind is Kind.CLAIM else ""
    lost = {AnchorState.LOST: "lost", AnchorState.CHANGED: "changed"}.get(mark.anchor_state, "")
    parts = [
        lost,
        f"— {mark.speaker}" if mark.speaker else "",
        mark.place,
        status,
        mark.colour,
        *(f"#{tag}" for tag in mark.tags),
        *dict.fromkeys(link.seen_from(mark.id)[0] for link in mark.links),
        one_line(mark.note),
    ]
    return [("    " + fit("  ".join(part for part in parts if part), width - 5), "dim")]


@dataclass(frozen=True, slots=True)
class Sorting:
    """A way to sort the library, by its name."""

    name: str
    key: str
    descending: bool = False


SORTINGS = (
    Sorting("newest first", "added", descending=True),
    Sorting("last read", "opened", descending=True),
    Sorting("title", "title"),
    Sorting("source", "source"),
    Sorting("shortest", "words"),
    Sorting("most marks", "marks", descending=True),
    Sorting("unread first", "state"),
)


def sort_articles(articles: list[Article], sorting: Sorting) -> list[Article]:
    """The articles in that order; equal ones stay newest first."""
    keys = {
        "title": lambda article: article.title.casefold(),
        "source": lambda article: provenance(article).casefold(),
        "state": lambda article: list(ReadState).index(article.state),
    }
    key = keys.get(sorting.key, lambda article: getattr(article, sorting.key))
    return sorted(articles, key=key, reverse=sorting.descending)
