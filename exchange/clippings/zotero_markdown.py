"""Zotero's annotations in Markdown: the notes that it exports, and what other programs make of them.

Each annotation has a link to its place in the PDF, with its words before it and its note after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.inline import plain
from exchange.clippings.place import place
from exchange.clippings.record import gather
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "Zotero Markdown"

_CITED = re.compile(
    r"\(?\[(?P<said>[^\[\]\n]{1,300})\]\((?P<item>zotero://select/[^()\s]{1,300})\)"
    r"(?:; ?\[[^\[\]\n]{1,300}\]\(zotero://select/[^()\s]{1,300}\)){0,9}\)?"
)
_OPENED = re.compile(
    r"\(?\[(?P<label>pdf|epub|snapshot|[^\[\]\n]{0,40}?(?:pp?\.|pages?|S\.)\s*[\w–-]{1,20}\)?)\]"
    r"\((?P<file>zotero://open[^()?\s]{1,300})(?P<query>\?[^()\s]{0,300})?\)\)?",
    re.IGNORECASE,
)
"""A link back, which is called so or tells the page; other links to files are but references."""

_PAGE, _KEY = re.compile(r"[?&]page=([\w-]{1,20})"), re.compile(r"[?&]annotation=(\w{1,40})")
_LOCATOR = re.compile(r"(?:\A|[\s(])(?:pp?\.|pages?|S\.)\s*([\w–-]{1,20})\)?\Z", re.IGNORECASE)
_AUTHOR = re.compile(r"(.+?),? (?:\d{4}[a-z]?|n\.d\.)(?:,|\Z)")
_MATTER = re.compile(r"\A---\n(?:.*\n){0,100}?title:[ \t]*[\"']?(.+?)[\"']?[ \t]*\n", re.IGNORECASE)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_STOP = re.compile(r"#{1,6} |(?:---+|\*\*\*+|\* \* \*)\s*\Z")
_TAG = re.compile(r"!\[[^\[\]\n]{0,300}\](?:\([^()\s]{0,1000}\))?|</?(?:mark|span|font|u)\b[^<>\n]{0,200}>")
_LEADS = re.compile(r"^(?:[ \t]*(?:>|[-*+](?= )|\[!\S{1,40}\]))*[ \t]*", re.MULTILINE)
_QUOTED = re.compile(r"([“\"„«「])[^“\"„«「]*[”\"“»」]\s*\Z")
_QUOTES = '“”"„«»「」 \t\n'
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SIGN = re.compile(rf"{_ESCAPE.pattern}|\*+")


@dataclass(slots=True)
class _Mark:
    """An annotation as far as it was read: what says where it is, what stands before that and after it."""

    line: int
    cited: re.Match[str] | None
    opened: re.Match[str] | None
    words: str
    notes: list[str] = field(default_factory=list)

    @property
    def is_alone(self) -> bool:
        """Whether there is the link to the place and nothing else before it, not even who says it."""
        return self.cited is None and not self.words

    @property
    def key(self) -> str:
        """The annotation's own name in Zotero, where the link tells it."""
        found = _KEY.search(self.opened["query"] or "") if self.opened else None
        return found[1] if found else ""


def recognises(text: str) -> bool:
    """Whether Markdown has links to places in Zotero's files."""
    return "](zotero://open" in text and bool(_OPENED.search(text))


def read(file: str, text: str) -> Parsed:
    """The annotations of a file, each with what stands after it as its note."""
    content = newlines(text)
    title = _title(content)
    marks = ((f"The annotation on line {mark.line}", mark) for mark in _joined(_marks(content)))
    return gather(FORMAT, file, marks, lambda mark: _clippings(mark, title))


def _title(content: str) -> str:
    """The title in the front matter, or the heading, but for the one that tells when Zotero made the note."""
    found = _MATTER.match(content) or _TITLE.search(content)
    is_named = found is not None and not found[1].endswith("  ")  # where a line with the time follows
    return plain(found[1]).strip() if found and is_named else ""


def _joined(marks: Iterable[_Mark]) -> Iterator[_Mark]:
    """The annotations, with what is told of one after its words, under a link of its own, as its note."""
    last: _Mark | None = None
    for mark in marks:
        if last and mark.key and mark.key == last.key:
            last.notes += [mark.words, *mark.notes]
            continue
        if last:
            yield last
        last = mark
    if last:
        yield last


def _marks(content: str) -> Iterator[_Mark]:
    """The annotations, each with the paragraphs after it until a heading, a rule or the next."""
    mark, loose = None, ""
    for number, paragraph in _paragraphs(content):
        found = list(_in_paragraph(paragraph, number))
        if found and found[0].is_alone:  # its words are a paragraph of their own
            found[0].words = mark.notes.pop() if mark and mark.notes else loose
        if mark and (found or _STOP.match(paragraph)):
            yield mark
            mark = None
        yield from found[:-1]
        loose = "" if found or _STOP.match(paragraph) else paragraph
        if found:
            mark = found[-1]
        elif mark:
            mark.notes.append(paragraph)
    if mark:
        yield mark


def _paragraphs(content: str) -> Iterator[tuple[int, str]]:
    """The paragraphs with the numbers of their first lines; headings are some of their own."""
    lines: list[str] = []
    number = 0
    for number, line in enumerate([*content.split("\n"), ""], start=1):
        if (not line.strip(" >\t") or _STOP.match(line)) and lines:
            yield number - len(lines), "\n".join(lines)
            lines = []
        if _STOP.match(line):
            yield number, line
        elif line.strip(" >\t"):
            lines.append(line)


def _in_paragraph(paragraph: str, number: int) -> Iterator[_Mark]:
    """The annotations in a paragraph, or the one that tells but its page."""
    mark, start = None, 0
    for opened in _OPENED.finditer(paragraph):
        before, start = paragraph[start : opened.start()], opened.end()
        cited = next(iter(_CITED.finditer(before)), None)
        words = before[: cited.start()] if cited else before
        if mark:
            note, words = _parted(words)
            mark.notes.append(note)
            yield mark
        line = number + paragraph.count("\n", 0, opened.start())
        mark = _Mark(line, cited, opened, _TAG.sub("", _LEADS.sub("", words)).strip())
    if mark is None:
        cited = _CITED.match(_LEADS.sub("", paragraph))
        mark = _Mark(number, cited, None, "") if cited else None
        start = len(paragraph) if cited is None else paragraph.index(cited[0]) + len(cited[0])
    if mark:
        mark.notes.append(paragraph[start:])
        yield mark


def _parted(between: str) -> tuple[str, str]:
    """What stands between two annotations: the note on the first, and the words of the second."""
    quoted = _QUOTED.search(between)
    at = quoted.start() if quoted else between.find("\n") + 1
    return between[:at], between[at:]


def _clippings(mark: _Mark, title: str) -> Iterator[Clipping]:
    said = mark.cited["said"] if mark.cited else ""
    query = (mark.opened["query"] or "") if mark.opened else ""
    label = mark.opened["label"] if mark.opened else ""
    page = _LOCATOR.search(said) or _LOCATOR.search(label) or _PAGE.search(query)
    author = _AUTHOR.match(said)
    notes = (_ESCAPE.sub(r"\1", _LEADS.sub("", note)).strip() for note in mark.notes)
    yield Clipping(
        words=_shown(mark.words.strip(_QUOTES)) if label.isalpha() else mark.words.strip(_QUOTES),
        note="\n\n".join(filter(None, notes)),
        title=title,
        author=_shown(author[1]) if author else "",
        source=mark.cited["item"] if mark.cited else mark.opened["file"] if mark.opened else "",
        place=place(page=page[1] if page else ""),
        origin=f"zotero:{mark.key}" if mark.key else "",
    )


def _shown(text: str) -> str:
    """Text that Zotero put into Markdown, as it was before."""
    return _SIGN.sub(lambda sign: sign[1] or "", text)
