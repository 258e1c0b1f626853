"""Highlights in Markdown, as Omnivore and its like write them: a quotation each, and the note after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.inline import plain
from exchange.clippings.record import gather, identified, origin
from text.clean import newlines
from text.markdown.frontmatter import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "Markdown highlights"

_SAMPLE = 200_000
_LINK = r"\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
_ARROW = re.compile(rf"[ \t]{{0,8}}\[⤴️?\]{_LINK}")
_BLOCK_ID = re.compile(r"[ \t]{0,8}(?<!\\)\^([\w-]{3,80})\Z")
_ORIGINAL = re.compile(rf"\[(?:Read Original|URL|Source|Link)\]{_LINK}")
_FIELD = re.compile(r"^(original_url|url|link|source|date_published):[ \t]*[\"']?([^\n\"']+)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://|file:")
_RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}\Z|[ \t]*(?:\*[ \t]*){3,}\Z")
_SIGN = re.compile(r"\[⤴️?\]\(|(?<!\\)\^[\w-]{3,80}[ \t]*\Z")
_SIGNED = re.compile(r"^>.*(?:\[⤴️?\]\(|(?:\n{1,2})?\^[\w-]{3,80}[ \t]*$)", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_CALLOUT = re.compile(r"\[![\w-]{1,40}\][+-]?[ \t]*(.*)")
_ID_LINE = re.compile(r"\^([\w-]{3,80})[ \t]*\Z")
_OWN = re.compile(r"postil-([0-9a-f]{16})")


@dataclass(slots=True)
class _Quote:
    """A quotation and what stands after it, line by line, and whether it stands among highlights."""

    line: int
    place: str
    is_among: bool
    words: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


def recognises(text: str) -> bool:
    """Whether Markdown holds highlights: quotations with links back or block ids, or mostly under a heading.

    An article may well have a few under a heading “Highlights”; an export has little else.
    """
    plain_text = newlines(text[:_SAMPLE]).removeprefix("\ufeff")
    if _SIGNED.search(plain_text):
        return "```annotation-json" not in plain_text  # else the plugin Annotator wrote it
    if "highlights" not in plain_text.lower():
        return False
    body = _matter(plain_text)[1]
    among = sum(len(line) for one in _quotes(body, 0) if one.is_among for line in (*one.words, *one.note))
    return 2 * among > sum(len(line.lstrip("> ")) for line in body.split("\n") if not _HEADING.match(line))


def read(file: str, text: str) -> Parsed:
    """The quotations of a file, each with the paragraphs after it as its note."""
    content = newlines(text).removeprefix("\ufeff")
    known, body = _matter(content)
    first = content.count("\n", 0, len(content) - len(body))
    named = ((f"The highlight on line {one.line}", one) for one in _quotes(body, first) if _counts(one))
    return gather(FORMAT, file, named, lambda quote: _clippings(quote, known))


def _counts(quote: _Quote) -> bool:
    """Whether a quotation is a highlight, and not one of the article's own."""
    head = next(filter(None, quote.note), "")
    return quote.is_among or bool(_SIGN.search("\n".join(quote.words)) or _ID_LINE.match(head))


def _quotes(body: str, first: int) -> Iterator[_Quote]:
    """The quotations with what follows each, until a heading, a rule or the next one.

    first: the lines of the file before the body.
    """
    quote, place, level = None, "", 0
    for number, line in enumerate(body.split("\n"), start=first + 1):
        heading = _HEADING.match(line)
        if quote and (heading or _RULE.match(line) or (line.startswith(">") and quote.note)):
            yield quote
            quote = None
        if heading:
            depth, name = len(heading[1]), heading[2].strip()
            is_opening = name.lower().startswith("highlights")
            level = depth if is_opening else level if depth > level else 0
            place = "" if is_opening or depth == 1 else name
        elif line.startswith(">"):
            quote = quote or _Quote(number, place, bool(level))
            quote.words.append(line[1:].removeprefix(" "))
        elif quote:
            quote.note.append(line)
    if quote:
        yield quote


def _clippings(quote: _Quote, known: Clipping) -> Iterable[Clipping]:
    lines = quote.words[1:] if _CALLOUT.match(quote.words[0]) else quote.words
    words, identity = _without(_BLOCK_ID, "\n".join(lines).rstrip())
    note = "\n".join(quote.note).strip()
    if not identity:
        head, _, rest = note.partition("\n")
        own = _ID_LINE.match(head)
        identity, note = (own[1], rest.strip()) if own else ("", note)
    words, tags = _tagged(words)
    words = plain(_ARROW.sub("", words)).strip()
    yield replace(
        known,
        words=words,
        note=note,
        tags=tags,
        place=quote.place,
        origin=_origin(identity, known, words)
        if identity
        else origin("markdown", known.title, known.source, words),
    )


def _origin(identity: str, known: Clipping, words: str) -> str:
    """What a highlight is known by: Postil's own under its own id."""
    own = _OWN.fullmatch(identity)
    return f"postil:{own[1]}" if own else identified("markdown", identity, known.source, known.title, words)


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


def _matter(text: str) -> tuple[Clipping, str]:
    """What the file says of the article in front matter, first heading and link to it; and the text after."""
    told, body = split(text)
    fields = dict(_FIELD.findall(text[: len(text) - len(body)]))
    heading = re.search(r"^# (.+)$", body[:_SAMPLE], re.MULTILINE)
    original = _ORIGINAL.search(body[:_SAMPLE])
    addresses = (fields.get(name, "").strip() for name in ("original_url", "url", "link", "source"))
    known = Clipping(
        "",
        title=told.title or (heading[1].strip() if heading else ""),
        author=told.byline,
        publisher="" if _ADDRESS.match(told.publisher) else told.publisher,
        published=fields.get("date_published", "").strip() or told.published,
        source=next(filter(_ADDRESS.match, addresses), original[1] if original else ""),
    )
    return known, body
