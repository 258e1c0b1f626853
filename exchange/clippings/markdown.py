"""Highlights in Markdown, as Omnivore and its like write them: a quotation each, and the note after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.record import gather, origin
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "Markdown highlights"

_SAMPLE = 200_000
_LINK = r"\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
_ARROW = re.compile(rf"[ \t]{{0,8}}\[⤴️?\]{_LINK}")
_BLOCK_ID = re.compile(r"[ \t]{0,8}\^([\w-]{3,80})\Z")
_ORIGINAL = re.compile(rf"\[(?:Read Original|URL|Source|Link)\]{_LINK}")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|byline|url|source|original_url|site_name|publisher|date_published|published)"
    r":[ \t]*(.*)$",
    re.MULTILINE,
)
_RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}\Z|[ \t]*(?:\*[ \t]*){3,}\Z")
_SIGN = re.compile(r"^>.*(?:\[⤴️?\]\(|\^[\w-]{3,80}[ \t]*$)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+highlights\b[^\n]*\n\s*>", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class _Quote:
    """A quotation and what stands after it, line by line."""

    line: int
    place: str
    words: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


def recognises(text: str) -> bool:
    """Whether Markdown holds highlights: quotations with links back, with block ids, or under a heading."""
    sample = newlines(text[:_SAMPLE])
    return bool(_SIGN.search(sample) or _HEADING.search(sample))


def read(file: str, text: str) -> Parsed:
    """The quotations of a file, each with the paragraphs after it as its note."""
    plain = newlines(text).removeprefix("\ufeff")
    known = _known(plain)
    quotes = ((f"The highlight on line {quote.line}", quote) for quote in _quotes(plain))
    return gather(FORMAT, file, quotes, lambda quote: _clippings(quote, known))


def _quotes(text: str) -> Iterator[_Quote]:
    """The quotations with what follows each, until a heading, a rule or the next one."""
    matter = _FRONT_MATTER.match(text)
    first = text.count("\n", 0, matter.end()) if matter else 0
    lines = text.split("\n")[first:]
    quote, place = None, ""
    for number, line in enumerate(lines, start=first + 1):
        if line.startswith(">"):
            if quote is None or quote.note:
                if quote:
                    yield quote
                quote = _Quote(number, place)
            quote.words.append(line[1:].removeprefix(" "))
        elif line.startswith("#") and line.lstrip("#").startswith(" "):
            place = _section(line)
            if quote:
                yield quote
            quote = None
        elif quote and _RULE.match(line):
            yield quote
            quote = None
        elif quote:
            quote.note.append(line)
    if quote:
        yield quote


def _section(heading: str) -> str:
    """The chapter that a heading of the second level or below names; “Highlights” is none."""
    name = heading.lstrip("#").strip()
    return "" if heading.startswith("# ") or name.lower().startswith("highlights") else name


def _clippings(quote: _Quote, known: Clipping) -> Iterable[Clipping]:
    words, identity = _without(_BLOCK_ID, "\n".join(quote.words).rstrip())
    note = "\n".join(quote.note).strip()
    if not identity:
        head, _, rest = note.partition("\n")
        own = re.match(r"\^([\w-]{3,80})[ \t]*\Z", head)
        identity, note = (own[1], rest.strip()) if own else ("", note)
    words, tags = _tagged(words)
    words = _ARROW.sub("", words).strip()
    yield replace(
        known,
        words=words,
        note=note,
        tags=tags,
        place=quote.place,
        origin=f"markdown:{identity}" if identity else origin("markdown", known.title, known.source, words),
    )


def _without(pattern: re.Pattern[str], words: str) -> tuple[str, str]:
    found = pattern.search(words)
    return (words[: found.start()], found[1]) if found else (words, "")


def _tagged(words: str) -> tuple[str, tuple[str, ...]]:
    """The words and the tags after them, which only a link back tells from words of the text."""
    last = None
    for last in _ARROW.finditer(words):  # noqa: B007 - only the last counts
        pass
    after = words[last.end() :].split() if last else []
    if last is None or not all(tag.startswith("#") for tag in after):
        return words, ()
    return words[: last.end()], tuple(tag[1:] for tag in after)


def _known(text: str) -> Clipping:
    """What the file says of the article: in its front matter, its first heading, its link to the original."""
    matter = _FRONT_MATTER.match(text)
    fields = {name: value.strip().strip("\"'") for name, value in _FIELD.findall(matter[1])} if matter else {}
    rest = text[matter.end() if matter else 0 :]
    heading = re.search(r"^# (.+)$", rest[:_SAMPLE], re.MULTILINE)
    original = _ORIGINAL.search(rest[:_SAMPLE])
    return Clipping(
        "",
        title=fields.get("title", "") or (heading[1].strip() if heading else ""),
        author=fields.get("author", fields.get("byline", "")),
        publisher=fields.get("site_name", fields.get("publisher", "")),
        published=fields.get("date_published", fields.get("published", "")),
        source=fields.get("original_url", fields.get("url", fields.get("source", "")))
        or (original[1] if original else ""),
    )
