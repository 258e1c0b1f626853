"""Markdown with a bullet for each highlight, as Readwise and Hypothesis put it into Obsidian and Logseq."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.inline import plain
from exchange.clippings.moment import utc
from exchange.clippings.place import place
from exchange.clippings.record import gather, origin
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "Markdown with bullets"

_URL = r"https?://[^()\s]{1,2000}"
_LINK = rf"\[(?:(?:Location \d|Page \w|View Highlight|View Tweet)[\w-]{{0,20}}\]\({_URL}|[^\]\n]{{1,40}}\]\(https://(?:read\.)?readwise\.io/[^()\s]*)\)"
_ENDS = re.compile(
    rf"(?:\s*\((?P<said>{_LINK}|(?:Location|Page) [\w-]{{1,20}})\)"
    r"|\s—\s\[[^\[\]\n]{0,40}?(?P<made>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\]"
    r"\(https://hyp\.is/(?P<id>[\w-]+)[^()\s]*\)"
    r"(?:\s+— Group: #\S{1,200})?)"
    r"(?P<tags>(?:\s{1,4}#(?:\[\[[^\]\n]{1,200}\]\]|[\w/-]{1,200})){0,50})\s*\Z"
)
_SIGN = re.compile(
    rf"!\[rw-book-cover\]|synced by \[\[Readwise\]\]|^[ \t]*[-*] .*\({_LINK}\)"
    r"|^doc_type: hypothesis-highlights|^[ \t]*[-*] .* — \[[^\[\]\n]{0,80}\]\(https://hyp\.is/"
    r"|^#+ Metadata\n(?:.*\n){0,8}?.*Full Title: |^#+ New highlights added \w+ \d+, \d{4} at",
    re.MULTILINE,
)
_GLUED = re.compile(r"(?<=\))(?=#{1,6} New highlights added )")
_OPENS = re.compile(r"^(?:#{1,6} |- )(?:Highlights\b|New highlights added\b)", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"#{1,6} (.+)")
_CLOSES = ("metadata", "summary", "document note", "full document")
_BULLET = re.compile(r"([ \t]*)[-*+] (.*)")
_FIELD = re.compile(
    r"\s*(?:[-*+] )?\*{0,2}(full[ -]title|title|authors?|url|source|link|reference)\*{0,2}::?\*{0,2}\s*(.*)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\*{0,2}(tags|note|annotation)\*{0,2}::?\*{0,2}\s*(.*)", re.IGNORECASE)
_LONGEST_END = 4000
_TAG = re.compile(r"\[\[([^\]\n]+)\]\]|#([\w/-]+)")
_LINKED = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)")
_WIKI = re.compile(r"\[\[(?:[^\]|\n]*\\?\|)?([^\]\n]*)\]\]")


@dataclass(slots=True)
class _Highlight:
    """A highlight as far as it was read; `end` is what follows its words and says where they are."""

    line: int
    known: Clipping
    words: list[str] = field(default_factory=list)
    end: str = ""
    made: str = ""
    identity: str = ""
    tags: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


def recognises(text: str) -> bool:
    """Whether Markdown has highlights, and the cover, the metadata or the links back of either."""
    plain_text = newlines(text)
    return bool(_OPENS.search(plain_text) and _SIGN.search(plain_text))


def read(file: str, text: str) -> Parsed:
    """The highlights of a file with their notes and tags."""
    lines = _GLUED.sub("\n", newlines(text).replace("\u00a0", " ")).split("\n")
    found = ((f"The highlight on line {one.line}", one) for one in _highlights(lines))
    return gather(FORMAT, file, found, _clippings)


def _highlights(lines: list[str]) -> Iterator[_Highlight]:
    """The highlights under their headings; what stands before tells of the work they are from."""
    known, chapter, is_open, base = Clipping(""), "", False, -1
    one: _Highlight | None = None
    for number, line in enumerate(lines, start=1):
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        opens = bool(_OPENS.match(line))
        indent = len(bullet[1].expandtabs(4)) if bullet else 0
        if one and (opens or heading or (bullet and indent <= base)):
            yield one
            one = None
        if opens:
            is_open, base, chapter = True, -1, ""
        elif heading:
            is_open = is_open and not heading[1].lower().startswith(_CLOSES)
            chapter = heading[1].strip() if is_open else ""
            known = replace(known, title=line[2:].strip()) if line.startswith("# ") and not is_open else known
        elif not is_open:
            known = _told(known, line)
        elif one is None and bullet:
            within = _HEADING.match(bullet[2])
            base, chapter = (-1, within[1]) if within else (indent, chapter)
            one = None if within else _Highlight(number, replace(known, place=chapter))
            if one:
                _take(one, line)
        elif one:
            _take(one, line)
    if one:
        yield one


def _take(one: _Highlight, line: str) -> None:
    """Take a line for one of a highlight's parts: words until their end, then tags and a note."""
    bullet = _BULLET.match(line)
    content = (bullet[2] if bullet else line).strip()
    said = _SAID.match(content) if one.words else None
    if said and said[1].lower() == "tags":
        one.tags += _tags(said[2])
    elif said or one.note:
        one.note.append(said[2] if said else content)
    elif one.end:
        one.note += filter(None, [content])
    elif found := _ENDS.search(content[-_LONGEST_END:]):
        one.end = found["said"] or found[0]
        one.made, one.identity = found["made"] or "", found["id"] or ""
        one.tags += _tags(found["tags"])
        one.words.append(content[: len(content) - len(found[0])])
    else:
        one.words.append(content)


def _tags(told: str) -> list[str]:
    return [wiki or tag for wiki, tag in _TAG.findall(told)]


def _told(known: Clipping, line: str) -> Clipping:
    """What is known of the work, with what a line of its metadata says; an empty one changes nothing."""
    found = _FIELD.match(line)
    value = _LINKED.sub(r"\1", _WIKI.sub(r"\1", found[2])).strip().strip("\"'").strip() if found else ""
    if not (found and value):
        return known
    name = found[1].lower()
    if name.startswith("author"):
        return replace(known, author=value)
    if name.endswith("title"):
        return replace(known, title=value.removesuffix(" (highlights)").removeprefix("Readwise/Highlights/"))
    return replace(known, source=value)


def _clippings(one: _Highlight) -> Iterator[Clipping]:
    known, words = one.known, plain("\n".join(one.words)).strip(" \n-")
    place_ = _place(one.end, known.place)
    yield replace(
        known,
        words=words,
        note="\n".join(one.note).strip(),
        tags=tuple(one.tags),
        made=utc(one.made),
        place=place_,
        origin=f"hypothesis:{one.identity}"
        if one.identity
        else origin("readwise-markdown", known.title, place_, one.end, words),
    )


def _place(end: str, chapter: str) -> str:
    """The place that an end such as “[Location 30](…)” tells."""
    kind, _, number = end.lstrip("[").partition("]")[0].partition(" ")
    return place(
        page=number if kind == "Page" else "", location=number if kind == "Location" else "", chapter=chapter
    )
