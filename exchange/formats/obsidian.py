"""Markdown for Obsidian: its tags, and links to the files of speakers and articles in the same vault."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

from exchange import escape
from exchange.files import file_name
from exchange.formats.frontmatter import front_matter
from exchange.formats.outline import Dialect, written
from exchange.formats.selection import speaker_id, speaker_key
from exchange.markdown import ANCHORED, UNTOLD, is_page_note, origin_line
from exchange.notes import obsidian_note
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exchange.files import Titled
    from exchange.formats.outline import Fact
    from exchange.formats.sheet import Section, Sheet
    from store.records import Annotation

_NO_TAG = re.compile(r"[^\w/-]+|/{2,}|^/|/$|(?<![^\W_])_+|_+(?![^\W_])")
_NO_LABEL = re.compile(r"[\[\]|`\\%<>*^{}~$]+|(?<!\w)[_#]+|_+(?!\w)|[=:(]{2,}|&(?=#?\w+;)")
"""What is no text in a label, which cannot be escaped: Obsidian shows the backslash."""


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The sheets as Markdown for Obsidian."""
    return written(map(_named, sheets), _OBSIDIAN)


@lru_cache(1000)
def tag_name(tag: str) -> str:
    """A tag in the signs that Obsidian's tags are made of; digits alone make none."""
    name = _NO_TAG.sub("-", tag)
    return f"_{name}" if name.isdecimal() else name


def _front(facts: Mapping[str, Fact]) -> str:
    told = dict(facts)
    title, others = clean_line(str(told.get("title", ""))), told.pop("aliases", ())
    names = (title, *others) if isinstance(others, tuple) else (title,)
    if aliases := tuple(filter(None, names)):
        told = {"title": told.pop("title", title), "aliases": aliases, **told}
    tags = told.get("tags")
    if isinstance(tags, tuple):
        told["tags"] = tuple(map(tag_name, tags))
    return front_matter(told)


def _title(sheet: Sheet) -> str:
    return f"# {escape.inline(clean_line(sheet.title))}"


def _section(section: Section) -> str:
    if section.article is not None:
        return f"## {_link(section.article)}"
    return f"## {escape.inline(clean_line(section.heading))}"


def _named(sheet: Sheet) -> Sheet:
    """A sheet whose speakers are called as their own files are, whatever the spelling on a mark."""
    marks = [_called(mark, sheet.called(mark.speaker)) if mark.speaker else mark for mark in sheet.marks]
    return replace(sheet, marks=marks)


def _called(mark: Annotation, name: str) -> Annotation:
    return mark if name == mark.speaker else mark._replace(speaker=name)


def _marks(section: Section) -> Iterable[str]:
    return map(_mark, section.marks)


def _mark(mark: Annotation) -> str:
    is_note_alone = is_page_note(mark)
    quoted = "" if is_note_alone else escape.quotation(escape.block(mark.anchor.exact))
    told = f"{quoted or obsidian_note(mark.note)}\n\n^postil-{mark.id}"
    if standing := _standing(mark):
        told += f"\n\n{standing}"
    if mark.note and not is_note_alone:
        told += f"\n\n{obsidian_note(mark.note)}"
    if mark.tags:
        told += "\n\n" + " ".join([f"#{tag_name(tag)}" for tag in mark.tags])
    return told


def _standing(mark: Annotation) -> str:
    parts = []
    if mark.kind not in UNTOLD:
        parts.append(f"**{mark.kind.capitalize()}**")
    if mark.status:
        parts.append(escape.inline(clean_line(mark.status)))
    if mark.speaker:
        parts.append(f"— {_speaker(mark.speaker)}")
    parts += [escape.inline(clean_line(told)) for told in (mark.place, mark.colour) if told]
    if mark.anchor_state in ANCHORED:
        parts.append(f"*({ANCHORED[mark.anchor_state]})*")
    return " · ".join(parts)


@lru_cache(1000)
def _speaker(name: str) -> str:
    if not speaker_key(name):  # signs alone, which nobody is called by
        return escape.inline(name)
    return _link(SimpleNamespace(id=speaker_id(name), title=name))


def _link(told: Titled) -> str:
    """A link to the file that something has, or would have, in the vault."""
    label = clean_line(_NO_LABEL.sub(" ", told.title))
    target = file_name(told).removesuffix(".md")
    return f"[[{target}|{label}]]" if label else f"[[{target}]]"


_OBSIDIAN = Dialect(_front, _title, _section, origin_line, obsidian_note, _marks, terse=True)
