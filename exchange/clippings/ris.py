"""Notes in RIS, which Zotero, EndNote and the like put with the works they are on.

(https://en.wikipedia.org/wiki/RIS_(file_format))
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.record import gather
from exchange.clippings.zotero_note import note_clippings
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "RIS notes"

_FIRST = re.compile(r"[\s\ufeff]{0,100}TY  - ")
_FIELD = re.compile(r"([A-Z][A-Z\d])  -(?: (.*)|\Z)")
_Work = dict[str, list[str]]


def recognises(content: str) -> bool:
    """Whether a text begins with a work in RIS."""
    return bool(_FIRST.match(content))


def read(file: str, content: str) -> Parsed:
    """The notes on every work, which may be written in HTML; works without any are passed over."""
    return gather(FORMAT, file, _works(newlines(content)), _clippings)


def _works(content: str) -> Iterator[tuple[str, _Work]]:
    """The fields of each work under their names, with the line it begins on."""
    work: _Work = {}
    value, begin = [""], 0
    for number, line in enumerate(content.split("\n"), start=1):
        field = _FIELD.match(line.lstrip("\ufeff"))
        if field is None:
            value[-1] = f"{value[-1]}\n{line}".strip()
            continue
        name, said = field[1], field[2] or ""
        if name == "TY":
            work, begin = {}, number
        elif name == "ER" and work:
            yield f"The work on line {begin}", work
            work = {}
        value = work.setdefault(name, [])
        value.append(said.strip())


def _clippings(work: _Work) -> Iterator[Clipping]:
    def told(*names: str) -> str:
        return next((said for name in names for said in work.get(name, []) if said), "")

    authors = (" ".join(reversed(name.split(", ", 1))) for name in work.get("AU", work.get("A1", [])))
    blank = Clipping(
        "",
        title=told("TI", "T1", "CT"),
        author=", ".join(authors),
        publisher=told("T2", "JO", "JF", "PB"),
        published=told("DA", "PY", "Y1").rstrip("/").replace("/", "-"),
        language=told("LA"),
        source=told("UR"),
    )
    for note in work.get("N1", []):
        if "<" in note:
            yield from note_clippings(note, blank, "")
        elif note:
            yield replace(blank, note=note)
