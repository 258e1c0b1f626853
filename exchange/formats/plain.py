"""Markdown for any reader: front matter, then the marks as block quotations, each with its block id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange import escape
from exchange.formats.frontmatter import front_matter
from exchange.formats.outline import Dialect, written
from exchange.markdown import mark_markdown, origin_line
from exchange.notes import note
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Section, Sheet


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The sheets as Markdown."""
    return written(sheets, _PLAIN)


def _title(sheet: Sheet) -> str:
    return f"# {escape.inline(clean_line(sheet.title))}"


def _section(section: Section) -> str:
    return f"## {escape.inline(clean_line(section.heading))}"


def _marks(section: Section) -> Iterable[str]:
    return map(mark_markdown, section.marks)


_PLAIN = Dialect(front_matter, _title, _section, origin_line, note, _marks, terse=True)
