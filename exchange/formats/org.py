"""Org-mode: a headline for each section, a quote block for each mark, named by its CUSTOM_ID.

Where a text has signs that Org would act on, a zero width space (U+200B) is put behind them, or ahead
of a line that begins with them, as Org's manual recommends; without these spaces it is the very text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.formats.outline import Dialect, written
from exchange.markdown import ANCHORED, UNTOLD, is_page_note
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exchange.formats.outline import Fact
    from exchange.formats.sheet import Section, Sheet
    from store.records import Annotation

ZERO = "\u200b"
"""The space that nobody sees."""

_ACTIVE = re.compile(
    r"""
      (?<![^\W_]) (?<![:./]) [*/_=~+]+  # emphasis
    | [_^] [*/_=~+^]*                   # what is set lower or higher, and emphasis after the space behind it
    | [\[<\\${@]                      # links, footnotes, dates, entities, formulas, macros
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"^(?=[ \t]*+(?:[*#:|%+-]|\d+[.)]|[A-Za-z][.)](?:\s|$)|DEADLINE|SCHEDULED|CLOSED|CLOCK|$))"
)
_OWN = frozenset({"title", "author", "published", "tags"})
"""The facts that Org has keywords for."""
_KEYWORD = re.compile(r"^(?:TODO|DONE|COMMENT)\b|:(?=\s*$)")


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The sheets in org-mode."""
    return written(sheets, _ORG)


def paragraphs(text: str) -> str:
    """A text as paragraphs of Org; a line feed in one is a line break there."""
    lines = [_LINE_START.sub(ZERO, inline(line)) if line else "" for line in text.split("\n")]
    return "\n".join(_broken(lines))


def inline(text: str) -> str:
    """A text that stands in a line, after something else."""
    return _ACTIVE.sub(lambda found: "".join(f"{sign}{ZERO}" for sign in found.group()), text)


def _broken(lines: list[str]) -> Iterator[str]:
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\\\" if line and after else line


def _front(facts: Mapping[str, Fact]) -> str:
    told = {"title": facts.get("title", ""), "author": facts.get("author", "")}
    told |= {"date": facts.get("published", ""), "filetags": _filetags(facts.get("tags", ()))}
    head = "".join(f"#+{name}: {inline(clean_line(str(value)))}\n" for name, value in told.items() if value)
    others = {"id" if name == "postil" else name: facts[name] for name in facts if name not in _OWN}
    return head + "".join(f"#+postil_{name}: {_flat(value)}\n" for name, value in others.items()) + "\n"


def _flat(value: Fact) -> str:
    return clean_line("; ".join(value) if isinstance(value, tuple) else str(value))


def _filetags(tags: Fact) -> str:
    names = [re.sub(r"\W+", "_", tag) for tag in tags] if isinstance(tags, tuple) else []
    return f":{':'.join(names)}:" if names else ""


def _headline(depth: int, text: str, tags: tuple[str, ...] = ()) -> str:
    told = _KEYWORD.sub(lambda found: f"{ZERO}{found.group()}{ZERO}", inline(clean_line(text)))
    return f"{'*' * depth} {ZERO if told[:1] in '*#[' else ''}{told}" + (
        f"  {_filetags(tags)}" if tags else ""
    )


def _title(sheet: Sheet) -> str:
    return _headline(1, sheet.title)


def _section(section: Section) -> str:
    return _headline(2, section.heading)


def _line(told: Sequence[str], address: str) -> str:
    link = f"[[{address.replace('[', '%5B').replace(']', '%5D')}]]" if address else ""
    return " · ".join(filter(None, (paragraphs(" · ".join(told)), link)))


def _marks(section: Section) -> Iterable[str]:
    depth = 3 if section.heading else 2
    return (_mark(mark, depth) for mark in section.marks)


def _mark(mark: Annotation, depth: int) -> str:
    words = clean_line(mark.anchor.exact[:60])
    head = _headline(depth, words or "Mark", mark.tags)
    said = {"CUSTOM_ID": f"postil-{mark.id}", "KIND": str(mark.kind), "STATUS": mark.status}
    said |= {"SPEAKER": mark.speaker, "PLACE": mark.place, "COLOUR": mark.colour}
    said["ANCHOR"] = ANCHORED.get(mark.anchor_state, "")
    if mark.kind in UNTOLD:
        del said["KIND"]
    drawer = "".join(f":{name}: {clean_line(value)}\n" for name, value in said.items() if value)
    told = f"{head}\n:PROPERTIES:\n{drawer}:END:\n"
    if is_page_note(mark):
        return f"{told}{paragraphs(mark.note)}"
    told += f"#+begin_quote\n{paragraphs(mark.anchor.exact)}\n#+end_quote"
    return f"{told}\n\n{paragraphs(mark.note)}" if mark.note else told


_ORG = Dialect(_front, _title, _section, _line, paragraphs, _marks)
