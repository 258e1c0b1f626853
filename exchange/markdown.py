"""Marks as Markdown: YAML front matter, then the marks in the order of the text.

A mark is a block quotation with a block id (`^postil-…`, Obsidian's way to link to a block) right
behind it, then what was said of it: speaker or status, note, tags.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import yaml

from exchange import escape
from store.records import AnchorState, Kind
from text.document import BlockKind, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.records import Annotation, Article
    from text.document import Block, Document

LOST = "No longer in the text"
"""The heading over marks whose words are gone."""

_UNTOLD = frozenset({Kind.QUOTE, Kind.HIGHLIGHT})
"""The kinds that say nothing of a mark that cannot be seen from it."""
_TOP = Span(0, 0)
_NOWHERE = Span(-1, -1)


def article_markdown(article: Article, annotations: Iterable[Annotation], document: Document) -> str:
    """One article's marks as a Markdown file with front matter.

    The same library gives the same bytes: nothing in them tells when they were written.
    """
    return f"---\n{_front_matter(article)}---\n\n{section(article, annotations, document)}"


def section(article: Article, annotations: Iterable[Annotation], document: Document) -> str:
    """One article's marks under a heading, as they stand in a file of several articles."""
    headings = [block.span for block in document.blocks if _is_heading(block)]
    parts = [f"# {escape.inline(_flat(article.title))}"]
    for span, marks in groupby(sorted(annotations, key=_place), lambda mark: _over(mark, headings)):
        heading = LOST if span == _NOWHERE else _flat(span.of(document.text))
        parts += [f"## {escape.inline(heading)}"] if heading else []
        parts += map(mark_markdown, marks)
    return "\n\n".join(parts) + "\n"


def mark_markdown(mark: Annotation) -> str:
    """One mark."""
    parts = [
        escape.quotation(escape.block(mark.anchor.exact)),
        f"^postil-{mark.id}",
        _standing(mark),
        escape.block(mark.note),
        " ".join(f"#{escape.inline(tag)}" for tag in mark.tags),
    ]
    return "\n\n".join(filter(None, parts))


def _standing(mark: Annotation) -> str:
    """What it is and how it stands, who said it, and whether the article has other words by now."""
    kind = "" if mark.kind in _UNTOLD else f"**{mark.kind.capitalize()}**"
    said = f"— {escape.inline(_flat(mark.speaker))}" if mark.speaker else ""
    changed = "*(worded otherwise in the article now)*" if mark.anchor_state is AnchorState.CHANGED else ""
    return " · ".join(filter(None, [kind, escape.inline(mark.status), said, changed]))


def _front_matter(article: Article) -> str:
    facts = {
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "source": article.source,
        "published": article.published,
        "added": article.added,
        "postil": article.id,
    }
    known = {name: value for name, value in facts.items() if value}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=float("inf"))


def _place(mark: Annotation) -> tuple[bool, int, int]:
    return mark.anchor_state is AnchorState.LOST, mark.span.start, mark.span.end


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.role is not Role.TITLE


def _over(mark: Annotation, headings: Sequence[Span]) -> Span:
    """The last heading that begins no later than the mark; `_TOP` when there is none."""
    if mark.anchor_state is AnchorState.LOST:
        return _NOWHERE
    return next((span for span in reversed(headings) if span.start <= mark.span.start), _TOP)


def _flat(text: str) -> str:
    return " ".join(text.split())
