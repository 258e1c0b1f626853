"""The outline of a document: its headings, and the places that its own links lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from text.document import BlockKind, Role, remembered

if TYPE_CHECKING:
    from text.document import Document

_FOOTNOTE = "fn-"
_NUMBER = re.compile(r"~(\d{1,9})")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where it begins, how deep it stands (1 is outermost), and its words on one line."""

    offset: int
    level: int
    words: str


def outline(document: Document) -> tuple[Heading, ...]:
    """The headings of a document, in order; worked out once."""
    return _outline(document, None)


def beginning(document: Document) -> int:
    """Where the article itself begins, past its title and what stands round that."""
    own = (block.span.start for block in document.blocks if block.role in (Role.STANDFIRST, Role.BODY))
    return next(own, 0)


def target_of(number: int) -> str:
    """The target of a link to the block of a number, counted from nought."""
    return f"#~{number}"


def place_of(document: Document, target: str) -> int | None:
    """Where a link to `#…` leads in the document: to a block, a footnote or a heading; None for nowhere."""
    name = unquote(target.removeprefix("#"))
    if number := _NUMBER.fullmatch(name):
        index = int(number[1])
        return document.blocks[index].span.start if index < len(document.blocks) else None
    if name.startswith(_FOOTNOTE):
        found = _footnotes(document, None).get(name.removeprefix(_FOOTNOTE))
        if found is not None:
            return found
    return _slugs(document, None).get(name.lower()) if name else 0


def slug(words: str) -> str:
    """The anchor that GitHub gives a heading: small letters, hyphens for spaces, no other punctuation."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


@remembered
def _outline(document: Document, _: None) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            block.span.start, max(1, block.level), " ".join(block.span.of(document.text)[:_LONGEST].split())
        )
        for block in document.of_kind(BlockKind.HEADING)
    )


@remembered
def _slugs(document: Document, _: None) -> dict[str, int]:
    """Every heading's offset by its slug; repeated ones are numbered from one."""
    found: dict[str, int] = {}
    seen: dict[str, int] = {}
    for heading in outline(document):
        name = slug(heading.words)
        before = seen.get(name, 0)
        seen[name] = before + 1
        found.setdefault(f"{name}-{before}" if before else name, heading.offset)
    return found


@remembered
def _footnotes(document: Document, _: None) -> dict[str, int]:
    """Where the definition of each footnote begins, by its label."""
    items = document.of_kind(BlockKind.LIST_ITEM)
    return {item.marker[1:-1]: item.span.start for item in items if item.marker.startswith("[")}
