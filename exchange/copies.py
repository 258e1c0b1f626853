"""Marks as they are copied into other texts: Markdown without ids, that tells where the words come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange import escape
from exchange.markdown import told_markdown
from text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.annotation import Annotation

_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def copied(marks: Iterable[Annotation]) -> str:
    """One mark with its article and source under it; several under their articles, in the order given."""
    by_article: dict[str, list[Annotation]] = {}
    for mark in marks:
        by_article.setdefault(mark.article_id, []).append(mark)
    several = sum(map(len, by_article.values())) > 1
    told = map(_headed if several else _signed, by_article.values())
    return clean("\n\n".join(told)) + "\n"


def _signed(marks: list[Annotation]) -> str:
    mark = marks[0]
    title = escape.inline(clean_line(mark.article_title))
    origin = ", ".join(filter(None, (f"*{title}*" if title else "", _source(mark))))
    return "\n\n".join(filter(None, (told_markdown(mark), origin)))


def _headed(marks: list[Annotation]) -> str:
    first = marks[0]
    heading = f"# {escape.inline(clean_line(first.article_title))}".rstrip()
    return "\n\n".join(filter(None, (heading, _source(first), *map(told_markdown, marks))))


def _source(mark: Annotation) -> str:
    source = clean_line(mark.article_source)
    if _ADDRESS.fullmatch(source):
        return f"<{source}>"
    return escape.block(source)
