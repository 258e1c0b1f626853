"""Pages: where in its source a passage stands, as people cite it.

A place has parts, each after a comma: chapters as they are called, `p. 12` for a page and `loc. 168-170`
for the locations of an e-reader, in the order in which a program tells them. A page is called what is
printed on it: `p. xii`, `p. A-3`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RANGE = r"(\d+)\s*[-–—]\s*(\d+)"
_LABEL = rf"(?:{_RANGE}|\S*\d\S*|[ivxlcdm]+)"
_KINDS = (
    ("p.", re.compile(rf"(?:pages?|pg\.?|pp?\.?)[ :]*({_LABEL})", re.IGNORECASE)),
    ("loc.", re.compile(rf"(?:locations?|loc\.?)[ :]*({_LABEL})", re.IGNORECASE)),
)
_OF_PDF = re.compile(r"#?(?:[^&\s]*&)?page=(\d+)(?:&\S*)?")
"""A page of a PDF (RFC 8118)."""
_FOR_PROGRAMS = re.compile(
    r"""
      (?:order|offset|time_offset)[ ]\S+                        # Readwise: what sorts marks
    | \#?(?:epubcfi|xpointer|element|point)\(.*                 # EPUB CFI, XPointer
    | \#?(?:char|line|t|xywh|nameddest|viewrect|zoom|:~:text)=\S*  # RFC 5147, Media and Text Fragments
    | /\S*[./]\d\S*                                             # a way down the tree of a document
    """,
    re.VERBOSE,
)


@lru_cache(1000)
def place(told: str) -> str:
    """A place as it is told here; empty for what only programs can find."""
    line = " ".join(told.split())
    if of_pdf := _OF_PDF.fullmatch(line):
        return f"p. {of_pdf[1]}"
    if _FOR_PROGRAMS.fullmatch(line):
        return ""
    return ", ".join(filter(None, map(_part, line.split(", "))))


def page(placed: str) -> str:
    """What the page that a place begins on is called; empty where it tells none."""
    return _first("p.", placed)


def number(placed: str) -> int | None:
    """The number of the location, else of the page, that a place begins with; None where it tells none."""
    digits = _first("loc.", placed) or _first("p.", placed)
    return int(digits) if digits.isdecimal() else None


def _part(told: str) -> str:
    for name, kind in _KINDS:
        if found := kind.fullmatch(told):
            first, last = found[2], found[3]
            return f"{name} {found[1] if first is None else first if first == last else f'{first}-{last}'}"
    return told.strip()


def _first(name: str, placed: str) -> str:
    """What the first part of a kind begins with."""
    part = next((part for part in placed.split(", ") if part.startswith(f"{name} ")), "")
    label = part.removeprefix(f"{name} ")
    span = re.fullmatch(_RANGE, label)
    return span[1] if span else label
