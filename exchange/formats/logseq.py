"""Markdown for Logseq: everything is a block of an outline, and what is said of one are its properties."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from exchange import escape
from exchange.formats.outline import Dialect, written
from exchange.markdown import UNTOLD, is_page_note, origin_line
from exchange.notes import logseq_note
from store.annotation import AnchorState
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exchange.formats.outline import Fact
    from exchange.formats.sheet import Section, Sheet
    from store.records import Annotation

_NO_NAME = re.compile(r"[\[\]#,`\\%<>{}^]+|\(\(+|::+")


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The sheets as an outline for Logseq."""
    return written(sheets, _LOGSEQ)


def block_id(mark_id: str) -> str:
    """The UUID that Logseq knows a mark by: of version 8 (RFC 9562), with the mark's own id in it.

    An id is 16 hexadecimal digits. They begin behind `706f7374-696c-8`, which is “postil”.
    """
    digits = mark_id.ljust(16, "0")
    return f"706f7374-696c-8{digits[:3]}-8{digits[3:6]}-00{digits[6:16]}"


def _front(facts: Mapping[str, Fact]) -> str:
    told = {name: _value(value) for name, value in facts.items()}
    return "".join(f"{name}:: {value}\n" for name, value in told.items() if value) + "\n"


def _value(value: Fact) -> str:
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_page, value)))
    return escape.inline(clean_line(str(value)))


@lru_cache(1000)
def _page(name: str) -> str:
    """A link to the page of a name."""
    page = clean_line(_NO_NAME.sub(" ", name))
    return f"[[{page}]]" if page else ""


def _title(sheet: Sheet) -> str:
    return f"- # {escape.inline(clean_line(sheet.title))}"


def _section(section: Section) -> str:
    return f"- ## {escape.inline(clean_line(section.heading))}"


def _line(told: Sequence[str], address: str) -> str:
    return _block(origin_line(told, address), 1)


def _note(text: str) -> str:
    return _block(logseq_note(text), 1)


def _marks(section: Section) -> Iterable[str]:
    return map(_mark, section.marks)


def _mark(mark: Annotation) -> str:
    if is_page_note(mark):
        return _block("\n".join([*_properties(mark), logseq_note(mark.note)]), 1)
    quotation = escape.quotation(escape.block(mark.anchor.exact))
    block = _block("\n".join([*_properties(mark), quotation]), 1)
    return f"{block}\n{_block(logseq_note(mark.note), 2)}" if mark.note else block


def _properties(mark: Annotation) -> Iterator[str]:
    yield f"id:: {block_id(mark.id)}"
    if mark.kind not in UNTOLD:
        yield f"kind:: {mark.kind}"
    if mark.status:
        yield f"status:: {escape.inline(mark.status)}"
    if speaker := _page(mark.speaker):
        yield f"speaker:: {speaker}"
    if mark.tags and (tags := _value(mark.tags)):
        yield f"tags:: {tags}"
    for name, said in (("place", mark.place), ("colour", mark.colour)):
        if said:
            yield f"{name}:: {_value(said)}"
    if mark.anchor_state is not AnchorState.EXACT:
        yield f"anchor:: {mark.anchor_state}"


def _block(text: str, depth: int) -> str:
    """A text as a block of the outline, its later lines as far in as its first."""
    tabs = "\t" * depth
    return f"{tabs}- " + text.replace("\n", f"\n{tabs}  ").replace(f"\n{tabs}  \n", "\n\n")


_LOGSEQ = Dialect(_front, _title, _section, _line, _note, _marks, between="\n")
