"""Argdown (https://argdown.org): claims, what is linked to them, and how.

A statement is a claim, or the words of a mark that makes none but is linked to. What supports is `+`,
what contradicts `><`, what corrects `-`; that one repeats or answers another is no relation of Argdown's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exchange.formats.encoding import compact
from store.annotation import Relation
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.selection import Selection
    from store.annotation import Link
    from store.claims import Claim
    from store.records import Annotation

RELATIONS = {Relation.SUPPORTS: "+", Relation.CORRECTS: "-", Relation.CONTRADICTS: "><"}
"""The signs of the relations that Argdown knows, written under what is supported, corrected, contradicted."""
TITLE = 40
"""Code points of a statement that its title repeats."""

_ACTIVE = re.compile(r"[\\*_\[\]<>@#{}/|:=`]|-(?=-)|(?<=-)-|^\s*[+\-(]")
_NO_YAML = re.compile("[{}\ufeff\ufffe\uffff]")
_TAG = re.compile(r"[^\w-]+|_+")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A claim, or a mark that is no claim's; `id` is the one of either."""

    id: str
    text: str
    tags: tuple[str, ...]
    data: dict[str, str] = field(hash=False)

    @property
    def title(self) -> str:
        """What it is referred to by: the first of its words and of its id."""
        words = " ".join(re.findall(r"\w+", self.text.replace("_", " "))[:12])
        return f"{words[:TITLE].strip()} {self.id[:8]}".strip()


def write(selection: Selection) -> Iterator[str]:
    """The claims, each with what is linked to it under it, then the other marks that are linked."""
    marks, links = _linked(selection)
    claims = {claim.id: claim for claim in selection.library.claims.all()}
    ends = {mark.id: _of_mark(mark, claims) for mark in marks}
    told = {statement.id: statement for statement in ends.values()}
    under: dict[str, list[str]] = {}
    for link in links:
        source, target = ends.get(link.source), ends.get(link.target)
        if source and target and source.id != target.id and link.relation in RELATIONS:
            related = f"{RELATIONS[link.relation]} [{source.title}]"
            under.setdefault(target.id, []).append(related)
    yield '===\ntitle: "Claims"\n===\n'
    for statement in told.values():
        lines = dict.fromkeys(under.get(statement.id, ()))
        yield "\n" + "\n".join([_written(statement), *(f"  {line}" for line in lines)]) + "\n"


def inline(text: str) -> str:
    """A text on one line that Argdown takes as it is."""
    return _ACTIVE.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", clean_line(text))


def _linked(selection: Selection) -> tuple[list[Annotation], list[Link]]:
    """The marks that make claims or are linked, among the selected or to one of them; and the links."""
    marks: dict[str, Annotation] = {}
    links: dict[str, Link] = {}
    for _, found in selection.marked():
        for mark in found:
            links.update((link.id, link) for link in mark.links)
            if mark.claim or mark.links:
                marks[mark.id] = mark
    ends = dict.fromkeys(end for link in links.values() for end in (link.source, link.target))
    others = selection.library.among([end for end in ends if end not in marks])
    marks.update((mark.id, mark) for mark in others)
    return list(marks.values()), list(links.values())


def _of_mark(mark: Annotation, claims: dict[str, Claim]) -> _Statement:
    """What a mark states: its claim, or its own words."""
    claim = claims.get(mark.claim)
    said = {"proponent": mark.speaker, "source": mark.article_source or mark.article_title}
    data = {name: value for name, value in said.items() if value}
    if claim is None:
        return _Statement(mark.id, mark.anchor.exact, _tags(mark.tags), data)
    return _Statement(claim.id, claim.statement, _tags((claim.status, *mark.tags)), data)


def _tags(names: Iterable[str]) -> tuple[str, ...]:
    tags = (_TAG.sub("-", name).strip("-") for name in names)
    return tuple(dict.fromkeys(f"#{tag}" for tag in tags if tag))


def _written(statement: _Statement) -> str:
    words = inline(statement.text)
    data = [f"{name}: {_yaml(value)}" for name, value in statement.data.items()]
    tail = [*statement.tags, *([f"{{{', '.join(data)}}}"] if data else [])]
    return " ".join([f"[{statement.title}]:", words, *tail])


def _yaml(value: str) -> str:
    """A string of YAML in double quotation marks, without braces, which Argdown would take for its own."""
    return _NO_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", compact(value))
